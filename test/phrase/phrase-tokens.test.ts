import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { phraseTokens } from '../../src/phrase/phrase-tokens.ts';
import { MODELS } from '../support/paths.ts';
import fc from '../support/properties.ts';

const tokens = phraseTokens(readFileSync(path.join(MODELS, 'text', 'tokenizer.json'), 'utf8'));
const [CLS, SEP, UNKNOWN] = [101, 102, 100];

describe('the tokens of a phrase', () => {
  // What the original tokenizers (0.22, Rust) make of the same file.
  it.each([
    ['a child playing in the water', [1037, 2775, 2652, 1999, 1996, 2300]],
    ['Two dogs, running on the BEACH!', [2048, 6077, 1010, 2770, 2006, 1996, 3509, 999]],
    ['café à la crème naïve', [7668, 1037, 2474, 13675, 21382, 15743]],
    ["ice-cream's 3.5€ won't", [3256, 1011, 6949, 1005, 1055, 1017, 1012, 1019, 30102, 2180, 1005, 1056]],
    ['İstanbul ŞIĞ straße ǅ', [9960, 9033, 2290, 2358, 27807, UNKNOWN]],
    ['海滩上的狗 two', [1902, UNKNOWN, 1742, 1916, UNKNOWN, 2048]],
    ['가나다 ガ', [1455, 30006, 29992, 30006, 29993, 30006, 1700]],
    ['مرحبا', [1295, 17149, 29820, 29816, 25573]],
    ['🏖️ at the 🌊', [UNKNOWN, 2012, 1996, UNKNOWN]],
    ['a\0b\tc\nd\u200be\ufeffg\u00adh', [11113, 1039, 2139, 5603]],
    ['\u0301 start', [2707]],
    ['[sep]x[SEP]y', [1031, 19802, 1033, 1060, SEP, 1061]],
    ['x'.repeat(101), [UNKNOWN]],
  ])('of %j are those of the original tokenizer', (text, ids) => {
    expect(tokens(text)).toEqual([CLS, ...ids, SEP]);
  });

  it.each(['', ' ', '\n\t', '\0'])('of %j, which has no word, are only the two ends', (text) => {
    expect(tokens(text)).toEqual([CLS, SEP]);
  });

  it('are cut at 128, the end kept', () => {
    expect(tokens('wave '.repeat(126))).toEqual([CLS, ...Array<number>(126).fill(4400), SEP]);
    expect(tokens('wave '.repeat(127))).toEqual(tokens('wave '.repeat(126)));
    expect(tokens('wave '.repeat(100_000))).toEqual(tokens('wave '.repeat(126)));
  });

  it('of any text whatever lie between the two ends and in the vocabulary', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const ids = tokens(text);
        expect(ids[0]).toBe(CLS);
        expect(ids.at(-1)).toBe(SEP);
        expect(ids.length).toBeLessThanOrEqual(128);
        expect(ids.filter((id) => !Number.isInteger(id) || id < 0 || id >= 30_522)).toEqual([]);
      }),
    );
  });
});
