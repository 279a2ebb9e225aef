import { describe, expect, it } from 'vitest';
import {
  and,
  countLikely,
  countPossible,
  LIKELY,
  not,
  or,
  type ScoredSet,
  Scratch,
} from '../../../src/search/evaluate/scored-set.ts';
import fc from '../../support/properties.ts';

/** Not a multiple of four, because the operations process four levels at a time. */
const LENGTH = 41;
/**
 * A scored set of `words` words over LENGTH photos with consistent confidence levels and probabilities, as labels have.
 */
const graded = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: LENGTH, maxLength: LENGTH })
  .map(
    (list): ScoredSet => ({
      level: Uint8Array.from(list, (p) => (p >= 0.8 ? 2 : p >= 0.3 ? 1 : 0)),
      probability: Float32Array.from(list),
      words: 1,
    }),
  );
const whole = fc.array(fc.boolean(), { minLength: LENGTH, maxLength: LENGTH }).map(
  (list): ScoredSet => ({
    level: Uint8Array.from(list, (yes) => (yes ? LIKELY : 0)),
    probability: null,
    words: 0,
  }),
);
const scoredSet = fc.oneof(graded, whole);

/** The operations write to their arguments, which must come from a scratch. */
function copy({ level, probability, words }: ScoredSet): ScoredSet {
  const levels = new Scratch(level.length).levels();
  levels.set(level);
  return { level: levels, probability: probability?.slice() ?? null, words };
}
const scratch = (): Scratch => new Scratch(LENGTH);
const value = ({ level, probability }: ScoredSet, at: number): number =>
  probability === null ? (level[at] === LIKELY ? 1 : 0) : (probability[at] as number);

describe('scored set operations', () => {
  it('"and" gives the lower confidence level and the product, in any order of its parts', () => {
    fc.assert(
      fc.property(scoredSet, scoredSet, (a, b) => {
        const joined = and(copy(a), copy(b), scratch());
        const turned = and(copy(b), copy(a), scratch());
        for (let at = 0; at < LENGTH; at++) {
          expect(joined.level[at]).toBe(Math.min(a.level[at] as number, b.level[at] as number));
          expect(value(joined, at)).toBeCloseTo(value(a, at) * value(b, at), 5);
        }
        expect(joined.words).toBe(a.words + b.words);
        expect(turned).toEqual(joined);
      }),
    );
  });

  it('"or" gives the higher confidence level and probability, in any order of its parts', () => {
    fc.assert(
      fc.property(scoredSet, scoredSet, (a, b) => {
        const joined = or(copy(a), copy(b), scratch());
        for (let at = 0; at < LENGTH; at++) {
          expect(joined.level[at]).toBe(Math.max(a.level[at] as number, b.level[at] as number));
          expect(value(joined, at)).toBeCloseTo(Math.max(value(a, at), value(b, at)), 5);
        }
        expect(or(copy(b), copy(a), scratch())).toEqual(joined);
      }),
    );
  });

  it('"or" counts a part of several words as its mean word', () => {
    const half: ScoredSet = { level: Uint8Array.of(2), probability: Float32Array.of(0.5), words: 1 };
    const two = and(copy(half), copy(half), new Scratch(1));
    const none: ScoredSet = { level: Uint8Array.of(0), probability: Float32Array.of(0), words: 1 };
    expect(or(two, none, new Scratch(1)).probability?.[0]).toBeCloseTo(0.5, 6);
  });

  it('"not" twice preserves the confidence level, and never includes likely photos after one "not"', () => {
    fc.assert(
      fc.property(scoredSet, (a) => {
        const once = not(copy(a));
        for (let at = 0; at < LENGTH; at++) {
          expect(once.level[at]).toBe(LIKELY - (a.level[at] as number));
          if (a.level[at] === LIKELY) expect(value(once, at)).toBe(0);
        }
        expect(not(once).level).toEqual(a.level);
      }),
    );
  });

  it('"not (a or b)" has the confidence levels of "not a, not b"', () => {
    fc.assert(
      fc.property(scoredSet, scoredSet, (a, b) => {
        const left = not(or(copy(a), copy(b), scratch()));
        const right = and(not(copy(a)), not(copy(b)), scratch());
        expect(left.level).toEqual(right.level);
      }),
    );
  });

  it('counts likely and possible photos that exist, for any length, also after "not"', () => {
    const length = 4 * 255 * 3 + 2;
    const bytes = fc.uint8Array({ minLength: length, maxLength: length, max: 2 });
    fc.assert(
      fc.property(bytes, bytes, fc.boolean(), (level, of, all) => {
        const alive = new Uint8Array(length + 2).map((_, at) => (all || of[at] === 1 ? 1 : 0));
        const judged = copy({ level: all ? level.fill(LIKELY) : level, probability: null, words: 0 });
        const counted = (holds: (one: number) => boolean): number =>
          level.filter((one, at) => holds(one) && alive[at] === 1).length;
        expect(countLikely(judged.level, alive)).toBe(counted((one) => one === LIKELY));
        expect(countPossible(judged.level, alive)).toBe(counted((one) => one > 0));
        const opposite = not(judged).level;
        expect(countLikely(opposite, alive)).toBe(counted((one) => one === 0));
        expect(countPossible(opposite, alive)).toBe(counted((one) => one < LIKELY));
      }),
    );
  });

  it('reuses released arrays, filled with zeros', () => {
    const arrays = new Scratch(3);
    const first = { level: arrays.levels(), probability: arrays.probabilities(), words: 1 };
    first.level.fill(2);
    first.probability.fill(1);
    arrays.free(first);
    expect(arrays.levels()).toBe(first.level);
    expect(arrays.probabilities()).toBe(first.probability);
    expect([...first.level, ...first.probability]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
