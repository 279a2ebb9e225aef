import { expect, it } from 'vitest';
import { PhraseScorer } from '../../../../src/search/evaluate/phrase-scorer.ts';
import { EmbeddingTable } from '../../../../src/search/similarity/embedding-table.ts';

const SIZE = 16;
const SCALE = 100;
const PHRASE = Float32Array.from({ length: SIZE }, (_, at) => (at === 0 ? 0.5 : 0));

/** Photos whose embeddings point along one axis each. */
function photos(axes: readonly number[]) {
  const phrases = new EmbeddingTable({ size: SIZE, scale: SCALE });
  const append = (axis: number): void => {
    phrases.append(Int8Array.from({ length: SIZE }, (_, at) => (at === axis ? SCALE : 0)));
  };
  for (const axis of axes) append(axis);
  const index = {
    count: axes.length + 1,
    phrases,
    phraseInverseLength: new Float32Array(axes.length + 1).fill(1),
    columns: { known: new Uint8Array(axes.length + 1).fill(1) },
  };
  return { index, append };
}
const rounded = (scores: Float32Array): number[] => Array.from(scores, (one) => Math.round(one * 100) / 100);

it('scores every photo of the index, those without an embedding with 0', () => {
  const { index } = photos([0, 1, 0]);
  const { score, hasMean } = new PhraseScorer(index).of('red', PHRASE);
  expect(rounded(score)).toEqual([0.5, 0, 0.5, 0]);
  expect(hasMean).toBe(false);
});

it('compares a phrase once, until the library changes or more embeddings are read', () => {
  const { index, append } = photos([0, 1]);
  const scorer = new PhraseScorer(index);
  const first = scorer.of('red', PHRASE);
  expect(scorer.of('red', PHRASE)).toBe(first);
  append(0);
  expect(rounded(scorer.of('red', PHRASE).score)).toEqual([0.5, 0, 0.5]);
  const again = scorer.of('red', PHRASE);
  scorer.forget();
  expect(scorer.of('red', PHRASE)).not.toBe(again);
});

it('keeps the scores of the phrases that were used last', () => {
  const { index } = photos([0]);
  const scorer = new PhraseScorer(index);
  const first = scorer.of('0', PHRASE);
  const second = scorer.of('1', PHRASE);
  for (const phrase of ['2', '3', '0', '4']) scorer.of(phrase, PHRASE);
  expect(scorer.of('0', PHRASE)).toBe(first);
  expect(scorer.of('1', PHRASE)).not.toBe(second);
});

it('writes the scores of a new phrase over those of the oldest, also where photos have no embedding', () => {
  const { index } = photos([0, 1, 0]);
  const scorer = new PhraseScorer(index);
  const { score: oldest } = scorer.of('0', PHRASE);
  oldest.fill(9);
  for (const phrase of ['1', '2', '3']) scorer.of(phrase, PHRASE);
  const { score, mean } = scorer.of('4', PHRASE.with(0, -0.5));
  expect(score).toBe(oldest);
  expect(rounded(score)).toEqual([-0.5, 0, -0.5, 0]);
  expect(mean).toBeCloseTo(-1 / 3);
});
