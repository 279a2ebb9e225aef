import { dayText, type MemoryKey } from '../../domain/memory.ts';

/** Photos of a year, or of a season, without which there is no choice to be made. */
const [ENOUGH_OF_YEAR, ENOUGH_OF_SEASON] = [20, 12];

const dateOf = (day: number): Date => new Date(day * 86_400_000);
/** The first day of a month, which may be one of another year: 13 is January. */
const firstOf = (year: number, month: number): number => Date.UTC(year, month - 1, 1) / 86_400_000;

function countWithin(photosOf: ReadonlyMap<number, number>, from: number, to: number): number {
  let sum = 0;
  for (const [day, photos] of photosOf) if (day >= from && day <= to) sum += photos;
  return sum;
}

/**
 * The years before this one with enough photos, the last first.
 * @param today days since 1970
 * @param photosOf number of photos of each day
 */
export function yearsBefore(today: number, photosOf: ReadonlyMap<number, number>): MemoryKey[] {
  const byYear = new Map<number, number>();
  for (const [day, photos] of photosOf) {
    const year = dateOf(day).getUTCFullYear();
    byYear.set(year, (byYear.get(year) ?? 0) + photos);
  }
  return [...byYear]
    .filter(([year, photos]) => year < dateOf(today).getUTCFullYear() && photos >= ENOUGH_OF_YEAR)
    .sort(([a], [b]) => b - a)
    .map(([year]) => ({ kind: 'year', from: dayText(firstOf(year, 1)), to: dayText(firstOf(year, 13) - 1) }));
}

/** The season that it is now, three whole months, in earlier years with enough photos, the last first. */
export function seasonsBefore(today: number, photosOf: ReadonlyMap<number, number>): MemoryKey[] {
  const date = dateOf(today);
  const month = date.getUTCMonth() + 1;
  // Seasons begin in March, June, September and December.
  const start = Math.floor(month / 3) * 3 || 12;
  const year = date.getUTCFullYear() - (month < 3 ? 1 : 0);
  const oldest = Math.min(...photosOf.keys());
  const keys: MemoryKey[] = [];
  for (let earlier = year - 1; firstOf(earlier, start + 3) > oldest; earlier--) {
    const [from, to] = [firstOf(earlier, start), firstOf(earlier, start + 3) - 1];
    if (countWithin(photosOf, from, to) >= ENOUGH_OF_SEASON)
      keys.push({ kind: 'season', from: dayText(from), to: dayText(to) });
  }
  return keys;
}
