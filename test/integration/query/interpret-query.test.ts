import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findDates } from '../../../src/knowledge/dates/find-dates.ts';
import { interpretText } from '../../../src/query/interpret-query.ts';
import { wordsOf } from '../../../src/search/query-parts.ts';
import { KNOWN } from '../../support/known.ts';
import { meaningOf } from '../../support/meaning-of.ts';

const ROWS = readFileSync(new URL('../../unit/query/queries.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .slice(1)
  .map((line) => line.split('\t') as [string, string]);

describe('interpretText', () => {
  it('has at least three hundred examples', () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(300);
  });

  it.each(ROWS)('interprets %j as %s', (text, meaning) => {
    expect(meaningOf(text)).toBe(meaning);
  });

  it('takes a word of the owner for no place that is only called so elsewhere and has no photos', () => {
    const kinds = (text: string, written: boolean): string[] => {
      const facts = { ...KNOWN, hasWords: () => written };
      return wordsOf(interpretText(text, facts, [])).flatMap(({ word }) =>
        word.interpretations.map(({ as }) => as),
      );
    };
    expect(kinds('bella', false)).toContain('place');
    expect(kinds('bella', true)).not.toContain('place');
    expect(kinds('cologne', true)).toContain('place');
    expect(kinds('bello', true)).toContain('place');
  });

  it.each([
    ['没有狗、猫或鸟的海滩', '[beach ~"beach"; -dog ~"dog"; -cat ~"cat"; -bird ~"bird"]'],
    ['without dogs, cats or birds', '[-dog ~"dog"; -cat ~"cat"; -bird ~"bird"]'],
  ])('leaves out all of a list behind a "not": %s', (text, meaning) => {
    expect(meaningOf(text)).toBe(meaning);
  });

  // A value that its field cannot have is looked for as text, and states so.
  it.each([
    ['date:2024-13', 'date'],
    ['date:2023-02-29', 'date'],
    ['before:abc', 'date'],
    ['rating:9', 'rating'],
    ['rating:4..2', 'rating'],
    ['rating:>5', 'rating'],
    ['type:xyz', 'type'],
    ['type:png,xyz', 'type'],
    ['in:Zorblattia', 'in'],
    ['label:zorblatt', 'label'],
    ['is:zorblatt', 'is'],
    ['colour:zorblatt', 'colour'],
    ['area:1,2', 'area'],
    ['age:Anna', 'age'],
    ['similar:first', 'similar'],
  ] as const)('states that %s has no value of its field', (text, field) => {
    const [one] = wordsOf(interpretText(text, KNOWN, findDates(text, KNOWN.now)));
    expect(one?.word.interpretations).toMatchObject([{ as: 'text', unread: field }]);
  });

  it.each(['date:2024-12', 'before:2019', 'rating:0', 'rating:-1', 'type:png', 'people:Anna'])(
    'reads the value of %s',
    (text) => {
      const [one] = wordsOf(interpretText(text, KNOWN, findDates(text, KNOWN.now)));
      expect(one?.word.interpretations.map(({ as }) => as)).not.toEqual(['text']);
    },
  );

  it.each([
    '没有人的海滩上有一只白色的狗',
    '海',
    'beach in Italy ',
    'not ',
    '(dog ',
    '-',
    'christmas ',
    '2019年',
    '"',
  ])('interprets many repetitions of %j without failure', (unit) => {
    const text = unit.repeat(2000).slice(0, 2000);
    expect(() => interpretText(text, KNOWN, findDates(text, KNOWN.now))).not.toThrow();
  });
});
