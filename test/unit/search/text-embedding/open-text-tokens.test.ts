import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTextTokens } from '../../../../src/search/text-embedding/open-text-tokens.ts';
import { MODELS } from '../../../support/paths.ts';
import fc from '../../../support/properties.ts';

const open = openTextTokens(readFileSync(path.join(MODELS, 'text-multilingual', 'tokenizer.json'), 'utf8'), {
  clean: 'none',
  length: 128,
  padding: null,
});
const tokens = (text: string): readonly number[] => open(text).ids;
/** <s>, and "query: ", the prefix of every text for this network. */
const START = [0, 41, 983, 12];
const END = 2;
const UNKNOWN = 3;

describe('the tokens of a text', () => {
  // Output of the original tokenizers (0.23, Rust) for the same file.
  it.each([
    ['a child playing in the water', [10, 16831, 39088, 23, 68, 4892]],
    ['Two dogs, running on the BEACH!', [4408, 6555, 7, 4, 27929, 95, 68, 25746, 38]],
    ['café à la crème naïve', [15350, 234, 21, 62203, 24, 6072, 250]],
    ["ice-cream's 3.5€ won't", [6, 2135, 9, 55371, 25, 7, 785, 45777, 14059, 25, 18]],
    ['İstanbul ŞIĞ straße ǅ', [17, UNKNOWN, 3035, 5550, 569, 3696, 4253, 12025, 13, 101, 672]],
    ['海滩上的狗 two', [6, 94223, 5249, 15929, 4408]],
    ['가나다 ガ', [4083, 2464, 1393, 6, 15554]],
    ['مرحبا', [6, UNKNOWN]],
    ['🏖️ at the 🌊', [6, 101890, 96, 68, 6, 100696]],
    ['a\0b\tc\nd\u200be\ufeffg\u00adh', [1170, 419, 8, 6126]],
    ['\u0301 start', [6, UNKNOWN, 2821]],
    ['<s>x</s>y', [0, 778, END, 110]],
  ])('gives for %j the same tokens as the original tokenizer', (text, ids) => {
    expect(tokens(text)).toEqual([...START, ...ids, END]);
  });

  it.each(['', ' ', '\n\t', '\0'])(
    'gives for %j, which has no words, only the tokens around a text',
    (text) => {
      expect(tokens(text)).toEqual([...START, END]);
    },
  );

  it('truncates at 128 tokens and keeps the end token', () => {
    const waves = Array.from({ length: 62 }, () => [239, 250]).flat();
    expect(tokens('wave '.repeat(61))).toEqual([...START, ...waves.slice(0, -2), END]);
    expect(tokens('wave '.repeat(62))).toEqual([...START, ...waves.slice(0, -1), END]);
    expect(tokens('wave '.repeat(100_000))).toEqual(tokens('wave '.repeat(62)));
  });

  it('gives valid tokens between the start and end tokens for arbitrary text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const ids = tokens(text);
        expect(ids.slice(0, 4)).toEqual(START);
        expect(ids.at(-1)).toBe(END);
        expect(ids.length).toBeLessThanOrEqual(128);
        expect(ids.filter((id) => !Number.isInteger(id) || id < 0 || id >= 103_434)).toEqual([]);
      }),
    );
  });
});
