import { describe, expect, it } from 'vitest';
import type { FreeText, Interpretation, QueryWord } from '../../../../src/domain/query.ts';
import type { PhraseScores } from '../../../../src/search/evaluate/phrase-scorer.ts';
import { scoreText, type Wanted } from '../../../../src/search/evaluate/score-text.ts';
import { LIKELY, type ScoredSet, Scratch } from '../../../../src/search/evaluate/scored-set.ts';
import {
  LEAST_WITH_LABEL,
  LEAST_WITH_PART,
  PHRASE_ALONE,
  PHRASE_POSSIBLE,
  PHRASE_WITH_ALL,
} from '../../../../src/search/evaluate/text-thresholds.ts';
import { FACT, OWN, type WordEvidence } from '../../../../src/search/evaluate/word-evidence.ts';
import fc from '../../../support/properties.ts';

const PHOTOS = 23;

const LABEL: Interpretation = { as: 'label', labels: ['dog'], narrower: false };
const NARROWER: Interpretation = { as: 'label', labels: ['dog'], narrower: true };
const TEXT: Interpretation = { as: 'text', wanted: 'dog' };
const wordOf = (interpretations: readonly Interpretation[]): QueryWord => ({
  text: 'dog',
  start: 0,
  end: 3,
  interpretations,
});

const numbers = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(one, { minLength: PHOTOS, maxLength: PHOTOS });
/** Scores at, below and above each threshold, and of photos without a phrase embedding (0). */
const anyScore = fc.oneof(
  fc.constantFrom(0, PHRASE_POSSIBLE, PHRASE_WITH_ALL, PHRASE_ALONE, -0.2, 1),
  fc.float({ min: -1, max: Math.fround(1.3), noNaN: true }),
);
const anyPhrase: fc.Arbitrary<PhraseScores | null> = fc.option(
  fc.record({
    score: numbers(anyScore).map((scores) => Float32Array.from(scores)),
    mean: fc.constantFrom(0, 0.1, 0.3, 0.6),
    deviation: fc.constantFrom(0.001, 0.05, 0.15, 0.3),
    hasMean: fc.boolean(),
  }),
);
const anyWord = fc.record({
  word: fc.constantFrom([], [LABEL], [NARROWER], [TEXT], [LABEL, TEXT]).map(wordOf),
  level: numbers(fc.constantFrom(0, 0, 0, 1, 2)),
  belief: numbers(fc.oneof(fc.constantFrom(0, 1, FACT, OWN), fc.double({ min: 0, max: 1, noNaN: true }))),
  denied: fc.uniqueArray(fc.nat(PHOTOS - 1), { maxLength: 2 }),
});
const anyText = fc.record({ words: fc.array(anyWord, { maxLength: 5 }), phrase: anyPhrase });
const anyAmong = numbers(fc.constantFrom(0, 1, 2)).map((levels) => Uint8Array.from(levels));

function score(
  { words, phrase }: typeof anyText extends fc.Arbitrary<infer T> ? T : never,
  wanted: Wanted,
): ScoredSet {
  const scratch = new Scratch(PHOTOS);
  const evidence = words
    .filter(({ word }) => word.interpretations.length > 0)
    .map(({ level, belief, denied }): WordEvidence => {
      // Padded, as every array of a Scratch.
      const levels = scratch.levels();
      levels.set(level);
      return { level: levels, belief: Float32Array.from(belief), denied: new Set(denied) };
    });
  const text: FreeText = { kind: 'text', words: words.map(({ word }) => word), phrase: 'dog' };
  return scoreText(text, evidence, phrase, scratch, wanted);
}

