import { describe, expect, it } from 'vitest';
import type { TextLine } from '../../../../src/domain/text-line.ts';
import { type TextOfPhoto, textComparison } from '../../../../src/search/duplicates/text-comparison.ts';

/** Lines of one height, one below the other, away from the edges. */
const read = (
  texts: readonly string[],
  { confidence = 0.97, width = 1000, top = 0.1 } = {},
): TextOfPhoto => ({
  width,
  height: width,
  lines: texts.map((text, at): TextLine => {
    const [above, below] = [top + at * 0.05, top + at * 0.05 + 0.04];
    const box = [
      [0.1, above],
      [0.9, above],
      [0.9, below],
      [0.1, below],
    ] as const;
    return { text, confidence, box };
  }),
});

const differ = (a: TextOfPhoto, b: TextOfPhoto): boolean => {
  const differs = textComparison(
    new Map([
      [0, a],
      [1, b],
    ]),
  );
  expect(differs(1, 0)).toBe(differs(0, 1));
  return differs(0, 1);
};

const RECEIPT = ['ACME MARKET', 'Milk 1 l 1.20', 'Coffee 4.11', 'TOTAL 9.90'];

describe('the texts of two photos', () => {
  it.each([
    ['another word', ['Greetings from', 'London'], ['Greetings from', 'Tokyo']],
    ['a word of other letters, surely read', ['Rome'], ['Home']],
    ['another amount', RECEIPT, [...RECEIPT.slice(0, 3), 'TOTAL 19.90']],
    ['another day', ['Invoice', '2024-03-14'], ['Invoice', '2024-03-15']],
    ['another seat', ['BOARDING PASS', 'Seat 14C'], ['BOARDING PASS', 'Seat 14D']],
    ['another Chinese word', ['今天晚上吃什么', '火锅怎么样'], ['今天晚上吃什么', '烧烤怎么样']],
    ['one line more', ['Milk', 'Eggs'], ['Milk', 'Eggs', 'Butter']],
  ])('differ by %s', (_, a, b) => {
    const isSure = { confidence: 0.99 };
    expect(differ(read(a, isSure), read(b, isSure))).toBe(true);
  });

  it.each([
    ['the same words', RECEIPT, RECEIPT],
    ['other spaces and lookalikes', ['Milk 1 l', '138 0013 8000'], ['Milk 1l', '1380013 8OOO']],
    ['case, accents and signs', ['Café: “Zum Löwen”'], ['CAFE Zum Lowen']],
    ['a misread letter', ['walk to the beach'], ['waäk to the beach']],
    ['text that only one has', ['London'], []],
  ])('do not differ by %s', (_, a, b) => {
    expect(differ(read(a), read(b))).toBe(false);
  });

  it('do not differ by what is too small to be read in the other, is cut off there, or is hardly read', () => {
    const small = read(['Milk', 'Eggs'], { width: 300 });
    expect(differ(read(['Milk', 'Eggs', 'Butter']), small)).toBe(false);
    expect(differ(read(['Header', 'Milk'], { top: 0.01 }), read(['Milk'], { top: 0.06 }))).toBe(false);
    expect(differ(read(['Milk', 'Mi1kk']), read(['Milk', 'Zorb'], { confidence: 0.6 }))).toBe(false);
  });

  it('of a photo that was not read differ from none', () => {
    const differs = textComparison(new Map([[0, read(['London'])]]));
    expect([differs(0, 1), differs(1, 2)]).toEqual([false, false]);
  });
});
