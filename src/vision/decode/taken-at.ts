import type { TakenAt, TakenAtSource } from '../../domain/metadata.ts';

/** A time from one source: any text that contains a date. */
export interface DateText {
  readonly from: TakenAtSource;
  readonly text: string;
  /** UTC offset, if stored separately. */
  readonly offset?: string;
}

const DAY = 24 * 60 * 60 * 1000;
/** Year of the oldest photograph. */
const FIRST_YEAR = 1826;

/** `2011:03:12 15:36:11`, `2011-03-12T15:36:11.00+01:00`, `2011-03-12`, `20110312`. */
const STAMP =
  /^\s*(\d{4})([-:/.]?)(\d{2})\2(\d{2})(?:[T\s]+(\d{2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?/;

/** A date anywhere in a name, with the time after it, if any: `IMG_20190614_120000`, `2019-06-14 12.00.00`. */
const IN_NAME =
  /(?<!\d)(\d{4})([-_.]?)(\d{2})\2(\d{2})(?:(?:[-_ T.]| at )*([01]\d|2[0-3])([-_.:]?)([0-5]\d)\6([0-5]\d)\d{0,3})?(?!\d)/g;

/**
 * The first valid time: an existing day, not before the first photograph, not the zero of an unset clock, and at most a
 * day after `now` (ms since 1970).
 */
export function takenAt(texts: readonly DateText[], now: number): TakenAt | undefined {
  for (const { from, text, offset } of texts) {
    const matches = from === 'file-name' ? text.matchAll(IN_NAME) : [STAMP.exec(text)];
    for (const match of matches) {
      if (match === null) continue;
      const [, year, , month, day, hour = '00', minute = '00', third = '00', fourth = ''] = match;
      const second = from === 'file-name' ? fourth || '00' : third;
      const minutes = from === 'file-name' ? (match[7] ?? '00') : minute;
      const zone = from === 'file-name' ? '' : (match[8] ?? offset ?? '');
      const local = `${year}-${month}-${day}T${hour}:${minutes}:${second}`;
      const east = minutesEast(zone);
      if (isPlausible(local, east, now)) return { local, offset: east, from };
    }
  }
  return undefined;
}

function minutesEast(zone: string): number | null {
  if (zone === 'Z') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone.trim()) ?? [];
  if (hours === undefined) return null;
  const east = Number(hours) * 60 + Number(minutes);
  return east <= 14 * 60 ? (sign === '-' ? -east : east) : null;
}

function isPlausible(local: string, offset: number | null, now: number): boolean {
  const time = Date.parse(`${local}Z`);
  // The round trip rejects 30 February, 24:00 and second 60.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 19) !== local) return false;
  return Number(local.slice(0, 4)) >= FIRST_YEAR && time !== 0 && time - (offset ?? 0) * 60_000 <= now + DAY;
}
