import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../src/search/parse-query.ts';
import { readQuery } from '../../src/search/read-query.ts';
import { KNOWN } from '../support/known.ts';
import { printMeaning } from '../support/print-meaning.ts';

const ROWS = readFileSync(new URL('./queries.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .slice(1)
  .map((line) => line.split('\t') as [string, string]);

describe('the meaning of a search text', () => {
  it('is proven on at least a hundred texts', () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(100);
  });

  it.each(ROWS)('%j means %s', (text, meaning) => {
    expect(printMeaning(readQuery(parseQuery(text), KNOWN))).toBe(meaning);
  });
});
