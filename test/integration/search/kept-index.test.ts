import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Library, LibrarySearch } from '../../../src/app/library.ts';
import { openLibrary } from '../../../src/app/open-library.ts';
import { openSearch } from '../../../src/app/open-search.ts';
import { PHOTO_STATES } from '../../../src/domain/query.ts';
import type { TextLine } from '../../../src/domain/text-line.ts';
import { keptIndexPath } from '../../../src/search/index/kept-index-path.ts';
import { programBuild } from '../../../src/search/index/program-build.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { indexFolder } from '../../support/index-folder.ts';
import { madeFace } from '../../support/made-face.ts';
import { MODELS } from '../../support/paths.ts';
import { writePeoplesLibrary } from '../../support/peoples-library.ts';
import { random } from '../../support/random.ts';
import { removeFolder } from '../../support/remove-folder.ts';
import { rounds } from '../../support/rounds.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const BUILD = 'a build';
/** One of each kind of part that a search can have, and some of several. */
const TEXTS = [
  '',
  'dog',
  'sea',
  '海',
  'bird OR sea',
  'animal -dog',
  'blue',
  'is:blurry',
  'name:IMG',
  'IMG_0001',
  'folder:Pixel',
  'Paris',
  'in:France',
  'area:48,2,49,3',
  'Tambourine',
  'Fandango square',
  'keyword:Dolmenstead',
  'date:2019',
  'july 2012',
  'rating:3+',
  'type:raw',
  'type:video',
  'camera:Canon',
  'person:Anna',
  'people:2',
  'album:Best',
  'album:Coast',
  'label:dog',
  'Rex',
  'receipt',
  'text:"bread and butter"',
  'breod',
  'a dog on the grass',
  'similar:1',
  ...PHOTO_STATES.map((state) => `is:${state}`),
];

let root: string;
let library: string;
/** The files of the library, by what they have more in their names. */
let before: ReadonlyMap<string, Buffer>;

/** The library as it was made, with its journal, in a folder of its own. */
function copyLibrary(): void {
  library = path.join(tempFolder(), 'library.sqlite');
  for (const [name, bytes] of before) writeFileSync(`${library}${name}`, bytes);
  settle();
}
/** As if the library had last changed an hour ago: of one that just changed, no index is kept. */
const settle = (): void => utimesSync(library, Date.now() / 1000 - 3600, Date.now() / 1000 - 3600);
const options = () => ({ path: library, models: MODELS, samples: null, indexing: false, log: () => {} });
const kept = (): string => keptIndexPath(library);

/** What a library finds for every text, as far as anything shows it. */
async function found(open: LibrarySearch, texts: readonly string[] = TEXTS): Promise<unknown[]> {
  const all = [];
  for (const text of texts)
    for (const how of [
      { sort: 'relevance', all: false },
      { sort: 'date', all: true },
    ] as const) {
      const result = await open.search(text, how);
      const hits = result.hits(0, result.length);
      const { likely, possible, missing, months, correction } = result;
      all.push({
        text,
        how,
        about: { likely, possible, missing, months, correction, alone: [...result.alone.values()] },
        hits: hits.map((hit) => ({
          hit,
          reasons: result.reasons(hit.photo),
          paths: open.paths(hit.photo).map((one) => Buffer.from(one).toString('latin1')),
        })),
      });
    }
  return all;
}

/** Searches in a library that is opened for it; counts the times that all photos are read from the library. */
async function searched(build: string | null, texts?: readonly string[]) {
  const reads = vi.spyOn(LibraryReader.prototype, 'indexedPhotos');
  const open = await openSearch(options(), build);
  try {
    const all = await found(open, texts);
    return { found: all, reads: reads.mock.calls.filter(([chosen]) => chosen === null).length };
  } finally {
    reads.mockRestore();
    await open.close();
  }
}

/** Leaves an index that the next search takes. */
async function keepIndex(): Promise<void> {
  await searched(BUILD, ['sea']);
  expect(existsSync(kept())).toBe(true);
  expect((await searched(BUILD, ['sea'])).reads).toBe(0);
}

