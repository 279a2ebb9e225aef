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
  { name: 'a ticket', field: 'caption', line: 'Flight LH 1834' },
  { name: 'a screen', field: 'caption', line: 'Munich to Rome' },
  { name: 'a paper', field: 'caption', line: 'INVOICE' },
  { name: 'a shop', field: 'caption', line: 'Beach' },
  { name: 'a calendar', field: 'caption', year: 2015, line: 'Kalender 2019' },
  { name: 'of that year', field: 'caption', year: 2019 },
];
const searcher = new Searcher(new LibraryReader(makeNamedLibrary(path.join(root, 'lines.sqlite'), NAMES)));
const find = likelyNames(searcher, NAMES);

it('a number that is the date of no photo finds the photos that it stands in, alone and beside other words', () => {
  for (const text of ['1834', 'LH 1834', 'flight 1834', 'flight lh 1834'])
    expect(find(text), text).toEqual(['a ticket']);
});

it('a year of photos is that of their date, whatever stands in others', () => {
  expect(find('2019')).toEqual(['of that year']);
});

it('words in their order find the photo that they stand in, although each means a place or a date', () => {
  expect(find('munich to rome')).toEqual(['a screen']);
  expect(find('Kalender 2019')).toEqual(['a calendar']);
  expect(find('rome to munich')).toEqual([]);
});

it('a word that means less than a label is likely where it stands; a word for a label is only a sign', () => {
  expect(find('invoice')).toEqual(['a paper']);
  expect(find('beach')).toEqual([]);
});
