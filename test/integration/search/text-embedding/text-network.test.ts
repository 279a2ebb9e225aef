import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PHRASE_SCALE } from '../../../../src/domain/prediction.ts';
import { openTextTokens } from '../../../../src/search/text-embedding/open-text-tokens.ts';
import { openTextNetwork, type TextNetwork } from '../../../../src/search/text-embedding/text-network.ts';
import { openOnnxEngine } from '../../../../src/vision/classify/onnx-engine.ts';
import { closeDecoders, decode } from '../../../../src/vision/decode/decode.ts';
import { MODELS } from '../../../support/paths.ts';

const FOLDER = path.join(MODELS, 'text-multilingual');
const read = <T>(...place: string[]): T => JSON.parse(readFileSync(path.join(MODELS, ...place), 'utf8')) as T;

interface ReferenceText {
  readonly text: string;
  readonly ids: readonly number[];
  readonly phrase: readonly number[];
  /** By the file of a photo of photo/reference.json. */
  readonly scores: Readonly<Record<string, number>>;
}
const TEXTS = read<readonly ReferenceText[]>('text-multilingual', 'reference.json');
const PHOTOS = new Map(
  read<readonly { readonly file: string; readonly phrase: readonly number[] }[]>(
    'photo',
    'reference.json',
  ).map(({ file, phrase }) => [file, phrase]),
);

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0);
const cosine = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));

let embed: TextNetwork;
/** Stored phrase embeddings of sample photos, by name. */
const samples = new Map<string, Int8Array>();

beforeAll(async () => {
  embed = await openTextNetwork(MODELS);
  const engine = await openOnnxEngine(MODELS, 1);
  for (const name of ['beach', 'bus', 'dog', 'hibiscus', 'motorbikes', 'pancakes', 'parrots', 'railway']) {
    const bytes = readFileSync(path.join(MODELS, 'samples', `${name}.jpg`));
    const photo = await decode({ bytes, name, mtime: 0 });
    if (!('input' in photo)) throw new Error(photo.detail);
    const [answer] = await engine.classify([photo.input]);
    if (answer?.phrase !== undefined && answer.phrase !== null) samples.set(name, answer.phrase);
  }
  await Promise.all([engine.close(), closeDecoders()]);
});

describe('the text network', () => {
  it('gives the tokens, embeddings and scores of its reference', async () => {
    const tokens = openTextTokens(readFileSync(path.join(FOLDER, 'tokenizer.json'), 'utf8'), {
      clean: 'none',
      length: 128,
      padding: null,
    });
    expect(TEXTS.length).toBeGreaterThan(20);
    for (const { text, ids, phrase, scores } of TEXTS) {
      expect(tokens(text).ids).toEqual(ids);
      const embedding = await embed(text);
      expect(embedding).toHaveLength(192);
      expect(cosine(embedding, phrase)).toBeGreaterThan(0.999);
      for (const [file, score] of Object.entries(scores)) {
        const photo = PHOTOS.get(file) ?? [];
        expect(Math.abs(dot(embedding, photo) / PHRASE_SCALE - score)).toBeLessThan(0.01);
      }
    }
  });

  it.each([
    ['a dog', 'dog'],
    ['palm trees and sand by the sea', 'beach'],
    ['a flower', 'hibiscus'],
    ['motorcycles in a row', 'motorbikes'],
    ['breakfast with something sweet', 'pancakes'],
    ['colourful birds', 'parrots'],
    ['public transport', 'bus'],
    ['tracks for trains', 'railway'],
    ['草地上的一只狗', 'dog'],
    ['一排摩托车', 'motorbikes'],
    ['ein Hund', 'dog'],
    ['una playa con palmeras', 'beach'],
  ])('finds for "%s" the photo %s first', async (text, name) => {
    const vector = await embed(text);
    const ranked = [...samples].sort((a, b) => dot(b[1], vector) - dot(a[1], vector));
    expect(ranked[0]?.[0]).toBe(name);
  });

  it.each(['', 'wave '.repeat(1000), '🏖️', 'مرحبا'])('gives any text finite numbers (%#)', async (text) => {
    const embedding = await embed(text);
    expect(embedding).toHaveLength(192);
    expect(embedding.every(Number.isFinite)).toBe(true);
  });
});
