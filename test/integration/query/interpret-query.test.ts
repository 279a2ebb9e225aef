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

describe('the meaning of a search text', () => {
  it('is proven on at least three hundred texts', () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(300);
  });

  it.each(ROWS)('%j means %s', (text, meaning) => {
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
  ])('of %j over and over is read as well', (unit) => {
    const text = unit.repeat(2000).slice(0, 2000);
    expect(() => interpretText(text, KNOWN, findDates(text, KNOWN.now))).not.toThrow();
  });
});
