import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Searcher } from '../../../src/search/searcher.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { makeNamedLibrary, NAMED_FIELDS, type Named } from '../../support/named-library.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
afterAll(() => removeFolder(root));

/** Feasts and seasons, and how people write them beside a year. */
const FEASTS: readonly (readonly [name: string, ...typed: string[]])[] = [
  ['Weihnachten', 'Weihnachten 2018', '2018 Weihnachten', 'weihnachten im Jahr 2018'],
  ['Christmas', 'Christmas 2018', 'christmas in 2018'],
  ['Noël', 'Noël 2018', 'noel 2018'],
  ['Navidad', 'Navidad 2018', 'Navidad de 2018'],
  ['Natale', 'Natale 2018'],
  ['Kerst', 'Kerst 2018'],
  ['Winter', 'Winter 2018', 'winter 2018/19'],
  ['Halloween', 'Halloween 2018'],
  ['Ostern', 'Ostern 2018', '2018 Ostern'],
  ['Pâques', 'Pâques 2018'],
  ['Silvester', 'Silvester 2018', 'Silvester 2018/19'],
  ['Capodanno', 'Capodanno 2018'],
  ['Carnaval', 'Carnaval 2018'],
  ['Thanksgiving', 'Thanksgiving 2018'],
  ['春节', '2018年春节', '春节 2018'],
  ['圣诞节', '2018年圣诞节', '2018 圣诞节'],
];
const FIELDS = [...NAMED_FIELDS, 'person'] as const;

/** What searches likely find in a library that has one photo a name, of 15 June of its year. */
function finderIn(library: string, names: readonly Named[]): (text: string) => string[] {
  const searcher = new Searcher(
    new LibraryReader(makeNamedLibrary(path.join(root, `${library}.sqlite`), names)),
  );
  return (text) => {
    const result = searcher.search(text, { sort: 'relevance', all: false });
    const found = result.hits(0, result.likely).map(({ photo }) => names[photo - 1]);
    return found.map((one) => `${one?.name} ${one?.year ?? ''}`.trim()).toSorted();
  };
}

describe('a feast or a season with a year', () => {
  it.each(FEASTS)('%s: finds what the owner called so in this year, on any day', (name, ...typed) => {
    const wanted = FIELDS.map((field): Named => ({ name, field, year: 2018 }));
    const inWords: Named = { name: `Oma ${name} mit Opa`, field: 'caption', year: 2018 };
    const others: readonly Named[] = [
      { name: `${name} zuhause`, field: 'keyword', year: 2015 },
      { name: 'Regatta', field: 'keyword', year: 2018 },
    ];
    const likely = finderIn(name, [...wanted, inWords, ...others]);
    const found = [...wanted.map(() => `${name} 2018`), `Oma ${name} mit Opa 2018`].toSorted();
    for (const text of typed) expect(likely(text), text).toEqual(found);
  });

  it('counts the year that the owner wrote where a photo has no date of it', () => {
    const names: Named[] = [
      { name: 'Ostern bei Oma 2018', field: 'caption' },
      { name: 'Ostern bei Oma', field: 'caption' },
      { name: 'Ostern 2018 in Rom', field: 'folder', year: 2021 },
    ];
    expect(finderIn('written', names)('Ostern 2018')).toEqual([
      'Ostern 2018 in Rom 2021',
      'Ostern bei Oma 2018',
    ]);
  });

  it('of several years and before a year leaves out the others', () => {
    const names = [2013, 2016, 2017, 2021].map((year): Named => ({ name: 'Ostern', field: 'album', year }));
    expect(finderIn('before', names)('Ostern vor 2017')).toEqual(['Ostern 2013', 'Ostern 2016']);
    expect(finderIn('between', names)('Ostern 2016 bis 2018')).toEqual(['Ostern 2016', 'Ostern 2017']);
    expect(finderIn('every', names)('an Ostern')).toHaveLength(4);
  });

  it('a month is a name only where somebody or something is called so', () => {
    const names: Named[] = [
      { name: 'We may go', field: 'caption', year: 2018 },
      { name: 'April', field: 'person', year: 2018 },
    ];
    expect(finderIn('may', names)('May 2018')).toEqual([]);
    expect(finderIn('april', names)('April 2018')).toEqual(['April 2018']);
  });
});
