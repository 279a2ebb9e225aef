import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { PhotoIndex } from '../../../src/search/index/photo-index.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { foundFile } from '../../support/found-file.ts';
import { madePhoto } from '../../support/made-photo.ts';
import { tempFolder } from '../../support/temp-folder.ts';

it('what searches depend on has changed after a statement and after an index run, and not after a noted search or a setting', () => {
  const library = path.join(tempFolder(), 'library.sqlite');
  const userData = new UserDataWriter(library);
  onTestFinished(() => userData.close());
  const folder = userData.addFolder(Buffer.from('/photos'), 0);
  const writer = new IndexWriter(library);
  onTestFinished(() => writer.close());
  writer.scanned.addFiles(folder, [foundFile('a.jpg'), foundFile('b.jpg')]);
  const ids = writer.scanned.knownFiles(folder, Buffer.alloc(0)).map(({ id }) => id);
  const save = (at: number): void => writer.photos.save([madePhoto(ids[at] ?? 0, at)], 'm');
  save(0);
  const reader = new LibraryReader(library);
  onTestFinished(() => reader.close());
  const index = new PhotoIndex(reader);
  const after = (change: () => void): boolean => {
    change();
    return index.refresh();
  };
  expect(after(() => {})).toBe(true);
  expect(after(() => {})).toBe(false);
  expect(after(() => userData.statements.noteSearch('beach', 1))).toBe(false);
  expect(after(() => userData.setSetting('theme', 'dark'))).toBe(false);
  expect(after(() => userData.statements.setFavourite([1], true, 1))).toBe(true);
  expect(after(() => save(1))).toBe(true);
  expect(index.count).toBe(2);
});
