import type { AlbumOrder } from '../domain/user-data.ts';
import type { MonthOfHits } from './evaluate/month-counter.ts';
import type { PhotoColumns } from './index/photo-columns.ts';

/**
 * Photos of an album in its order, by ordinal. Photos without a date of their own are last in both orders by date.
 * @param newest the photos, newest first
 * @param byHand the photos of the album in the order by hand; others are left out
 */
export function inAlbumOrder(
  order: AlbumOrder,
  newest: Uint32Array,
  byHand: readonly number[],
  { monthDay }: Pick<PhotoColumns, 'monthDay'>,
): Uint32Array {
  switch (order) {
    case 'newest':
      return newest;
    case 'oldest': {
      const isDated = (ordinal: number): boolean => monthDay[ordinal] !== 0;
      const dated = newest.filter(isDated).reverse();
      const all = new Uint32Array(newest.length);
      all.set(dated);
      all.set(
        newest.filter((ordinal) => !isDated(ordinal)),
        dated.length,
      );
      return all;
    }
    case 'hand': {
      const shown = new Set(newest);
      return Uint32Array.from(byHand.filter((ordinal) => shown.has(ordinal)));
    }
  }
}

/** The months of an album in its order, of those that are newest first; none in an order by hand. */
export function monthsInOrder(order: AlbumOrder, months: readonly MonthOfHits[]): readonly MonthOfHits[] {
  if (order === 'hand') return [];
  return order === 'newest' ? months : oldestFirst(months);
}

/** Months that are newest first, oldest first: each level for itself, unknown times last. */
function oldestFirst(months: readonly MonthOfHits[]): MonthOfHits[] {
  const levels = [...new Set(months.map(({ level }) => level))];
  return levels.flatMap((level) => {
    const own = months.filter((month) => month.level === level);
    return [
      ...own.filter(({ month }) => month !== null).reverse(),
      ...own.filter(({ month }) => month === null),
    ];
  });
}