describe('scoreText', () => {
  it.each([
    ['a label', [LABEL], LEAST_WITH_LABEL],
    ['a label that means more than the word', [NARROWER], LEAST_WITH_PART],
  ] as const)('leaves out photos that %s makes possible and the phrase contradicts', (_, readings, least) => {
    const level = Array.from({ length: PHOTOS }, (): 1 => 1);
    const scores = [least - 0.01, least + 0.01, ...Array.from({ length: PHOTOS - 2 }, () => 0.3)];
    const words = [{ word: wordOf(readings), level, belief: level.map(() => 0.4), denied: [] }];
    const phrase = { score: Float32Array.from(scores), mean: 0.2, deviation: 0.1, hasMean: true };
    const found = score({ words, phrase }, { below: false, among: null });
    expect([...found.level]).toEqual([0, ...level.slice(1)]);
    // Without a phrase the label decides alone.
    expect([...score({ words, phrase: null }, { below: false, among: null }).level]).toEqual(level);
  });

  /** Probability that a word gives two photos of one phrase score; the second has the belief. */
  const beside = (readings: readonly Interpretation[], belief: number): number[] => {
    const level = Array.from({ length: PHOTOS }, (): 1 => 1);
    const words = [
      { word: wordOf(readings), level, belief: level.map((_, at) => (at === 1 ? belief : 0.5)), denied: [] },
    ];
    const phrase = { score: new Float32Array(PHOTOS).fill(0.4), mean: 0.4, deviation: 0.1, hasMean: true };
    return [...(score({ words, phrase }, { below: true, among: null }).probability ?? [])].slice(0, 2);
  };
  const oddsOf = (probability = Number.NaN): number => Math.log(probability / (1 - probability));

  it('counts a label that means more than the word half as much', () => {
    const [even, whole] = beside([LABEL], 0.8);
    const [, half] = beside([NARROWER], 0.8);
    expect(even).toBeCloseTo(0.5);
    expect(oddsOf(half)).toBeCloseTo(oddsOf(whole) / 2, 2);
    expect(oddsOf(whole)).toBeGreaterThan(0.5);
  });

  it('puts what the owner wrote of a photo before all that is likely otherwise', () => {
    fc.assert(
      fc.property(
        numbers(anyScore),
        numbers(fc.double({ min: 0, max: 1, noNaN: true })),
        (scores, beliefs) => {
          const phrase = { score: Float32Array.from(scores), mean: 0.2, deviation: 0.12, hasMean: true };
          const words = [
            {
              word: wordOf([LABEL, TEXT]),
              level: beliefs.map((): 2 => 2),
              belief: beliefs.map((belief, at) => (at === 0 ? OWN : at === 1 ? FACT : belief)),
              denied: [],
            },
          ];
          const { level, probability } = score({ words, phrase }, { below: false, among: null });
          const [own = 0, ...others] = probability ?? [];
          expect(level[0]).toBe(LIKELY);
          for (const other of others) expect(own).toBeGreaterThan(other);
        },
      ),
    );
  });

  it('ranks a long phrase by the phrase alone, however few of its words show something', () => {
    const level = Array.from({ length: PHOTOS }, (): 1 => 1);
    const belief = level.map((_, at) => at / PHOTOS);
    const found = (phrase: string): number[] => {
      const scratch = new Scratch(PHOTOS);
      const text: FreeText = { kind: 'text', words: [wordOf([LABEL])], phrase };
      const evidence = {
        level: Uint8Array.from({ length: 24 }, () => 1).subarray(0, PHOTOS),
        belief: Float32Array.from(belief),
        denied: new Set<number>(),
      };
      const scores = { score: new Float32Array(PHOTOS).fill(0.4), mean: 0.4, deviation: 0.1, hasMean: true };
      return [
        ...(scoreText(text, [evidence], scores, scratch, { below: true, among: null }).probability ?? []),
      ];
    };
    expect(new Set(found('child is on a slide')).size).toBe(1);
    expect(new Set(found('child on a slide')).size).toBeGreaterThan(2);
  });

  it('gives every photo the level that it has if all photos are scored, and every hit the probability', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const whole = score(text, { below: true, among: null });
        const some = score(text, { below: false, among: null });
        expect([...some.level]).toEqual([...whole.level]);
        const ofHits = (of: ScoredSet): number[] =>
          [...whole.level].map((level, at) => (level === 0 ? 0 : (of.probability?.[at] ?? Number.NaN)));
        expect(ofHits(some)).toEqual(ofHits(whole));
      }),
      { numRuns: 500 },
    );
  });

  it('gives the photos that the rest of the search leaves the same as if all were scored', () => {
    fc.assert(
      fc.property(anyText, anyAmong, (text, among) => {
        const whole = score(text, { below: true, among: null });
        const some = score(text, { below: true, among });
        expect([...some.level]).toEqual([...whole.level]);
        const left = (of: ScoredSet): number[] =>
          [...among].map((one, at) => (one === 0 ? 0 : (of.probability?.[at] ?? Number.NaN)));
        expect(left(some)).toEqual(left(whole));
      }),
      { numRuns: 500 },
    );
  });
});
