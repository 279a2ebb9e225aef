import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { correctedSearch } from '../../../src/app/corrected-search.ts';
import { SpellingCorrector } from '../../../src/app/spelling-corrector.ts';
import { fold } from '../../../src/domain/fold.ts';
import { isGivenFolder } from '../../../src/knowledge/labels/given-names.ts';
import { Searcher } from '../../../src/search/searcher.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { makeNamedLibrary, NAMED_FIELDS, type Named } from '../../support/named-library.ts';
import fc from '../../support/properties.ts';
import { removeFolder } from '../../support/remove-folder.ts';
import { rounds } from '../../support/rounds.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
afterAll(() => removeFolder(root));

/** Names of people, places, sets of photos; words of the search language; scripts, signs, and what is written in several ways. */
const PARTS = [
  "O'Brien",
  'Jean-Luc',
  'Großmutter',
  'Müller',
  'Ærø',
  'Zoë',
  'Łódź',
  'İzmir',
  'Αθήνα',
  'Москва',
  'אבא',
  'مرحبا',
  'さくら',
  '東京',
  '海灘',
  '海滩',
  '小明',
  '没有',
  '家庭',
  '한국',
  'กรุงเทพ',
  '🎉',
  '👨‍👩‍👧',
  '+1',
  'C++',
  'beach',
  'red',
  'dog',
  'my',
  'the',
  'is',
  'on',
  'may',
  'spring',
  'night',
  'Paris',
  'Turkey',
  'mice',
  'kids',
  'puppy',
  'cologne',
  'breakfast',
  'Christmas',
  'tree',
  'or',
  'and',
  'not',
  'no',
  'without',
  'except',
  '|',
  '-x',
  '-',
  '(x)',
  ')',
  'a:b',
  'in:Rome',
  'is:favourite',
  'w/o',
  '"quoted"',
  '“Wien”',
  '2019',
  '2019-07-12',
  'IMG_0001',
  '100%',
  '#1',
  '&',
  '@home',
  '50mm',
  'f/2.8',
  '...',
  'ﬁsh',
  'favourites',
  'videos',
  'screenshots',
  'black and white',
  'last week',
  'today',
  'nikon',
  'iPhone',
];
/** Without control characters: no file name, keyword or caption keeps them. Something of it is a letter, digit or symbol. */
const isName = (name: string): boolean =>
  name.length <= 80 && !/\p{Cc}|\p{Cs}/u.test(name) && fold(name) !== '';
const anyName = fc
  .oneof(
    {
      weight: 3,
      arbitrary: fc
        .array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 4 })
        .map((parts) => parts.join(' ')),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 24 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: 24 }) },
  )
  .map((name) => name.trim())
  .filter(isName);
const anyNamed = fc
  .uniqueArray(fc.record({ name: anyName, field: fc.constantFrom(...NAMED_FIELDS) }), {
    minLength: 1,
    maxLength: 30,
    selector: ({ name }) => fold(name),
  })
  // A slash ends the name of a folder or file, and nobody wrote a name that a program gives.
  .map((all) =>
    all.map((one) =>
      (one.field === 'folder' || one.field === 'file name') &&
      (/[/]|^\.+$/u.test(one.name) || isGivenFolder(fold(one.name)))
        ? { ...one, field: 'keyword' as const }
        : one,
    ),
  );

const SIGNS = /["“”„«»「」『』()（）|｜:：]/u;
const OPERATORS = /(?:^|\s)-|(?:^|\s)(?:or|not|no|without|except|excluding|minus|w\/o|sans)(?:$|\s)/iu;
const CHINESE_OPERATORS = /或|还是|非|不是|没有|不含|不要|不带|无|除了/u;

/** The digits of a date alone are asked for as a date. */
const DATE = /^[\d\s./-]+$/u;

/** A name as a person types it: with signs or words of the search language in it, in quotes. */
const typedOf = (name: string): string =>
  SIGNS.test(name) || OPERATORS.test(name) || CHINESE_OPERATORS.test(name) || DATE.test(name)
    ? `"${name.replaceAll(/["“”„«»「」『』]/gu, ' ')}"`
    : name;

let libraries = 0;
function makeLibrary(names: readonly Named[]): string {
  libraries += 1;
  return makeNamedLibrary(path.join(root, `${libraries}.sqlite`), names);
}

/** Names whose photo is not among the likely ones. */
async function lost(names: readonly Named[], typed: (name: string) => string): Promise<Named[]> {
  const library = makeLibrary(names);
  const reader = new LibraryReader(library);
  try {
    const searcher = new Searcher(reader);
    const spelling = new SpellingCorrector(searcher, reader, () => 0);
    const out: Named[] = [];
    for (const [at, named] of names.entries()) {
      const options = { sort: 'relevance', all: false } as const;
      const result = await correctedSearch(searcher, spelling, typed(named.name), options);
      const likely = result.hits(0, result.likely).map(({ photo }) => photo);
      if (!likely.includes(at + 1)) out.push(named);
    }
    return out;
  } finally {
    reader.close();
  }
}

describe('a name typed in full finds its photo among the likely ones', () => {
  it('whatever the name is, wherever its owner wrote it', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyNamed, async (names) => {
        expect(await lost(names, typedOf)).toEqual([]);
      }),
      { numRuns: rounds(15, 300, 8) },
    );
  });
});

