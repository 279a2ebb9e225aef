import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { fold } from '../../../src/domain/fold.ts';
import { OwnerText, type WordsField } from '../../../src/search/index/owner-text.ts';
import { Searcher } from '../../../src/search/searcher.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { makeNamedLibrary, type NamedField } from '../../support/named-library.ts';
import { tempFolder } from '../../support/temp-folder.ts';

interface Expected {
  /** What the details of the photo say that it was found by. */
  readonly found: WordsField;
  /** Whether the text is one that somebody gave whole, as opposed to the name of a label, a folder or a file. */
  readonly isWhole: boolean;
  /** Whether a year in it dates a photo that has no date. */
  readonly dates: boolean;
}

const EXPECTED: Readonly<Record<NamedField | 'person', Expected>> = {
  keyword: { found: 'keyword', isWhole: true, dates: true },
  person: { found: 'person', isWhole: true, dates: false },
  caption: { found: 'caption', isWhole: true, dates: true },
  album: { found: 'album', isWhole: true, dates: true },
  'custom label': { found: 'label', isWhole: false, dates: false },
  folder: { found: 'folder', isWhole: false, dates: false },
  'file name': { found: 'name', isWhole: false, dates: true },
};

it.each(Object.entries(EXPECTED))('a name that is written in a %s is known as that', (field, expected) => {
  const name = 'Zwirnbach 1938';
  const library = makeNamedLibrary(path.join(tempFolder(), 'library.sqlite'), [
    { name, field: field as keyof typeof EXPECTED },
  ]);
  const reader = new LibraryReader(library);
  onTestFinished(() => reader.close());
  const { index } = new Searcher(reader);
  index.refresh();
  const text = new OwnerText(index);
  // Words of it: a label that is named in full is asked for as a label.
  expect(text.fieldOf('Zwirnbach', 0)).toBe(expected.found);
  expect(text.isName(fold(name))).toBe(true);
  expect([text.isWhole(fold(name)), text.isExactly(name)]).toEqual([expected.isWhole, expected.isWhole]);
  expect([...text.undatedWith('1938')]).toEqual(expected.dates ? [0] : []);
});
