import { describe, expect, it } from 'vitest';
import { findDates } from '../../../../src/knowledge/dates/find-dates.ts';
import { readDate } from '../../../../src/knowledge/dates/read-date.ts';
import { isWeakDate } from '../../../../src/knowledge/dates/weak-date.ts';
import fc from '../../../support/properties.ts';
import { readTable } from './read-table.ts';

const NOW = new Date(2026, 5, 15, 12);

/** The text with bars around strong dates and tildes around weak ones. */
function mark(marked: string): string {
  const text = marked.replace(/[|~]/gu, '');
  let [printed, at] = ['', 0];
  for (const { start, end, weak } of findDates(text, NOW)) {
    const bar = weak ? '~' : '|';
    printed += `${text.slice(at, start)}${bar}${text.slice(start, end)}${bar}`;
    at = end;
  }
  return printed + text.slice(at);
}

describe('findDates', () => {
  it.each([
    '|between 2018 and 2019| dogs',
    'dogs |2018-2019|',
    'dog -|2019|',
    'dog (|summer 2019| or |winter 2018|)',
    'without people |in 2019|',
    'dogs |before 2015| or cats',
    '|weekends in summer 2019| beach',
    '|Saturday morning| coffee',
    '|summer of ’19| beach',
    'photos |older than 5 years|',
    'photos |from the last 2 weeks|',
    'pictures of 3 dogs |2 weeks ago|',
    '|12.07.2019| wedding',
    '|june 2019| |2020|',
    'room |2019|',
    'cats,|2019|',
    'on the beach |on this day|',
    '|2018年到2019年|的狗',
    '|去年夏天周末|的海滩',
    '|上周六晚上|的聚会',
    '海滩，|2019年6月|',
    '|2019年|中国',
    '|今晚|的月亮',
    '|那年今日|',
    '~may~ dog',
    '~march~ of penguins',
    '~fall~ leaves',
    '~spring~ onions',
    '~night~ sky',
    'dog |at night|',
    '狗 ~晚上~',
  ])('finds the dates marked in %s', (marked) => {
    expect(mark(marked)).toBe(marked);
  });

  it.each([
    'beach-2019',
    'date:2019',
    'date:2019..2020',
    '日期：2019年',
    'IMG_2019',
    'june-bug',
    '1 dog',
    '5 people',
    'mon chéri',
    'the second dog in the sun',
    'early bird',
    'jan',
    '下午茶',
    '早上好',
    '十一只狗',
    'between dogs and cats',
    'before sunrise',
    '',
  ])('finds no date in %j', (text) => {
    expect(findDates(text, NOW)).toEqual([]);
  });

  it('finds the whole text if readDate reads all of it', () => {
    for (const [text, now, expected] of readTable()) {
      if (expected === '-') continue;
      const found = findDates(text, new Date(now)).map(({ start, end }) => text.slice(start, end));
      expect(found).toEqual([text]);
    }
  });

  it('finds dates only within the given pieces, each within one piece', () => {
    const text = 'dog "june 2019" 2018';
    expect(findDates(text, NOW, [{ start: 0, end: 4 }])).toEqual([]);
    const found = findDates(text, NOW, [
      { start: 0, end: 4 },
      { start: 15, end: text.length },
    ]);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['2018']);
    const split = findDates('june 2019', NOW, [
      { start: 0, end: 5 },
      { start: 5, end: 9 },
    ]);
    expect(split.map(({ start, end }) => [start, end])).toEqual([
      [0, 4],
      [5, 9],
    ]);
  });

  it('finds dates in order, without overlap, with the meaning of their text, in arbitrary text', () => {
    const words = fc.constantFrom(
      ...'beach between and 2018 2019 june may night last summer weekend mornings in on since 3 weeks ago the of'.split(
        ' ',
      ),
      '去年',
      '夏天',
      '周末',
      '早上',
      '到',
      '6月',
      '的',
      '狗',
      '-',
      '(',
      '"',
      "'19",
      'date:',
      ',',
      '..',
    );
    const texts = fc.array(fc.tuple(words, fc.constantFrom(' ', ''))).map((parts) => parts.flat().join(''));
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: 'binary' })), (text) => {
        let at = 0;
        for (const { start, end, meaning, weak } of findDates(text, NOW)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          const piece = text.slice(start, end);
          expect(meaning).toEqual(readDate(piece, NOW) ?? readDate(`in ${piece}`, NOW));
          expect(weak).toBe(isWeakDate(piece));
          at = end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('isWeakDate', () => {
  it.each(['may', 'March', 'fall', 'spring', 'the summer', 'night', 'mornings', '晚上', '夏天'])(
    'is true for %s',
    (text) => {
      expect(isWeakDate(text)).toBe(true);
    },
  );

  it.each(['in may', 'may 2019', 'at night', 'weekend', 'saturday', '2019', 'christmas', '周末', 'dog', ''])(
    'is false for %j',
    (text) => {
      expect(isWeakDate(text)).toBe(false);
    },
  );
});
