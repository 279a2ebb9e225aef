import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { damagedMarker } from '../../../src/store/damaged-marker.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { journalPath } from '../../../src/store/journal-path.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { LIBRARY_VERSION } from '../../../src/store/migrate.ts';
import { recoverLibrary } from '../../../src/store/recover-library.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { foundFile } from '../../support/found-file.ts';
import { madePhoto } from '../../support/made-photo.ts';
import fc from '../../support/properties.ts';
import { rounds } from '../../support/rounds.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A library with photos 1 to 5 in a folder whose name is not valid text. */
function makeLibrary() {
  const library = path.join(tempFolder(), 'library.sqlite');
  const userData = new UserDataWriter(library);
  const folder = userData.addFolder(Buffer.from([0x2f, 0xff, 0x61]), 7);
  const writer = new IndexWriter(library);
  writer.scanned.addFiles(
    folder,
    [1, 2, 3, 4, 5].map((n) => foundFile(`${n}.jpg`)),
  );
  writer.photos.save(
    [1, 2, 3, 4, 5].map((n) => madePhoto(n, n)),
    'm',
  );
  writer.close();
  return { library, userData, folder };
}

/** All user data of a library. */
function allOf(library: string) {
  const userData = new UserDataWriter(library);
  const reader = new LibraryReader(library);
  try {
    return {
      statements: userData.statements.read(),
      folders: reader.folders().map(({ id, path: place, excluded }) => ({ id, path: place, excluded })),
      window: reader.setting('window'),
    };
  } finally {
    reader.close();
    userData.close();
  }
}

const journalLines = (library: string): string[] =>
  readFileSync(journalPath(library), 'utf8').trim().split('\n');

/** Deletes the library and rebuilds it. */
function loseAndRecover(library: string) {
  for (const end of ['', '-wal', '-shm']) rmSync(library + end, { force: true });
  return recoverLibrary(library, true, 0);
}

const photo = fc.integer({ min: 1, max: 5 });
const photos = fc.uniqueArray(photo, { minLength: 1, maxLength: 5 });
const name = fc.constantFrom('Rex', 'our garden', 'rex ', '小明', '\u202Eevil', "'; DROP TABLE albums; --");
const label = fc.constantFrom('dog', 'own:1', 'own:2', 'own:3');
/** A label with an existing name, a missing album or a missing folder: nothing is written. */
const ignoringRefusals = (work: () => unknown): void => {
  try {
    work();
  } catch (error) {
    const { kind, code } = error as { kind?: string; code?: string };
    expect(kind ?? code).toMatch(/^(bad-request|not-found|folder-overlaps|SQLITE_CONSTRAINT_FOREIGNKEY)$/);
  }
};
/** Any change of user data. */
const change: fc.Arbitrary<(userData: UserDataWriter, at: number) => unknown> = fc.oneof(
  fc.tuple(photos, label, fc.option(fc.boolean())).map(
    ([all, key, applies]) =>
      (userData: UserDataWriter, at: number) =>
        userData.statements.correct(
          all.map((one) => ({ photo: one, label: key, applies })),
          at,
        ),
  ),
  name.map((text) => (userData: UserDataWriter, at: number) => userData.statements.addCustomLabel(text, at)),
  fc.tuple(label, name).map(
    ([key, text]) =>
      (userData: UserDataWriter) =>
        userData.statements.renameCustomLabel(key, text),
  ),
  label.map((key) => (userData: UserDataWriter) => userData.statements.removeCustomLabel(key)),
  fc.tuple(photos, fc.boolean()).map(
    ([all, on]) =>
      (userData: UserDataWriter, at: number) =>
        userData.statements.setFavourite(all, on, at),
  ),
  fc.tuple(name, fc.option(fc.constant('dog 2019'))).map(
    ([text, search]) =>
      (userData: UserDataWriter, at: number) =>
        userData.statements.addAlbum(text, search, at),
  ),
  fc.tuple(photo, name).map(
    ([album, text]) =>
      (userData: UserDataWriter) =>
        userData.statements.renameAlbum(album, text),
  ),
  photo.map((album) => (userData: UserDataWriter) => userData.statements.removeAlbum(album)),
  name.map((text) => (userData: UserDataWriter, at: number) => userData.statements.saveSearch(text, at)),
  name.map((text) => (userData: UserDataWriter) => userData.statements.removeSavedSearch(text)),
  name.map(
    (text) => (userData: UserDataWriter, at: number) => userData.addFolder(Buffer.from(`/${text}`), at),
  ),
  photo.map((id) => (userData: UserDataWriter) => userData.removeFolder(id)),
  name.map(
    (text) => (userData: UserDataWriter) => userData.setExcluded(1, [Buffer.from(text), Buffer.from([0xfe])]),
  ),
  name.map((text) => (userData: UserDataWriter) => userData.setSetting('window', { theme: text })),
);

