import type { Numbers } from '../search/index/photo-columns.ts';
import type { PhotoIndex } from '../search/index/photo-index.ts';

/** Number of searchable photos for each value of a column. */
export function countNumbers(index: PhotoIndex, column: Numbers): Map<number, number> {
  const counts = new Map<number, number>();
  for (const ordinal of index.newest) {
    const number = column[ordinal] as number;
    if (number > 0) counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return counts;
}
