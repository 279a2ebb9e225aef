import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findLabels } from '../../../src/knowledge/labels/find.ts';
import { findPlaces } from '../../../src/knowledge/places/find-places.ts';
import { AMBIGUOUS_FILLERS, FOREIGN_FILLERS } from '../../../src/query/foreign-fillers.ts';
import { ENGLISH_FILLERS } from '../../../src/query/lexicon.ts';
import { Searcher } from '../../../src/search/searcher.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { makeNamedLibrary, type Named } from '../../support/named-library.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
afterAll(() => removeFolder(root));

/** English words are left out of what programs name files by; the user wrote these into captions, folders and file names. */
const SMALL = [...FOREIGN_FILLERS, ...AMBIGUOUS_FILLERS];
const FIELDS = ['caption', 'folder', 'file name'] as const;
const BESIDE = ['Zoo', 'Oma', 'Insel', 'playa', 'chien', 'casa', 'Waldo'];

const names: Named[] = [
  ...BESIDE.map((name) => ({ name, field: 'caption' }) as const),
  ...[...SMALL, ...ENGLISH_FILLERS].map(
    (word, at) => ({ name: `xyzzy ${word} plugh`, field: FIELDS[at % FIELDS.length] ?? 'caption' }) as const,
  ),
];
const searcher = new Searcher(new LibraryReader(makeNamedLibrary(path.join(root, 'small.sqlite'), names)));
const find = (text: string): string[] => {
  const result = searcher.search(text, { sort: 'relevance', all: false });
  return result.hits(0, result.length).map(({ photo }) => names[photo - 1]?.name ?? '');
};

describe('an article or a preposition that an apostrophe joins to a word', () => {
  const written: Named[] = [
    { name: "l'insel", field: 'caption' },
    { name: 'Insel', field: 'keyword' },
    { name: "Vacances d'Insel", field: 'folder' },
    { name: 'Insel', field: 'album' },
    { name: "D'Artagnan", field: 'person' },
    { name: 'Artagnan', field: 'keyword' },
  ];
  const library = makeNamedLibrary(path.join(root, 'joined.sqlite'), written);
  const joined = new Searcher(new LibraryReader(library));
  const likely = (text: string): number[] => {
    const result = joined.search(text, { sort: 'relevance', all: false });
    return result
      .hits(0, result.likely)
      .map(({ photo }) => photo)
      .toSorted((a, b) => a - b);
  };

  it.each([
    "l'insel",
    'l’Insel',
    "L'INSEL",
    "d'insel",
    "dell'insel",
    "nell'Insel",
    "quell'insel",
    "t'insel",
    "'t insel",
    '’s Insel',
  ])('finds what the word finds: %s', (text) => {
    expect(likely('insel')).toEqual([1, 2, 3, 4]);
    expect(likely(text)).toEqual([1, 2, 3, 4]);
  });

  it('belongs to a name that has it', () => {
    expect(likely("d'Artagnan")).toEqual([5]);
  });
});

describe('a small word that stands by chance in a caption or a name', () => {
  it.each(BESIDE)('is no evidence beside "%s"', (word) => {
    const alone = find(word);
    for (const small of [...SMALL, ...ENGLISH_FILLERS].filter(
      // "Su-chien" is a city.
      (one) => findLabels(one).length === 0 && findPlaces(`${one} ${word}`).length === 0,
    ))
      expect(find(`${small} ${word}`), small).toEqual(alone);
  });

  it('is evidence where it names a thing in English: a van', () => {
    expect(find('van xyzzy')[0]).toBe('xyzzy van plugh');
  });

  it('is found alone and in quotes', () => {
    for (const small of [...SMALL, ...ENGLISH_FILLERS]) {
      const name = `xyzzy ${small} plugh`;
      expect(find(`"${small} plugh"`), small).toContain(name);
    }
    for (const small of ['die', 'den', 'la', 'le', 'una', 'het', 'the'])
      expect(find(`"${small}"`), small).toEqual([`xyzzy ${small} plugh`]);
    for (const small of ['die', 'den', 'la', 'le', 'una', 'het'])
      expect(find(small), small).toEqual([`xyzzy ${small} plugh`]);
  });
});
