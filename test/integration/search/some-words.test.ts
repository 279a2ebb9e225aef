import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Searcher } from '../../../src/search/searcher.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { makeNamedLibrary, NAMED_FIELDS, type Named } from '../../support/named-library.ts';
import { removeFolder } from '../../support/remove-folder.ts';
import { rounds } from '../../support/rounds.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
afterAll(() => removeFolder(root));

const FIELDS = [...NAMED_FIELDS, 'person'] as const;
/** Of all fields, those that follow one, itself first: each is beside others in both places. */
const MOST_OTHERS = rounds(FIELDS.length, FIELDS.length, 3);
const othersOf = (field: (typeof FIELDS)[number]): readonly (typeof FIELDS)[number][] =>
  Array.from(
    { length: MOST_OTHERS },
    (_, at) => FIELDS[(FIELDS.indexOf(field) + at) % FIELDS.length] ?? field,
  );
const OTHERS: readonly Named[] = [
  { name: 'Zugspitze', field: 'caption' },
  { name: 'Regatta', field: 'keyword' },
];

/** What a search finds in a library that has one photo a name and no phrase model. */
function finderIn(library: string, names: readonly Named[]) {
  const reader = new LibraryReader(makeNamedLibrary(path.join(root, library), names));
  const searcher = new Searcher(reader);
  return (text: string) => {
    const result = searcher.search(text, { sort: 'relevance', all: false });
    const found = result
      .hits(0, result.length)
      .map(({ photo, level }) => `${level} ${names[photo - 1]?.name}`);
    return { found, hasSomeWords: result.hasSomeWords };
  };
}

describe('words of which no photo has all', () => {
  it.each(FIELDS)('find the photos of each: one of them as a %s', (field) => {
    for (const other of othersOf(field)) {
      const names = [{ name: 'Waldo', field }, { name: 'Lola', field: other }, ...OTHERS];
      const find = finderIn(`${field} ${other}.sqlite`, names);
      for (const joined of [
        'Waldo Lola',
        'Lola Waldo',
        'Waldo und Lola',
        'Waldo & Lola',
        'Waldo et Lola',
        'Lola with Waldo',
      ]) {
        const { found, hasSomeWords } = find(joined);
        expect(found.toSorted(), `${joined}: ${field}, ${other}`).toEqual([
          'possible Lola',
          'possible Waldo',
        ]);
        expect(hasSomeWords).toBe(true);
      }
    }
  });

  it.each([
    ['Großmutter', 'Jean-Luc', ['Großmutter Jean-Luc', 'grossmutter und jean luc', 'Jean-Luc et Großmutter']],
    ['外婆', '小明', ['外婆和小明', '小明 外婆', '外婆小明']],
    ['Бабушка', 'Миша', ['Бабушка Миша', 'миша бабушка']],
    ['Regenbogenhaus', 'Kochkurs Süd', ['Regenbogenhaus Kochkurs Süd', 'kochkurs sued regenbogenhaus']],
  ])('find the photos of each: %s and %s', (one, other, texts) => {
    for (const field of FIELDS) {
      const find = finderIn(`${one} ${field}.sqlite`, [
        { name: one, field },
        { name: other, field },
        ...OTHERS,
      ]);
      for (const text of texts)
        expect(find(text).found.toSorted(), `${text}: ${field}`).toEqual(
          [`possible ${one}`, `possible ${other}`].toSorted(),
        );
    }
  });

  it.each(FIELDS)('find the photos of the only one that there is, a %s', (field) => {
    const find = finderIn(`one ${field}.sqlite`, [{ name: 'Waldo', field }, ...OTHERS]);
    for (const text of ['Waldo 2019', '2019 Waldo', 'Waldo elephant', 'Waldo in Rome', 'Waldo Sommer 2019'])
      expect(find(text), text).toEqual({ found: ['possible Waldo'], hasSomeWords: true });
  });

  it('find first the photos that have most of them', () => {
    const find = finderIn('most.sqlite', [
      { name: 'Mia', field: 'keyword' },
      { name: 'Waldo Lola', field: 'caption' },
      { name: 'Lola', field: 'album' },
      ...OTHERS,
    ]);
    const { found } = find('Mia Lola Waldo');
    expect(found[0]).toBe('possible Waldo Lola');
    expect(found.toSorted()).toEqual(['possible Lola', 'possible Mia', 'possible Waldo Lola']);
  });

  it.each(FIELDS)('find first the photos that have most of them, a date among them: a %s', (field) => {
    for (const other of othersOf(field)) {
      const find = finderIn(`dated ${field} ${other}.sqlite`, [
        { name: 'Waldo', field, year: 2021 },
        { name: 'Lola', field: other, year: 2019 },
        ...OTHERS,
      ]);
      for (const text of ['Waldo Lola 2019', 'Waldo und Lola 2019', 'Lola Waldo 2019', '2019 Lola Waldo'])
        expect(find(text).found, `${text}: ${field}, ${other}`).toEqual(['possible Lola', 'possible Waldo']);
    }
  });

  it('find nothing else where a photo has all', () => {
    const find = finderIn('all.sqlite', [
      { name: 'Waldo with Lola', field: 'caption' },
      { name: 'Lola', field: 'keyword' },
      ...OTHERS,
    ]);
    expect(find('Waldo Lola')).toEqual({ found: ['likely Waldo with Lola'], hasSomeWords: false });
  });

  it('are not parted where a sign of the search language joins them', () => {
    const find = finderIn('strict.sqlite', [
      { name: 'Waldo', field: 'keyword' },
      { name: 'Lola', field: 'keyword' },
    ]);
    for (const text of ['keyword:Waldo keyword:Lola', '"Waldo" "Lola"', '"Waldo Lola"', 'Waldo is:favourite'])
      expect(find(text).found, text).toEqual([]);
    expect(find('keyword:Waldo Lola Mia').found).toEqual([]);
    expect(find('Waldo -Lola').found).toEqual(['likely Waldo']);
  });
});
