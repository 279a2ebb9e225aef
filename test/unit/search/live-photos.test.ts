import { describe, expect, it } from 'vitest';
import { isFilmOfPicture } from '../../../src/search/index/live-photos.ts';

interface Side {
  readonly id?: number;
  readonly ms?: number;
  /** Null: it has no date of its own. */
  readonly at?: number | null;
}

/** @param film ordinal 0 @param picture ordinal 1 */
function isPair(film: Side, picture: Side): boolean {
  const sides = [film, picture];
  return isFilmOfPicture(
    {
      contentId: Uint8Array.from(sides, ({ id = 0 }) => id),
      durationMs: Float64Array.from(sides, ({ ms = Number.NaN }) => ms),
      takenAt: Float64Array.from(sides, ({ at = 0 }) => at ?? 0),
      monthDay: Uint16Array.from(sides, ({ at = 0 }) => (at === null ? 0 : 33)),
    },
    0,
    1,
  );
}

describe('a film and a picture of one name', () => {
  it('with identifiers are a live photo if these are the same, whatever else', () => {
    expect(isPair({ id: 3, ms: 20_000, at: 0 }, { id: 3, at: 9999 })).toBe(true);
    expect(isPair({ id: 3, ms: 2000, at: 0 }, { id: 4, at: 0 })).toBe(false);
  });

  it('without identifiers on both sides are one if the film is short and of the same time', () => {
    expect(isPair({ ms: 3000, at: 1000 }, { at: 1002 })).toBe(true);
    expect(isPair({ id: 3, ms: 3000, at: 1000 }, { at: 998 })).toBe(true);
    expect(isPair({ ms: 5001, at: 1000 }, { at: 1000 })).toBe(false);
    expect(isPair({ at: 1000 }, { at: 1000 })).toBe(false);
    expect(isPair({ ms: 3000, at: 1000 }, { at: 1060 })).toBe(false);
    expect(isPair({ ms: 3000, at: 1000 }, { at: 1000 + 86_400 })).toBe(false);
  });

  it('are of the same time where only the zone of the film is not known', () => {
    expect(isPair({ ms: 3000, at: 1000 }, { at: 1000 + 2 * 3600 })).toBe(true);
    expect(isPair({ ms: 3000, at: 1000 }, { at: 998 - 5.75 * 3600 })).toBe(true);
  });

  it('are one by name and length where one of them has no date', () => {
    expect(isPair({ ms: 3000, at: null }, { at: 1000 })).toBe(true);
    expect(isPair({ ms: 9000, at: null }, { at: 1000 })).toBe(false);
  });
});