describe('user data journal', () => {
  it('equals the library after arbitrary changes of user data', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 25 }), fc.boolean(), (changes, reopen) => {
        const { library, userData } = makeLibrary();
        for (const [at, one] of changes.entries()) ignoringRefusals(() => one(userData, at));
        userData.statements.setInAlbum(userData.statements.addAlbum('last', null, 99), [3, 1, 2], true);
        userData.close();
        // Opening the journal again does not change it.
        const before = reopen ? journalLines(library) : [];
        const all = allOf(library);
        if (reopen) expect(journalLines(library)).toEqual(before);
        expect(loseAndRecover(library)).toMatchObject({ reason: 'missing', keptAs: null, complete: true });
        expect(allOf(library)).toEqual(all);
      }),
      { numRuns: rounds(15, 300, 8), seed: 11 },
    );
  }, 120_000);

  it('never reuses the id of a removed label, album or folder', () => {
    const { library, userData, folder } = makeLibrary();
    expect(userData.statements.addCustomLabel('one', 1)).toBe('own:1');
    userData.statements.removeCustomLabel('own:1');
    userData.removeFolder(folder);
    userData.close();
    loseAndRecover(library);
    // A second time, from a journal that was rewritten after the removal.
    new UserDataWriter(library).close();
    loseAndRecover(library);
    const again = new UserDataWriter(library);
    expect(again.statements.addCustomLabel('two', 2)).toBe('own:2');
    expect(again.addFolder(Buffer.from('/b'), 0)).toBe(folder + 1);
    again.close();
  });

  it('contains saved searches, but not recent ones', () => {
    const { library, userData } = makeLibrary();
    userData.statements.noteSearch('a secret', 1);
    userData.statements.saveSearch('no secret', 1);
    userData.close();
    const text = readFileSync(journalPath(library), 'utf8');
    expect(text).toContain('no secret');
    expect(text).not.toContain('a secret');
  });

  it('ignores a torn last line, and appends after the complete lines', () => {
    const { library, userData } = makeLibrary();
    userData.statements.saveSearch('one', 1);
    appendFileSync(journalPath(library), '{"crc":"00000000","seq":9,"ro');
    userData.statements.saveSearch('two', 2);
    userData.close();
    expect(loseAndRecover(library)).toMatchObject({ complete: true });
    expect(allOf(library).statements.savedSearches.map(({ text }) => text)).toEqual(['one', 'two']);
  });

  it('loses only the content of a damaged line, and reports it', () => {
    const { library, userData } = makeLibrary();
    for (const text of ['one', 'two', 'three']) userData.statements.saveSearch(text, 1);
    userData.close();
    const text = readFileSync(journalPath(library), 'utf8');
    writeFileSync(journalPath(library), text.replace('"two"', '"too"'));
    expect(loseAndRecover(library)).toMatchObject({ complete: false, folders: 1, statements: 2 });
    expect(
      allOf(library)
        .statements.savedSearches.map(({ text: one }) => one)
        .sort(),
    ).toEqual(['one', 'three']);
  });

  it('restores entries that did not reach the library before a crash', () => {
    const { library, userData } = makeLibrary();
    userData.statements.saveSearch('one', 1);
    userData.close();
    const before = readFileSync(library);
    const later = new UserDataWriter(library);
    later.statements.saveSearch('two', 2);
    later.statements.removeSavedSearch('one');
    later.close();
    // As if the last two had never been committed.
    writeFileSync(library, before);
    expect(allOf(library).statements.savedSearches.map(({ text }) => text)).toEqual(['two']);
  });

  it('of another library is moved aside and not imported', () => {
    const one = makeLibrary();
    one.userData.statements.saveSearch('of one', 1);
    one.userData.close();
    const two = makeLibrary();
    two.userData.statements.saveSearch('of two', 1);
    two.userData.close();
    writeFileSync(journalPath(one.library), readFileSync(journalPath(two.library)));
    expect(allOf(one.library).statements.savedSearches.map(({ text }) => text)).toEqual(['of one']);
    const names = readdirSync(path.dirname(one.library));
    expect(names.filter((file) => /^library\.sqlite\.said\.other-.*\.jsonl$/.test(file))).toHaveLength(1);
    expect(loseAndRecover(one.library)).toMatchObject({ complete: true });
    expect(allOf(one.library).statements.savedSearches.map(({ text }) => text)).toEqual(['of one']);
  });

  it('is completely rewritten with the next change if it was deleted', () => {
    const { library, userData } = makeLibrary();
    userData.statements.saveSearch('one', 1);
    rmSync(journalPath(library));
    userData.statements.saveSearch('two', 2);
    userData.close();
    const all = allOf(library);
    expect(loseAndRecover(library)).toMatchObject({ complete: true });
    expect(allOf(library)).toEqual(all);
  });

  it('is not created on a different disk mounted at the same path', () => {
    const { library, userData } = makeLibrary();
    userData.statements.saveSearch('one', 1);
    for (const file of [library, journalPath(library)]) rmSync(file);
    expect(() => userData.statements.saveSearch('two', 2)).toThrow(
      expect.objectContaining({ kind: 'library-unwritable' }),
    );
    expect(existsSync(journalPath(library))).toBe(false);
    expect(userData.statements.read().savedSearches.map(({ text }) => text)).toEqual(['one']);
    userData.close();
  });

  it('grows with changes and is compacted to the current state', () => {
    const { library, userData } = makeLibrary();
    const long = 'x'.repeat(100_000);
    for (let n = 0; n < 40; n += 1) userData.setSetting('window', { theme: `${long}${n}` });
    userData.close();
    expect(readFileSync(journalPath(library)).length).toBeLessThan(1_300_000);
    const all = allOf(library);
    expect(loseAndRecover(library)).toMatchObject({ complete: true });
    expect(allOf(library)).toEqual(all);
  });

  it('is rewritten if a change exceeds the size of a line', () => {
    const { library, userData } = makeLibrary();
    const many = Array.from({ length: 25_000 }, (_, n) => ({
      photo: Buffer.alloc(32, n.toString(16).padStart(8, '0')),
      label: `label-${n}`,
      applies: true,
      at: n,
    }));
    userData.statements.takeOver({ ...userData.statements.read(), corrections: many });
    userData.close();
    expect(journalLines(library)).toHaveLength(502);
    expect(loseAndRecover(library)).toMatchObject({ complete: true, statements: 25_000 });
  });
});