/** Statements of every kind, text and faces. */
function furnish(): void {
  const ids = new LibraryReader(library);
  const photos = [...ids.indexedPhotos(null)].map(({ id }) => id);
  ids.close();
  const at = (n: number): number => photos[n % photos.length] ?? 1;
  const userData = new UserDataWriter(library);
  const { statements } = userData;
  statements.addCustomLabel('Rex', 1);
  statements.correct(
    [0, 1, 2, 3, 4].map((n) => ({ photo: at(n), label: n < 3 ? 'own:1' : 'dog', applies: n % 2 === 0 })),
    2,
  );
  statements.setFavourite([at(2), at(5), at(9)], true, 3);
  statements.setInAlbum(statements.addAlbum('Best', null, 4), [at(7), at(3), at(8)], true);
  statements.addAlbum('Coast', 'sea', 5);
  statements.edit(
    [
      { photo: at(6), field: 'turn', value: 90 },
      { photo: at(8), field: 'hidden', value: true },
      { photo: at(4), field: 'rating', value: 5 },
      { photo: at(11), field: 'place', value: { latitude: 48.86, longitude: 2.35 } },
    ],
    6,
  );
  userData.close();
  const line = (text: string): TextLine => ({
    text,
    confidence: 0.9,
    box: [
      [0, 0],
      [1, 0],
      [1, 0.1],
      [0, 0.1],
    ],
  });
  const texts = [['Receipt', 'bread and butter 3.20'], ['he11o w0rld'], ['海边 2019']];
  const writer = new IndexWriter(library);
  writer.analyses.save(
    'text',
    1,
    texts.map((lines, n) => ({
      photo: at(n + 10),
      outcome: { save: (tables) => tables.text(at(n + 10), lines.map(line)) },
    })),
  );
  writer.analyses.save(
    'faces',
    1,
    [1, 2].map((n) => ({
      photo: at(n),
      outcome: {
        save: (tables) =>
          tables.faces(
            at(n),
            Array.from({ length: n }, (_, nth) => madeFace(nth, n, nth)),
          ),
      },
    })),
  );
  writer.checkpoint();
  writer.close();
}

beforeAll(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-kept-'));
  library = path.join(root, 'library.sqlite');
  const photos = path.join(root, 'photos');
  mkdirSync(photos);
  await writePeoplesLibrary(photos);
  await indexFolder(library, photos);
  rmSync(path.join(photos, 'WhatsApp', 'VID-20190713-WA0002.mp4'));
  await indexFolder(library, photos);
  furnish();
  // Groups the faces, and stores the groups.
  await searched(null, ['sea']);
  const db = new Sqlite(library);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  before = new Map(['', '.said.jsonl'].map((name) => [name, readFileSync(`${library}${name}`)]));
}, 180_000);
afterAll(() => removeFolder(root));
beforeEach(() => {
  vi.stubEnv('BEACHCOMB_CACHE_FOLDER', tempFolder());
  copyLibrary();
  return () => vi.unstubAllEnvs();
});

