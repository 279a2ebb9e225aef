import { describe, expect, it } from 'vitest';
import { textParts } from '../../../renderer/features/viewer/text-parts.ts';

const partsOf = (line: string): string[] => textParts(line).map(({ kind, text }) => `${kind} ${text}`);

describe('parts of a line of text', () => {
  it.each([
    ['Questions? help@seashop.example · Delivery', ['mail help@seashop.example']],
    ['See https://example.org/a?b=1, or call.', ['link https://example.org/a?b=1']],
    ['(www.iptc.org)', ['link www.iptc.org']],
    ['网址：www.example.cn。谢谢', ['link www.example.cn']],
    ['TOTAL EUR 13.10', ['amount EUR 13.10']],
    ['牛肉面28元', ['amount 28元']],
    ['€ 1.063,70 on 14.03.2025', ['amount € 1.063,70', 'date 14.03.2025']],
    ['Order no. 48-20931 from 14 March 2025', ['number 48-20931', 'date 14 March 2025']],
    ['2024年7月6日 10:25', ['date 2024年7月6日']],
    ['2019-06-14', ['date 2019-06-14']],
    ['收货人：林小海 电话138 0013 8000', ['number 138 0013 8000']],
    ['Tel. +49 30 1234567', ['number +49 30 1234567']],
    ['Exit code 2, 10:30-21:00, room 217', []],
    ['BEACH ENTRANCE', []],
    ['', []],
  ])('%j has %j', (line, expected) => {
    expect(partsOf(line)).toEqual(expected);
  });

  it('a part is in its line, and no character is in two', () => {
    const line = 'a@b.example www.b.example €5 2020-01-02 +1 555 123 4567';
    const parts = textParts(line);
    expect(parts.map(({ kind }) => kind)).toEqual(['mail', 'link', 'amount', 'date', 'number']);
    expect(parts.map(({ text }) => text).join(' ')).toBe(line);
  });

  it('looks into the first thousand characters of a line only', () => {
    for (const piece of ['1', '1 ', '1.', 'a@', 'a.', '(1)', '€', 'www.', '1-'])
      expect(partsOf(`${piece.repeat(100_000)} a@b.example`)).not.toContain('mail a@b.example');
  });
});
