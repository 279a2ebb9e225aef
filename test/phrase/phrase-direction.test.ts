import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openOnnxEngine } from '../../src/classify/onnx-engine.ts';
import { closeDecoders, decode } from '../../src/decode/decode.ts';
import type { RawAnswer } from '../../src/domain/answer.ts';
import { type PhraseDirection, phraseScore } from '../../src/phrase/phrase-direction.ts';
import { phraseMap } from '../../src/phrase/phrase-map.ts';
import { openSentenceModel, type SentenceModel } from '../../src/phrase/sentence-model.ts';
import { MODELS } from '../support/paths.ts';

const mapBytes = readFileSync(path.join(MODELS, 'text', 'phrase-map.f32'));
const at = (place: number): number => mapBytes.readFloatLE(place * 4);
const across = <T>(count: number, value: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => value(i));

const toDirection = phraseMap(mapBytes);
let embed: SentenceModel;
const answers = new Map<string, RawAnswer>();

beforeAll(async () => {
  embed = await openSentenceModel(MODELS);
  const engine = await openOnnxEngine(MODELS, 1);
  for (const name of ['beach', 'bus', 'dog', 'hibiscus', 'motorbikes', 'pancakes', 'parrots', 'railway']) {
    const bytes = readFileSync(path.join(MODELS, 'samples', `${name}.jpg`));
    const photo = await decode({ bytes, name, mtime: 0 });
    if (!('view' in photo)) throw new Error(photo.detail);
    const [answer] = await engine.classify([photo.view]);
    if (answer !== undefined) answers.set(name, answer);
  }
  await Promise.all([engine.close(), closeDecoders()]);
});

const direction = async (text: string): Promise<PhraseDirection> => toDirection(await embed(text));

describe('the sentence model', () => {
  // What the original tokenizer and onnxruntime for Python give; int8 kernels differ a little between processors.
  it.each([
    ['a child playing in the water', [0.01099, 0.01445, 0.02851, -0.03769, 0.00223]],
    ['café à la crème', [0.01913, -0.066, 0.023, -0.01227, -0.01795]],
    ['', [-0.09369, 0.03765, 0.00525, 0.00088, 0.04294]],
    ['wave '.repeat(1000), [-0.01094, 0.02897, 0.00497, -0.05188, -0.03678]],
  ])('gives %j its known embedding of unit length', async (text, start) => {
    const embedding = await embed(text);
    expect(embedding).toHaveLength(384);
    expect(Math.hypot(...embedding)).toBeCloseTo(1, 5);
    for (const [i, value] of start.entries())
      expect(Math.abs((embedding[i] ?? Number.NaN) - value)).toBeLessThan(0.02);
  });
});

describe('the direction of a phrase', () => {
  it('gives the score that the model card defines, with the phrase norm that is kept with the photo', async () => {
    for (const text of ['a dog on a meadow', 'snow']) {
      const q = await embed(text);
      const found = toDirection(q);
      for (const { signature, phraseNorm } of answers.values()) {
        const s = across(256, (i) => (signature[i] ?? Number.NaN) / 300 - at(i));
        const product = across(384, (j) =>
          s.reduce((sum, value, i) => sum + value * at(640 + i * 384 + j), 0),
        );
        const length = Math.hypot(...product);
        expect(phraseNorm).toBeCloseTo(length, 4);
        const dot = product.reduce((sum, value, j) => sum + value * ((q[j] ?? Number.NaN) - at(256 + j)), 0);
        expect(phraseScore(signature, phraseNorm, found)).toBeCloseTo(dot / length, 5);
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
  ])('"%s" leads to the photo %s first', async (text, name) => {
    const towards = await direction(text);
    const score = ([, { signature, phraseNorm }]: [string, RawAnswer]): number =>
      phraseScore(signature, phraseNorm, towards);
    expect([...answers].sort((a, b) => score(b) - score(a))[0]?.[0]).toBe(name);
  });
});

describe('the map', () => {
  it('of another size is refused', () => {
    expect(() => phraseMap(mapBytes.subarray(4))).toThrow('size');
    expect(() => phraseMap(new Uint8Array(0))).toThrow('size');
  });
});
