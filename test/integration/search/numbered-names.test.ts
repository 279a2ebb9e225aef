import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Searcher } from '../../../src/search/searcher.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { makeNamedLibrary, type Named } from '../../support/named-library.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
afterAll(() => removeFolder(root));

const NAMES = [
  'Klavier1',
  'Klavier 2',
  'beach2',
  'IMG_waldo03',
  'Zürich2019',
  'Москва7',
  'DSC0001',
  'IMG_1234',
  'P1010001',
  'IMGP0042',
  'photo12',
  'Scan0003',
  'MyPic1a',
  '0bad1234-bad1-4cab-9bed-0123456789ab',
];

let libraries = 0;

/** Names of the photos that a search finds, likely or possibly. */
function finderIn(field: 'file name' | 'folder'): (text: string) => string[] {
  libraries += 1;
  const names = NAMES.map((name): Named => ({ name, field }));
  const searcher = new Searcher(
    new LibraryReader(makeNamedLibrary(path.join(root, `${libraries}.sqlite`), names)),
  );
  return (text) => {
    const result = searcher.search(text, { sort: 'relevance', all: false });
    return result.hits(0, result.length).map(({ photo }) => NAMES[photo - 1] ?? '');
  };
}

it.each(['file name', 'folder'] as const)(
  'a word with a number behind it in a %s is found by the word',
  (field) => {
    const find = finderIn(field);
    for (const [word, ...found] of [
      ['Klavier', 'Klavier1', 'Klavier 2'],
      ['klavier1', 'Klavier1'],
      ['beach', 'beach2'],
      ['Waldo', 'IMG_waldo03'],
      ['Zürich', 'Zürich2019'],
      ['zuerich', 'Zürich2019'],
      ['Москва', 'Москва7'],
    ] as const)
      expect(find(word).toSorted(), word).toEqual(found.toSorted());
  },
);

it('what cameras and programs write before a number is no word of a file', () => {
  const find = finderIn('file name');
  for (const word of ['DSC', 'IMGP', 'Scan', 'bad', 'cab', 'MyPic']) expect(find(word), word).toEqual([]);
  // Of a whole name, and of its beginning, as before.
  expect(find('DSC0001')).toEqual(['DSC0001']);
  expect(find('IMG_12')).toEqual(['IMG_1234']);
});
