import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Searcher } from '../../../src/search/searcher.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { likelyNames, makeNamedLibrary, type Named } from '../../support/named-library.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
afterAll(() => removeFolder(root));

const NAMES: readonly Named[] = [
  { name: 'Oma am See, 1954', field: 'caption' },
  { name: '1954', field: 'keyword' },
  { name: 'Album 1954', field: 'album' },
  { name: 'scanned copy of 1954', field: 'caption', year: 2019 },
  { name: 'Haus 1957', field: 'caption' },
  { name: 'taken then', field: 'caption', year: 1954 },
  { name: 'number 19541', field: 'caption' },
  { name: 'Scan 1938 Urgroßvater', field: 'file name' },
  { name: 'numérisé_1938_mariage', field: 'file name' },
  { name: 'scan 1938 copied', field: 'file name', year: 2020 },
  { name: 'IMG_1938', field: 'file name' },
  { name: 'DSC 1938', field: 'file name' },
  { name: 'Foto 19381', field: 'file name' },
];

const searcher = new Searcher(new LibraryReader(makeNamedLibrary(path.join(root, 'years.sqlite'), NAMES)));
const find = likelyNames(searcher, NAMES);

it('a year in a caption, a keyword or an album is that of a photo without a date', () => {
  const of1954 = ['1954', 'Album 1954', 'Oma am See, 1954', 'taken then'];
  for (const text of ['1954', 'date:1954', 'in 1954']) expect(find(text), text).toEqual(of1954);
  for (const text of ['1950s', 'date:1950..1959', 'between 1950 and 1957'])
    expect(find(text), text).toEqual([...of1954, 'Haus 1957'].toSorted());
  expect(find('Oma 1954')).toEqual(['Oma am See, 1954']);
  // The date of a photo counts before what is written of it, and a date within a year is none of these.
  expect(find('2019')).toEqual(['scanned copy of 1954']);
  expect(find('June 1954')).toEqual(['taken then']);
  expect(find('-1954').includes('Oma am See, 1954')).toBe(false);
});

it('a year among the words of a file name is that of a photo without a date; a number that counts photos is none', () => {
  const of1938 = ['Scan 1938 Urgroßvater', 'numérisé_1938_mariage'];
  for (const text of ['1938', 'date:1938', '1930s']) expect(find(text), text).toEqual(of1938);
  expect(find('mariage 1938')).toEqual(['numérisé_1938_mariage']);
  expect(find('2020')).toEqual(['scan 1938 copied']);
});
