import { describe, expect, it } from 'vitest';
import { chooseVaried } from '../../../../src/search/memories/choose-varied.ts';
import type { MemoryPhoto } from '../../../../src/search/memories/memory-photo.ts';

const DAY = 86_400;
const photo = (id: number, time: number, more: Partial<MemoryPhoto> = {}): MemoryPhoto => ({
  ordinal: id,
  id,
  time,
  day: Math.floor(time / DAY),
  place: 0,
  worth: 0,
  topic: 0,
  ...more,
});
const idsOf = (photos: readonly MemoryPhoto[]): number[] => photos.map(({ id }) => id);
const NEVER = (): boolean => false;

describe('the best photos of a memory', () => {
  it('are in the order in which they were taken', () => {
    const photos = [photo(1, 30, { worth: 1 }), photo(2, 20, { worth: 9 }), photo(3, 10, { worth: 5 })];
    expect(idsOf(chooseVaried(photos, 3, NEVER))).toEqual([3, 2, 1]);
  });

  it('are the ones of the highest worth', () => {
    const photos = Array.from({ length: 20 }, (_, at) => photo(at, at * 10, { worth: at % 7 }));
    expect(idsOf(chooseVaried(photos, 2, NEVER))).toEqual([6, 13]);
  });

  it('are spread over the days, however many photos one of them has', () => {
    const many = Array.from({ length: 100 }, (_, at) => photo(at, at, { worth: 5 }));
    const few = [3, 4, 5].map((day) => photo(1000 + day, day * DAY));
    const chosen = chooseVaried([...many, ...few], 8, NEVER);
    expect(idsOf(chosen)).toEqual(expect.arrayContaining([1003, 1004, 1005]));
    expect(chosen).toHaveLength(8);
  });

  it('show no two that look alike, but the better one', () => {
    const photos = [photo(1, 10, { worth: 1 }), photo(2, 11, { worth: 2 }), photo(3, 9000)];
    const isAlike = (a: MemoryPhoto, b: MemoryPhoto): boolean => Math.abs(a.time - b.time) < 5;
    expect(idsOf(chooseVaried(photos, 3, isAlike))).toEqual([2, 3]);
  });

  it('are not all of one thing while there is something else', () => {
    const cats = Array.from({ length: 30 }, (_, at) => photo(at, at * 100, { worth: 9, topic: 1 }));
    const others = [100, 101, 102, 103].map((id) => photo(id, id * 100, { topic: id }));
    expect(idsOf(chooseVaried([...cats, ...others], 6, NEVER))).toEqual(
      expect.arrayContaining([100, 101, 102, 103]),
    );
    // Where there is nothing else, it is all of them.
    expect(chooseVaried(cats, 6, NEVER)).toHaveLength(6);
  });

  it('are the same whatever the order of the photos', () => {
    const photos = Array.from({ length: 50 }, (_, at) =>
      photo(at, (at * 7919) % 100_000, { worth: at % 5, topic: at % 3 }),
    );
    const chosen = idsOf(chooseVaried(photos, 10, NEVER));
    expect(idsOf(chooseVaried(photos.toReversed(), 10, NEVER))).toEqual(chosen);
  });

  it('are none of none', () => {
    expect(chooseVaried([], 5, NEVER)).toEqual([]);
  });
});
