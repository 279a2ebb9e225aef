import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findLabels } from '../../../../src/knowledge/labels/find.ts';
import { labelOf, narrowerThan } from '../../../../src/knowledge/labels/vocabulary.ts';

const lines = readFileSync(new URL('./words.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .slice(1);
const rows = lines.map((line) => {
  const [word = '', wanted = '', unwanted = ''] = line.split('\t');
  const ids = (cell: string): string[] => cell.split(' ').filter((id) => id !== '');
  return { word, wanted: ids(wanted), unwanted: ids(unwanted) };
});

describe('search words', () => {
  it('cover both languages with more than three hundred entries', () => {
    expect(rows.length).toBeGreaterThan(300);
    expect(rows.filter(({ word }) => /\p{Script=Han}/u.test(word)).length).toBeGreaterThan(100);
  });

  it.each(rows.filter(({ wanted }) => wanted.length > 0))('"$word" finds $wanted', ({ word, wanted }) => {
    const found = findLabels(word);
    const reached = [...found, ...found.flatMap(narrowerThan)];
    expect(reached).toEqual(expect.arrayContaining(wanted));
  });

  it.each(rows.filter(({ unwanted }) => unwanted.length > 0))(
    '"$word" does not find $unwanted',
    ({ word, unwanted }) => {
      const found = findLabels(word);
      const reached = [...found, ...found.flatMap(narrowerThan)];
      expect(reached.filter((id) => unwanted.map((other) => labelOf(other).id).includes(id))).toEqual([]);
    },
  );

  it.each(rows.filter(({ wanted }) => wanted.length === 0))(
    '"$word" is not in the vocabulary',
    ({ word }) => {
      expect(findLabels(word)).toEqual([]);
    },
  );
});
