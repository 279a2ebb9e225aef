import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { foundFile } from '../../support/found-file.ts';
import { madePhoto } from '../../support/made-photo.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A library with photos 1 to 3. */
function openLibrary() {
  const library = path.join(tempFolder(), 'library.sqlite');
  const userData = new UserDataWriter(library);
  const folder = userData.addFolder(Buffer.from('/photos'), 0);
  const writer = new IndexWriter(library);
  writer.scanned.addFiles(folder, [foundFile('1.jpg'), foundFile('2.jpg'), foundFile('3.jpg')]);
  writer.photos.save([madePhoto(1, 1), madePhoto(2, 2), madePhoto(3, 3)], 'm');
  return {
    library,
    userData,
    statements: userData.statements,
    writer,
    folder,
    reader: new LibraryReader(library),
  };
}

describe('corrections', () => {
  it('use the latest correction, and undo restores the previous one', () => {
    const { statements, reader } = openLibrary();
    expect(statements.correct([{ photo: 1, label: 'beach', applies: false }], 1)).toEqual([
      { photo: 1, label: 'beach', applies: null },
    ]);
    const before = statements.correct([{ photo: 1, label: 'beach', applies: true }], 2);
    expect(reader.userData.corrections()).toEqual([{ photo: 1, label: 'beach', applies: true }]);
    statements.correct(before, 3);
    expect(reader.userData.corrections()).toEqual([{ photo: 1, label: 'beach', applies: false }]);
    statements.correct([{ photo: 1, label: 'beach', applies: null }], 4);
    expect(reader.userData.corrections()).toEqual([]);
  });

  it('about many photos are written completely or not at all', () => {
    const { statements, reader } = openLibrary();
    const all = [1, 2, 999].map((photo) => ({ photo, label: 'beach', applies: true }));
    expect(() => statements.correct(all, 1)).toThrow('999');
    expect(reader.userData.corrections()).toEqual([]);
  });

  it('follow the content: a renamed, changed and re-indexed file keeps them', () => {
    const { statements, reader, writer, folder } = openLibrary();
    statements.correct([{ photo: 1, label: 'beach', applies: true }], 1);
    statements.setFavourite([1], true, 1);
    // The file, and with it the only path of the photo, is removed; then the same content returns elsewhere.
    writer.scanned.finishScan(folder, [1], () => false, 1);
    writer.scanned.finishScan(folder, [1], () => false, 2, [{ folder, since: 1 }]);
    writer.scanned.addFiles(folder, [foundFile('elsewhere/renamed.jpg')]);
    const [file] = writer.queue.waitingFiles(9, new Set());
    writer.photos.save([madePhoto(file?.id ?? 0, 1)], 'another model');
    expect(reader.userData.corrections()).toEqual([{ photo: 1, label: 'beach', applies: true }]);
    expect(reader.userData.favourites()).toEqual([1]);
  });

  it('increment the revision with every change, so that no reader shows outdated ones', () => {
    const { statements, reader } = openLibrary();
    const seen = new Set([reader.userDataRevision()]);
    statements.correct([{ photo: 1, label: 'dog', applies: true }], 1);
    seen.add(reader.userDataRevision());
    statements.addAlbum('Italy', null, 1);
    seen.add(reader.userDataRevision());
    expect(seen.size).toBe(3);
  });

  it('stays the same when a search is noted or forgotten, so that nothing is computed again for it', () => {
    const { statements, reader } = openLibrary();
    const before = reader.userDataRevision();
    statements.noteSearch('beach', 1);
    expect(reader.userData.recentSearches()).toEqual(['beach']);
    statements.forgetSearches();
    expect(reader.userDataRevision()).toBe(before);
  });
});

describe('custom labels and albums', () => {
  it('are identified by name, regardless of case and spaces', () => {
    const { statements, reader } = openLibrary();
    const key = statements.addCustomLabel('Our  Garden', 1);
    expect(statements.addCustomLabel('our garden ', 2)).toBe(key);
    expect(statements.addAlbum('Italy', null, 1)).toBe(statements.addAlbum('ITALY', 'in:Italy', 2));
    expect(reader.userData.customLabels()).toEqual([{ key, name: 'Our  Garden', at: 1 }]);
    const other = statements.addCustomLabel('Rex', 3);
    expect(() => statements.renameCustomLabel(other, 'OUR GARDEN')).toThrow('already');
  });

  it('removes the examples of a removed label, and never reuses its key', () => {
    const { statements, reader } = openLibrary();
    const key = statements.addCustomLabel('Rex', 1);
    statements.correct([{ photo: 1, label: key, applies: true }], 1);
    statements.removeCustomLabel(key);
    expect(reader.userData.corrections()).toEqual([]);
    expect(statements.addCustomLabel('Rex', 2)).not.toBe(key);
  });

  it('keeps photos of an album in the order of adding, and returns the new ones', () => {
    const { statements, reader } = openLibrary();
    const album = statements.addAlbum('Best', null, 1);
    expect(statements.setInAlbum(album, [3, 1], true)).toEqual([3, 1]);
    expect(statements.setInAlbum(album, [1, 2], true)).toEqual([2]);
    expect(reader.userData.albums()).toMatchObject([{ name: 'Best', photos: [3, 1, 2] }]);
    expect(statements.setInAlbum(album, [1], false)).toEqual([1]);
    statements.removeAlbum(album);
    expect(reader.userData.albums()).toEqual([]);
    expect(reader.photo(3)).not.toBeNull();
  });

  it('keeps the thirty most recent searches', () => {
    const { statements, reader } = openLibrary();
    for (let at = 0; at < 40; at++) statements.noteSearch(`search ${at}`, at);
    statements.noteSearch('search 20', 99);
    expect(reader.userData.recentSearches()).toHaveLength(30);
    expect(reader.userData.recentSearches().slice(0, 2)).toEqual(['search 20', 'search 39']);
  });
});

