import type { MemoryView } from '../../../src/api/contract.ts';
import { assertNever } from '../../../src/domain/assert-never.ts';
import type { Strings } from '../../i18n/strings.ts';

const yearOf = (day: string): number => Number(day.slice(0, 4));
/** Months, 1 to 12, in which seasons begin, in the north. */
const SEASONS = { 3: 'spring', 6: 'summer', 9: 'autumn', 12: 'winter' } as const;
const OPPOSITE = { spring: 'autumn', summer: 'winter', autumn: 'spring', winter: 'summer' } as const;

function seasonTitle(t: Strings, from: string, to: string, isSouthern: boolean): string {
  const month = Number(from.slice(5, 7));
  const northern = month === 3 || month === 6 || month === 9 ? SEASONS[month] : SEASONS[12];
  const years = yearOf(from) === yearOf(to) ? from.slice(0, 4) : `${from.slice(0, 4)}–${to.slice(2, 4)}`;
  return t.memorySeason(isSouthern ? OPPOSITE[northern] : northern, years);
}

/**
 * What a memory is called: "3 years ago", "Paris, July 2019".
 * @param today YYYY-MM-DD
 */
export function memoryTitle(t: Strings, memory: MemoryView, today: string): string {
  const { kind, span, place, person, isSouthern } = memory;
  const { from, to } = span ?? { from: today, to: today };
  switch (kind) {
    case 'day':
      return t.memoryYearsAgo(Math.max(0, yearOf(today) - yearOf(from)));
    case 'trip':
      return place === null
        ? t.memoryTrip(t.month(from.slice(0, 7)))
        : t.memoryTripTo(place.name, t.month(from.slice(0, 7)));
    case 'season':
      return seasonTitle(t, from, to, isSouthern);
    case 'year':
      return t.memoryYear(from.slice(0, 4));
    case 'person':
      return person ?? t.memories;
    default:
      return assertNever(kind);
  }
}

/** When its photos were taken, as days; of a person nothing. */
export const memorySpan = (t: Strings, { span }: MemoryView): string =>
  span === null ? '' : t.days(span.from, span.to);

/** Today on the calendar of this computer, YYYY-MM-DD. */
export function todayOf(now: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${String(now.getFullYear()).padStart(4, '0')}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