describe('an index that is kept', () => {
  it('finds what the library finds: photos, order, levels, scores, months, reasons and files', async () => {
    const own = await searched(null);
    expect(own.reads).toBe(1);
    expect(existsSync(kept())).toBe(false);
    expect(await searched(BUILD)).toEqual(own);
    const taken = await searched(BUILD);
    expect(taken.reads).toBe(0);
    expect(taken.found).toEqual(own.found);
    expect(JSON.stringify(own.found).length).toBeGreaterThan(100_000);
  }, 120_000);

  it('is for this user only, in the cache folder, and the same file for every search', async () => {
    await keepIndex();
    const folder = path.dirname(kept());
    expect(readdirSync(folder)).toEqual([path.basename(kept())]);
    if (process.platform !== 'win32') {
      expect(statSync(kept()).mode & 0o777).toBe(0o600);
      expect(statSync(folder).mode & 0o777).toBe(0o700);
    }
    const { mtimeMs } = statSync(kept());
    await searched(BUILD, ['dog']);
    expect(statSync(kept()).mtimeMs).toBe(mtimeMs);
  });

  it('follows what changes in the library while it is searched', async () => {
    await keepIndex();
    const open = await openSearch(options(), BUILD);
    try {
      const favourites = async () => (await open.search('is:favourite', { sort: 'date', all: false })).likely;
      const first = await favourites();
      const userData = new UserDataWriter(library);
      userData.statements.setFavourite([1, 2, 3, 4, 5, 6, 7, 8], true, 9);
      userData.close();
      expect(await favourites()).toBeGreaterThan(first);
      const after = await found(open);
      const reference = await openSearch(options(), null);
      expect(after).toEqual(await found(reference));
      await reference.close();
    } finally {
      await open.close();
    }
  }, 120_000);

  it('is of one build of the program, and of one library', async () => {
    await keepIndex();
    expect((await searched('another build', ['sea'])).reads).toBe(1);
    expect((await searched('another build', ['sea'])).reads).toBe(0);
    expect((await searched(BUILD, ['sea'])).reads).toBe(1);
    const other = `${library}.other`;
    copyFileSync(library, other);
    expect(keptIndexPath(other)).not.toBe(kept());
    copyFileSync(kept(), keptIndexPath(other));
    const reads = vi.spyOn(LibraryReader.prototype, 'indexedPhotos');
    const open = await openSearch({ ...options(), path: other }, BUILD);
    await open.search('sea', { sort: 'date', all: false });
    await open.close();
    expect(reads).toHaveBeenCalledOnce();
    reads.mockRestore();
  });

  it('is not used where the program runs from its sources', () => {
    expect(programBuild()).toBeNull();
  });

  it('is of a few libraries at most, the last ones', async () => {
    const folder = path.dirname(kept());
    mkdirSync(folder, { recursive: true });
    for (let n = 0; n < 9; n++) {
      writeFileSync(path.join(folder, `${n}.index`), '');
      utimesSync(path.join(folder, `${n}.index`), 1000 + n, 1000 + n);
    }
    await keepIndex();
    expect(readdirSync(folder).sort()).toEqual(
      ['6.index', '7.index', '8.index', path.basename(kept())].sort(),
    );
  });
});

/** Every change of a library, by whichever program. */
const CHANGES: readonly (readonly [string, () => unknown])[] = [
  ['a favourite', () => byUser(({ statements }) => statements.setFavourite([11], true, 9))],
  [
    'a correction',
    () => byUser(({ statements }) => statements.correct([{ photo: 5, label: 'sea', applies: true }], 9)),
  ],
  [
    'an edit',
    () => byUser(({ statements }) => statements.edit([{ photo: 5, field: 'hidden', value: true }], 9)),
  ],
  ['an album', () => byUser(({ statements }) => statements.addAlbum('Sea', null, 9))],
  ['a setting', () => byUser((userData) => userData.setSetting('theme', 'dark'))],
  ['a folder that is removed', () => byUser((userData) => userData.removeFolder(1))],
  [
    'text that was read',
    () => {
      const writer = new IndexWriter(library);
      writer.analyses.save('text', 2, [{ photo: 5, outcome: { save: (tables) => tables.text(5, []) } }]);
      writer.close();
    },
  ],
  ['SQL that counts nothing', () => bySql('UPDATE photos SET width = width + 1, keywords = \'["Xylo"]\'')],
  ['SQL that changes one byte', () => bySql('UPDATE photos SET colour = 7 WHERE id = 5')],
  ['a schema', () => bySql('CREATE TABLE other (id INTEGER) STRICT; DROP TABLE other')],
  ['VACUUM', () => bySql('VACUUM')],
  ['SQL of a program that is still writing', () => bySql('UPDATE photos SET colour = 7 WHERE id = 5', false)],
  [
    'another file in its place, as large and as old',
    () => {
      const { mtime, atime } = statSync(library);
      copyFileSync(library, `${library}.other`);
      rmSync(library);
      copyFileSync(`${library}.other`, library);
      utimesSync(library, atime, mtime);
    },
  ],
];