describe('damaged library', () => {
  it('is kept aside, and the rebuilt library has its folders and all user data', () => {
    const { library, userData } = makeLibrary();
    userData.statements.correct([{ photo: 1, label: 'dog', applies: false }], 1);
    userData.close();
    const all = allOf(library);
    const bytes = readFileSync(library);
    bytes.fill(0xa5, 4096, 12_288);
    writeFileSync(library, bytes);
    const recovery = recoverLibrary(library, true, Date.UTC(2026, 10, 24, 12, 30, 5));
    expect(recovery).toEqual({
      at: Date.UTC(2026, 10, 24, 12, 30, 5),
      reason: 'damaged',
      keptAs: 'library.damaged-2026-11-24T12.30.05.sqlite',
      folders: 1,
      statements: 1,
      complete: true,
    });
    expect(readFileSync(path.join(path.dirname(library), recovery?.keptAs ?? ''))).toEqual(bytes);
    expect(allOf(library)).toEqual(all);
    expect(recoverLibrary(library, true, 0)).toBeNull();
  });

  it('is found by its journal if SQLite sees no fault, and by a reader of the last run', () => {
    const { library, userData } = makeLibrary();
    userData.statements.saveSearch('one', 1);
    userData.close();
    const db = new Sqlite(library);
    db.exec("UPDATE saved_searches SET text = 'ona'");
    db.close();
    expect(recoverLibrary(library, true, 0)).toMatchObject({ reason: 'damaged', complete: true });
    expect(allOf(library).statements.savedSearches.map(({ text }) => text)).toEqual(['one']);
    damagedMarker(library).put();
    expect(recoverLibrary(library, false, 0)).toMatchObject({ reason: 'damaged', complete: true });
    expect(recoverLibrary(library, false, 0)).toBeNull();
  });

  it('without a journal (older program) restores what is readable', () => {
    const { library, userData } = makeLibrary();
    userData.statements.saveSearch('one', 1);
    userData.close();
    rmSync(journalPath(library));
    const reader = new LibraryReader(library);
    const all = { folders: reader.folders().map(({ path: place }) => place) };
    reader.close();
    const bytes = readFileSync(library);
    // The magic number of the header: all rows are still readable.
    bytes.writeUInt32BE(0, 68);
    writeFileSync(library, bytes);
    expect(recoverLibrary(library, true, 0)).toMatchObject({
      reason: 'damaged',
      statements: 1,
      complete: true,
    });
    const again = allOf(library);
    expect(again.statements.savedSearches.map(({ text }) => text)).toEqual(['one']);
    expect(again.folders.map(({ path: place }) => place)).toEqual(all.folders);
  });

  it('is not reported for a database of another program or a library of a newer version', () => {
    const { library, userData } = makeLibrary();
    userData.close();
    const bytes = readFileSync(library);
    bytes.writeUInt32BE(LIBRARY_VERSION + 1, 60);
    writeFileSync(library, bytes);
    expect(() => recoverLibrary(library, true, 0)).toThrow(
      expect.objectContaining({ kind: 'library-newer' }),
    );
    expect(readFileSync(library)).toEqual(bytes);
    const theirs = path.join(tempFolder(), 'theirs.sqlite');
    const db = new Sqlite(theirs);
    db.exec('CREATE TABLE theirs (a)');
    db.close();
    const before = readFileSync(theirs);
    expect(() => recoverLibrary(theirs, true, 0)).toThrow('another program');
    expect(readFileSync(theirs)).toEqual(before);
  });
});
