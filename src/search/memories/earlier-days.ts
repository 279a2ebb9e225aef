import { dayNumber, dayText, type MemoryKey } from '../../domain/memory.ts';

/** With fewer photos of the day itself, the days around it count too. */
const ENOUGH = 4;
const DAYS_AROUND = 3;

const two = (number: number): string => String(number).padStart(2, '0');

/**
 * The same day in each earlier year with photos, the last year first. On 29 February, in years without that day, it is
 * 28 February; and on 28 February of a year without a 29th, earlier years show both.
 * @param today days since 1970
 * @param photosOf number of photos of each day
 */
export function earlierDays(today: number, photosOf: ReadonlyMap<number, number>): MemoryKey[] {
  const date = new Date(today * 86_400_000);
  const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  const first = Math.min(...photosOf.keys());
  if (!Number.isFinite(first)) return [];
  const oldest = new Date(first * 86_400_000).getUTCFullYear();
  const isLeapDay = month === 2 && dayOfMonth === 29;
  const isBeforeLeapDay = month === 2 && dayOfMonth === 28 && Number.isNaN(dayNumber(`${year}-02-29`));
  const keys: MemoryKey[] = [];
  for (let earlier = year - 1; earlier >= oldest; earlier--) {
    const same = dayNumber(`${String(earlier).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}`);
    const from = Number.isNaN(same) ? dayNumber(`${earlier}-02-28`) : same;
    if (Number.isNaN(from) || (Number.isNaN(same) && !isLeapDay)) continue;
    const hasLeapDay = isBeforeLeapDay && !Number.isNaN(dayNumber(`${earlier}-02-29`));
    const span = widened(from, hasLeapDay ? from + 1 : from, photosOf);
    if (span !== null) keys.push({ kind: 'day', from: dayText(span.from), to: dayText(span.to) });
  }
  return keys;
}

function widened(
  from: number,
  to: number,
  photosOf: ReadonlyMap<number, number>,
): { readonly from: number; readonly to: number } | null {
  const count = (first: number, last: number): number => {
    let sum = 0;
    for (let day = first; day <= last; day++) sum += photosOf.get(day) ?? 0;
    return sum;
  };
  const onTheDay = count(from, to);
  if (onTheDay >= ENOUGH) return { from, to };
  const [first, last] = [from - DAYS_AROUND, to + DAYS_AROUND];
  if (count(first, last) >= ENOUGH) return { from: first, to: last };
  return onTheDay > 0 ? { from, to } : null;
}
