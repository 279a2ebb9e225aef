import { describe, expect, it } from 'vitest';
import { PHRASE_SCALE, PHRASE_SIZE } from '../../../src/domain/prediction.ts';
import { demoteRivalled } from '../../../src/search/evaluate/rival-names.ts';
import { LIKELY, POSSIBLE } from '../../../src/search/evaluate/scored-set.ts';
import { PHRASE_ALONE } from '../../../src/search/evaluate/text-thresholds.ts';
import { EmbeddingTable } from '../../../src/search/similarity/embedding-table.ts';
import { labelPhrases } from '../../../src/search/text-embedding/label-phrases.ts';

const nameOf = (label: string): Float32Array => {
  const row = [...labelPhrases().rows].find(([text]) => text.toLowerCase() === label)?.[1];
  if (row === undefined) throw new Error(`There is no label ${label}.`);
  const length = Math.hypot(...row);
  return row.map((one) => one / length);
};

/** Photos by their embeddings, as the index keeps them. */
function photosOf(embeddings: readonly Float32Array[]) {
  const phrases = new EmbeddingTable({ size: PHRASE_SIZE, scale: PHRASE_SCALE }, embeddings.length);
  for (const embedding of embeddings)
    phrases.append(Int8Array.from(embedding, (one) => Math.round(one * PHRASE_SCALE)));
  const phraseInverseLength = Float32Array.from(embeddings, (one) => 1 / Math.hypot(...one));
  return { phrases, phraseInverseLength, added: null };
}

/** A phrase with this embedding by the pack that ships. */
const by = (bundled: Float32Array) => ({ bundled, added: null });
const [beach, guitar] = [nameOf('beach'), nameOf('guitar')];
const between = beach.map((one, at) => 0.6 * one + 0.8 * (guitar[at] ?? 0));

describe('names that a photo fits as well as a phrase', () => {
  it('make it possible instead of likely, and leave other photos as they are', () => {
    const level = Uint8Array.from([LIKELY, LIKELY, POSSIBLE, 0]);
    const photos = photosOf([beach, between, between, guitar]);
    demoteRivalled(photos, by(beach), Float32Array.from([1, 0.65, 0.65, 0.1]), level);
    expect([...level]).toEqual([LIKELY, POSSIBLE, POSSIBLE, 0]);
  });

  it('count only if they mean something else than the phrase', () => {
    const level = Uint8Array.from([LIKELY]);
    demoteRivalled(photosOf([beach]), by(between), Float32Array.from([0.65]), level);
    expect([...level]).toEqual([POSSIBLE]);
    demoteRivalled(photosOf([beach]), by(beach), Float32Array.from([1]), level.fill(LIKELY));
    expect([...level]).toEqual([LIKELY]);
  });

  it('are not looked for where very many photos fit: then the score alone decides', () => {
    const score = Float32Array.from({ length: 501 }, (_, at) => PHRASE_ALONE + (at % 2 === 0 ? 0.01 : -0.01));
    const level = new Uint8Array(501).fill(LIKELY);
    demoteRivalled(photosOf([between]), by(beach), score, level);
    expect([...level].filter((one) => one === LIKELY)).toHaveLength(251);
    expect(level[1]).toBe(POSSIBLE);
  });
});
