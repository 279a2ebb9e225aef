import { expect, it } from 'vitest';
import { padded } from '../../../../src/search/image-text/added-embeddings.ts';
import { scaledText, understands } from '../../../../src/search/image-text/sureness.ts';
import {
  namedEmbeddingsFrom,
  namedEmbeddingsToBytes,
} from '../../../../src/search/text-embedding/named-embeddings.ts';
import { toInt8 } from '../../../../src/vision/image-text/to-int8.ts';

it.each([
  ['a dog on the beach', true],
  ['Müller & Söhne, 2019', true],
  ['海滩', false],
  ['Анна', false],
  ['dog 海滩', false],
  ['', true],
])('a pack for Latin letters answers for "%s": %s', (text, is) => {
  expect(understands({ beyondLatin: false }, text)).toBe(is);
  expect(understands({ beyondLatin: true }, text)).toBe(true);
});

it('a text has unit length where lengths mean nothing, and else its part of the usual length', () => {
  const text = Float32Array.of(3, 4);
  expect([...scaledText(text, { textLength: null })].map((one) => Math.fround(one))).toEqual(
    [0.6, 0.8].map(Math.fround),
  );
  expect([...scaledText(text, { textLength: 10 })].map((one) => Math.fround(one))).toEqual(
    [0.3, 0.4].map(Math.fround),
  );
  expect([...scaledText(new Float32Array(2), { textLength: null })]).toEqual([0, 0]);
});

it('an embedding of any size is padded with zeros for the kernel', () => {
  expect([...padded(Int8Array.of(1, 2))]).toEqual([1, 2, ...Array.from({ length: 14 }, () => 0)]);
  const whole = new Float32Array(32).fill(1);
  expect(padded(whole)).toBe(whole);
});

it('an embedding is kept in 8 bits with its scale', () => {
  const { embedding, scale } = toInt8(Float32Array.of(0.5, -0.25, 0.1));
  expect([...embedding]).toEqual([127, -63, 25]);
  expect((embedding[1] ?? 0) * scale).toBeCloseTo(-0.25, 2);
  expect([...toInt8(new Float32Array(3)).embedding]).toEqual([0, 0, 0]);
});

it('texts and their embeddings are read as they were written', () => {
  const rows = new Map([
    ['dog\nhouse', Float32Array.of(0.5, -2)],
    ['海滩', Float32Array.of(0, 1)],
  ]);
  const read = namedEmbeddingsFrom(namedEmbeddingsToBytes({ network: 'n', rows }), 2);
  expect(read).toEqual({ network: 'n', rows });
});