describe('the beginning of a name that a camera gave', () => {
  const files = ['IMG_20140705_1.jpg', 'IMG_2015.jpg', 'DSC-0123.JPG', 'Trip IMG_2014.jpg', 'May 2014.jpg'];
  const rows: [typed: string, found: readonly string[]][] = [
    ['IMG_2014', ['IMG_20140705_1.jpg', 'Trip IMG_2014.jpg']],
    ['img_2', ['IMG_20140705_1.jpg', 'IMG_2015.jpg']],
    ['dsc_01', ['DSC-0123.JPG']],
    ['DSC-0123', ['DSC-0123.JPG']],
    ['IMG_3', []],
    ['Tri', []],
  ];
  it.each(rows)('%s finds the files whose names go on, and no others', (typed, found) => {
    const named = files.map((name): Named => ({ name: name.replace(/\.jpg$/iu, ''), field: 'file name' }));
    const reader = new LibraryReader(makeLibrary(named));
    try {
      const result = new Searcher(reader).search(typed, { sort: 'relevance', all: false });
      const names = result.hits(0, result.likely).map(({ photo }) => files[photo - 1]);
      expect(names.toSorted()).toEqual(found.toSorted());
    } finally {
      reader.close();
    }
  });
});

it('a folder that a program names is found by its whole name alone, and not by a word of another meaning', () => {
  const folders = [
    'Camera',
    '100APPLE',
    'Camera museum',
    'Rome',
    'WhatsApp Images',
    'New folder (2)',
    'DCIM',
    'Camera Uploads',
    'Downloads',
    'Photos',
  ];
  const named = folders.map((name): Named => ({ name, field: 'folder' }));
  const reader = new LibraryReader(makeLibrary(named));
  try {
    const searcher = new Searcher(reader);
    const found = (text: string): (string | undefined)[] => {
      const result = searcher.search(text, { sort: 'relevance', all: false });
      return result.hits(0, result.likely + result.possible).map(({ photo }) => folders[photo - 1]);
    };
    expect(found('camera')).toEqual(['Camera museum']);
    for (const name of ['100APPLE', 'WhatsApp Images', 'New folder (2)', 'DCIM', 'Camera Uploads'])
      for (const text of [name, name.toLowerCase(), `"${name}"`]) expect(found(text)[0], text).toBe(name);
    for (const part of ['whatsapp', 'images', 'new', 'folder', 'uploads', 'apple', 'photos', 'downloads'])
      expect(found(part), part).toEqual([]);
    expect(found('"camera"')).toEqual(['Camera museum']);
    expect(found('Rome')).toEqual(['Rome']);
    expect(found('folder:Camera').toSorted()).toEqual(['Camera', 'Camera Uploads', 'Camera museum']);
  } finally {
    reader.close();
  }
});

it('folder: takes a folder within another, by either separator', () => {
  const folders = ['Reisen/Italien/Möwe', 'Italien', 'Reisen/Frankreich'];
  const reader = new LibraryReader(makeLibrary(folders.map((name): Named => ({ name, field: 'folder' }))));
  try {
    const searcher = new Searcher(reader);
    const found = (value: string): (string | undefined)[] =>
      searcher
        .search(`folder:${value}`, { sort: 'relevance', all: false })
        .hits(0, folders.length)
        .map(({ photo }) => folders[photo - 1])
        .toSorted();
    for (const value of ['Reisen/Italien', 'reisen\\italien', '/Italien/Möwe/', 'Italien/Mowe', 'isen/Ital'])
      expect(found(value), value).toEqual(['Reisen/Italien/Möwe']);
    expect(found('Reisen/')).toEqual(['Reisen/Frankreich', 'Reisen/Italien/Möwe']);
    expect(found('Italien/Reisen')).toEqual([]);
  } finally {
    reader.close();
  }
});
