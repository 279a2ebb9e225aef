import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findDates } from '../../../src/knowledge/dates/find-dates.ts';
import { interpretText } from '../../../src/query/interpret-query.ts';
import { KNOWN } from '../../support/known.ts';
import { printResolved } from '../../support/print-resolved.ts';

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
    expect(printResolved(interpretText(text, KNOWN, findDates(text, KNOWN.now)))).toBe(meaning);
  });

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