const NOTHING_CHANGED = {
  corrections: 0,
  customLabels: 0,
  favourites: 0,
  albums: 0,
  photoEdits: 0,
  memoryExclusions: 0,
};

describe('importing user data', () => {
  it('from an export into a new library of the same photos restores all of it', () => {
    const one = openLibrary();
    const key = one.statements.addCustomLabel('Rex', 1);
    one.statements.correct(
      [
        { photo: 1, label: key, applies: true },
        { photo: 2, label: 'beach', applies: false },
      ],
      5,
    );
    one.statements.setFavourite([3], true, 6);
    one.statements.setInAlbum(one.statements.addAlbum('Best', null, 7), [2, 1], true);
    one.statements.saveSearch('dog -people', 8);
    const two = openLibrary();
    two.statements.addCustomLabel('Another', 1);
    two.statements.takeOver(one.statements.read());
    const rex = two.reader.userData.customLabels().find(({ name }) => name === 'Rex')?.key;
    expect(two.reader.userData.corrections()).toEqual(
      expect.arrayContaining([
        { photo: 1, label: rex, applies: true },
        { photo: 2, label: 'beach', applies: false },
      ]),
    );
    expect(two.reader.userData.favourites()).toEqual([3]);
    expect(two.reader.userData.albums()).toMatchObject([{ name: 'Best', photos: [2, 1] }]);
    const once = two.statements.read();
    expect(two.statements.takeOver(one.statements.read())).toEqual(NOTHING_CHANGED);
    expect(two.statements.read()).toEqual(once);
  });

  it('counts what it changed, of each kind', () => {
    const one = openLibrary();
    one.statements.correct(
      [
        { photo: 1, label: 'beach', applies: true },
        { photo: 2, label: 'beach', applies: true },
      ],
      5,
    );
    one.statements.setFavourite([1, 2], true, 5);
    one.statements.addCustomLabel('Rex', 5);
    one.statements.setInAlbum(one.statements.addAlbum('Best', null, 5), [1, 2], true);
    one.statements.addAlbum('Dogs', 'dog', 5);
    one.statements.edit([{ photo: 1, field: 'turn', value: 90 }], 5);
    const two = openLibrary();
    two.statements.correct([{ photo: 1, label: 'beach', applies: false }], 6);
    two.statements.setFavourite([1], true, 6);
    two.statements.addCustomLabel('rex', 6);
    two.statements.setInAlbum(two.statements.addAlbum('Best', null, 6), [1, 2], true);
    expect(two.statements.takeOver(one.statements.read())).toEqual({
      ...NOTHING_CHANGED,
      corrections: 1,
      favourites: 1,
      albums: 1,
      photoEdits: 1,
    });
  });

  it('keeps what another program states and the user declined, in a new library too', () => {
    const favoured = () => {
      const opened = openLibrary();
      const db = openDatabase(opened.library, 'person');
      db.exec('INSERT INTO imported_favourites (photo_id) VALUES (1), (2)');
      db.close();
      return opened;
    };
    const one = favoured();
    expect(one.reader.userData.favourites()).toEqual([1, 2]);
    one.statements.setFavourite([2], false, 5);
    const two = favoured();
    two.statements.takeOver(one.statements.read());
    expect(two.reader.userData.favourites()).toEqual([1]);
    expect(two.statements.read().declinedImports).toEqual(one.statements.read().declinedImports);
  });

  it('keeps a later local correction over an older imported one', () => {
    const one = openLibrary();
    one.statements.correct([{ photo: 1, label: 'beach', applies: true }], 5);
    const two = openLibrary();
    two.statements.correct([{ photo: 1, label: 'beach', applies: false }], 6);
    two.statements.takeOver(one.statements.read());
    expect(two.reader.userData.corrections()).toEqual([{ photo: 1, label: 'beach', applies: false }]);
  });
});
