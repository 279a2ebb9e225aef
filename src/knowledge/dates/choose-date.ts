import { DATE_PRECISIONS, TAKEN_AT_SOURCES, type TakenAt, type WrittenDate } from '../../domain/metadata.ts';
import { FIRST_YEAR } from './calendar.ts';
import { knownPart } from './written-date.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Days on which the clocks of cameras, phones, file systems and spreadsheets begin. */
const FACTORY_DAYS: ReadonlySet<string> = new Set([
  '1899-12-30',
  '1900-01-01',
  '1904-01-01',
  '1970-01-01',
  '1980-01-01',
  '2002-12-08',
]);
/** The first second of these years is where other clocks begin. */
const FACTORY_TIME = /^(?:199\d|20[012]\d)-01-01T00:00:00$/u;

/**
 * When a photo was taken, of all that its file and the names of its copies state: the first plausible source of
 * TAKEN_AT_SOURCES, in it the finest date. The first day of a clock (factory date) counts after all others but the
 * file's own time. A finer date of a later source refines a coarse one that contains it.
 * @param now ms since 1970; a date more than a day later is not plausible
 */
export function chooseDate(candidates: readonly TakenAt[], now: number): TakenAt | undefined {
  const plausible = candidates.filter((date) => isPlausible(date, now)).sort((a, b) => compare(a, b));
  const [best] = plausible;
  if (best === undefined) return undefined;
  const known = knownPart(best);
  const finer = plausible.find(
    (date) =>
      date.from !== 'file-time' &&
      !isFactory(date) &&
      fineness(date) > fineness(best) &&
      date.local.startsWith(known),
  );
  return finer ?? best;
}

const fineness = ({ precision }: WrittenDate): number => DATE_PRECISIONS.indexOf(precision);

function compare(a: TakenAt, b: TakenAt): number {
  return (
    rankOf(a) - rankOf(b) || fineness(b) - fineness(a) || (a.local < b.local ? -1 : Number(a.local > b.local))
  );
}

/** Half a rank before the file's own time for a factory date. */
function rankOf(date: TakenAt): number {
  return isFactory(date) ? TAKEN_AT_SOURCES.indexOf('file-time') - 0.5 : TAKEN_AT_SOURCES.indexOf(date.from);
}

const isFactory = ({ local, from, precision }: TakenAt): boolean =>
  from !== 'file-time' &&
  precision !== 'year' &&
  precision !== 'month' &&
  (FACTORY_DAYS.has(local.slice(0, 10)) || (FACTORY_TIME.test(local) && isMetadata(from)));

/** A name that states the first of January means it. */
const isMetadata = (from: TakenAt['from']): boolean => from !== 'file-name' && from !== 'folder-name';

function isPlausible({ local, offset, precision }: TakenAt, now: number): boolean {
  const time = Date.parse(`${local}Z`);
  // The zero of a clock that was never set is no time at all.
  const isZero = time === 0 && precision !== 'year' && precision !== 'month';
  return Number(local.slice(0, 4)) >= FIRST_YEAR && !isZero && time - (offset ?? 0) * 60_000 <= now + DAY;
}