function byUser(write: (userData: UserDataWriter) => unknown): void {
  const userData = new UserDataWriter(library);
  write(userData);
  userData.close();
}
const writing: Sqlite.Database[] = [];
function bySql(sql: string, ends = true): void {
  const db = new Sqlite(library);
  db.exec(sql);
  if (ends) db.close();
  else writing.push(db);
}

describe('an index that was kept before the library changed', () => {
  it.each(CHANGES)('is not used after %s', async (_, change) => {
    await keepIndex();
    change();
    const texts = ['sea', 'Xylo', 'is:favourite', ''];
    try {
      const after = await searched(BUILD, texts);
      expect(after.reads).toBe(1);
      expect(after.found).toEqual((await searched(null, texts)).found);
    } finally {
      for (const db of writing.splice(0)) db.close();
    }
  });

  it('is not written for a library that changed a moment ago, whose file may change again in the same moment', async () => {
    bySql('UPDATE photos SET colour = 7 WHERE id = 5');
    await searched(BUILD, ['sea']);
    expect(existsSync(kept())).toBe(false);
    settle();
    await keepIndex();
  });

  it('is deleted by what may change it: the window at its start, a command at its end', async () => {
    const quietly = (): Promise<Library> => openLibrary(options());
    await keepIndex();
    await (await quietly()).close();
    expect(existsSync(kept())).toBe(true);
    const changing = await quietly();
    await changing.handlers['albums.add']({ name: 'New', search: null });
    await changing.close();
    expect(existsSync(kept())).toBe(false);

    // Groups the faces again, which changes the library.
    await searched(null, ['sea']);
    settle();
    await keepIndex();
    const window = await openLibrary({ ...options(), indexing: true });
    expect(existsSync(kept())).toBe(false);
    await window.close();
  });
});

describe('a file in its place', () => {
  const HARM: readonly (readonly [string, (bytes: Buffer) => Buffer])[] = [
    ['is empty', () => Buffer.alloc(0)],
    ['is cut', (bytes) => bytes.subarray(0, bytes.length - 1)],
    ['is cut in its middle', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['has its head alone', (bytes) => bytes.subarray(0, bytes.indexOf(0x0a) + 1)],
    ['has more at its end', (bytes) => Buffer.concat([bytes, Buffer.from('x')])],
    ['is another program’s', () => Buffer.from(`{"json":true}\n${'x'.repeat(5000)}`)],
    ['has no line', () => Buffer.alloc(200_000, 0x41)],
  ];
  const draw = random(25);
  const flips = Array.from({ length: rounds(6, 6, 2) }, (_, n): (typeof HARM)[number] => [
    `has a wrong byte (${n})`,
    (bytes) => {
      const at = Math.floor(draw() * bytes.length);
      bytes[at] = ((bytes[at] ?? 0) + 1 + Math.floor(draw() * 250)) & 255;
      return bytes;
    },
  ]);
  it.each([...HARM, ...flips])('that %s is passed over, and replaced', async (_, harm) => {
    await keepIndex();
    writeFileSync(kept(), harm(readFileSync(kept())));
    const texts = ['sea', 'is:favourite'];
    const after = await searched(BUILD, texts);
    expect(after.reads).toBe(1);
    expect(after.found).toEqual((await searched(null, texts)).found);
    expect((await searched(BUILD, texts)).reads).toBe(0);
  });

  it('that is a folder, or cannot be read or written, ends no search', async () => {
    mkdirSync(kept(), { recursive: true });
    expect((await searched(BUILD, ['sea'])).found).toEqual((await searched(null, ['sea'])).found);
    rmSync(kept(), { recursive: true });
    const folder = path.dirname(kept());
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file');
    expect((await searched(BUILD, ['sea'])).found).toEqual((await searched(null, ['sea'])).found);
    chmodSync(path.dirname(folder), 0o500);
    expect((await searched(BUILD, ['sea'])).found).toEqual((await searched(null, ['sea'])).found);
    chmodSync(path.dirname(folder), 0o700);
  });
});
