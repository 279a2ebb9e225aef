import { describe, expect, it } from 'vitest';
import { PhraseScorer } from '../../../../src/search/evaluate/phrase-scorer.ts';
import { EmbeddingTable } from '../../../../src/search/similarity/embedding-table.ts';

const SIZE = 16;
const SCALE = 100;
const PHRASE = { bundled: Float32Array.from({ length: SIZE }, (_, at) => (at === 0 ? 0.5 : 0)), added: null };

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
    added: null,
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
  const { score, mean } = scorer.of('4', { bundled: PHRASE.bundled.with(0, -0.5), added: null });
  expect(score).toBe(oldest);
  expect(rounded(score)).toEqual([-0.5, 0, -0.5, 0]);
  expect(mean).toBeCloseTo(-1 / 3);
});

describe('with an added pack', () => {
  const SURENESS = {
    textLength: null,
    rivalCosine: 0.7,
    beyondLatin: true,
    agreement: 0.9,
    photos: 1,
    fit: 1 as const,
  };
  /** Photos 0 to 999, of which the added pack has seen all but the last. */
  function library() {
    const { index } = photos(Array.from({ length: 1000 }, (_, at) => (at < 10 || at === 999 ? 0 : 1)));
    const table = new EmbeddingTable({ size: SIZE, scale: 1 });
    const inverseLength = new Float32Array(1001);
    for (let at = 0; at < 1000; at++) {
      const isSeen = at !== 999;
      table.append(
        Int8Array.from({ length: SIZE }, (_, axis) => (isSeen && axis === (at < 10 ? 2 : 3) ? 50 : 0)),
      );
      inverseLength[at] = isSeen ? 1 / 50 : 0;
    }
    const pack = { sureness: { ...SURENESS, offset: 0.1, slope: 0.6 } };
    return { ...index, added: { table, inverseLength, pack } };
  }
  const ADDED = Float32Array.from({ length: SIZE }, (_, at) => (at === 2 ? 1 : 0));

  it('scores what the pack has seen by it, on the scale of the one that ships', () => {
    const { score, mean } = new PhraseScorer(library()).of('red', { bundled: PHRASE.bundled, added: ADDED });
    expect(score[0]).toBeCloseTo(0.7, 4);
    expect(score[10]).toBeCloseTo(0.1, 4);
    expect(mean).toBeCloseTo(0.1 + (0.6 * 10) / 999, 4);
  });

  it('lends a photo that it has not seen its own score, which is never surer than it was', () => {
    const scored = new PhraseScorer(library()).of('red', { bundled: PHRASE.bundled, added: ADDED });
    const own = new PhraseScorer(library()).of('red', { bundled: PHRASE.bundled, added: null });
    const lent = scored.score[999] ?? 0;
    expect(lent).toBeGreaterThan(0.33);
    expect(lent).toBeLessThanOrEqual(own.score[999] ?? 0);
    expect((lent - scored.mean) / scored.deviation).toBeLessThanOrEqual(
      ((own.score[999] ?? 0) - own.mean) / own.deviation + 1e-6,
    );
    // Without a text network of its own, the photo has no score.
    expect(new PhraseScorer(library()).of('red', { bundled: null, added: ADDED }).score[999]).toBe(0);
  });

  it('compares a phrase that the pack does not answer for with the embeddings of the program', () => {
    const scored = new PhraseScorer(library()).of('red', PHRASE);
    expect(scored.score[0]).toBeCloseTo(0.5, 2);
    expect(scored.score[999]).toBeCloseTo(0.5, 2);
  });
});
