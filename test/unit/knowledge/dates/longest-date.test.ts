import { describe, expect, it } from 'vitest';
import { longestDate } from '../../../../src/knowledge/dates/longest-date.ts';
import { readDate } from '../../../../src/knowledge/dates/read-date.ts';
import fc from '../../../support/properties.ts';
import { printDate } from './read-table.ts';

const NOW = new Date(2026, 5, 15, 12);

/** The text with bars around the date that begins at its first bar. */
function mark(marked: string): string {
  const text = marked.replaceAll('|', '');
  const start = marked.indexOf('|');
  const found = longestDate(text, start, NOW);
  return found === null
    ? `${text.slice(0, start)}|${text.slice(start)}`
    : `${text.slice(0, start)}|${text.slice(start, found.end)}|${text.slice(found.end)}`;
}

describe('longestDate', () => {
  it.each([
    'beach |last summer| dog',
    'beach |2019|',
    '|2019| beach',
    '|2019|, beach',
    '|June 15, 2019|, beach',
    '|June| beach 2019',
    '|june  2019|  beach',
    '|from 3 to 7 May 2018| beach',
    '|June to August 2019| dogs',
    '|2019-06..2019-08| dog',
    '|2019..| dog',
    '|..2005| dog',
    '(|summer 2019|) dog',
    '"|new year\'s eve|"',
    '|christmas| tree',
    '|christmas 2018| tree',
    '|the 90s| car',
    'dog |in march|',
    'dog |in 2019| 5 dogs',
    '|3 days ago| 5 dogs',
    '|march 2019| 3',
    '|去年夏天|的海滩',
    '海滩|2019年6月15日|',
    '|2019年6月|海滩',
    '|2019年|海滩',
    '|2019|海滩',
    '|2019年|冬瓜',
    '|2019年冬|',
    '|2019年春节|烟花',
    '|2019年 6月| 狗',
    '|上个月|拍的',
    '|三年前的夏天|',
    '|2019年6月到8月|海滩',
    '狗|昨天|',
    '|春节|',
  ])('finds %s', (marked) => {
    expect(mark(marked)).toBe(marked);
  });

  it.each([
    '|may dog',
    '|march band',
    'beach |sun',
    '|5 dogs',
    '|20 dogs',
    '|in the sun',
    '|the second dog',
    '|last dog',
    '|2019x',
    'IMG_|2019',
    'x|2019',
    '|IMG_2019',
    '|2019-abc',
    "|today's dog",
    '|june-bug',
    '|summer.jpg',
    '|new york',
    '|national park',
    '|fall leaves',
    'beach| 2019',
    'beach 2019|',
    '|海滩',
    '|十一只狗',
    '|天空',
    '|日出',
    '|三年',
    '|月亮',
    '|年糕',
  ])('finds no date in %s', (marked) => {
    expect(mark(marked)).toBe(marked);
  });

  it('agrees with readDate in arbitrary text at any offset', () => {
    const words = fc.constantFrom(
      ...'beach dog 2019 june may 15 last summer ago 3 days 去年 夏天 海滩 6月 _ - . , ( 2019-06 easter the'.split(
        ' ',
      ),
    );
    const texts = fc
      .array(fc.tuple(words, fc.constantFrom(' ', '', '  ')))
      .map((parts) => parts.flat().join(''));
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: 'binary' })), fc.nat(60), (text, start) => {
        const found = longestDate(text, start, NOW);
        if (found === null) return;
        expect(found.end).toBeGreaterThan(start);
        expect(found.end).toBeLessThanOrEqual(text.length);
        expect(found.meaning).toEqual(readDate(text.slice(start, found.end), NOW));
        expect(printDate(found.meaning)).not.toBe('-');
      }),
      { numRuns: 2000 },
    );
  });

  it('finds a date in a text of any length', () => {
    const long = `last summer ${'2019..'.repeat(100_000)}`;
    expect(longestDate(long, 0, NOW)?.end).toBe('last summer'.length);
    expect(longestDate('.'.repeat(100_000), 0, NOW)).toBeNull();
    expect(longestDate('去'.repeat(100_000), 0, NOW)).toBeNull();
  });
});
