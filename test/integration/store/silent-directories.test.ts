import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { FoundFile } from '../../../src/domain/file.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const file = (name: string): FoundFile => ({
  path: bytes(name),
  size: 1,
  mtime: 1,
  ctime: 1,
  kind: 'photo',
  cloudOnly: false,
});
const NAMES = ['a.jpg', 'nas/b.jpg', 'nas/c/d.jpg', 'nasty/e.jpg'];

function prepare() {
  const library = path.join(tempFolder(), 'library.sqlite');
  const userData = new UserDataWriter(library);
  const folder = userData.addFolder(bytes('/photos'), 0);
  userData.close();
  const writer = new IndexWriter(library);
  onTestFinished(() => writer.close());
  writer.scanned.addFiles(folder, NAMES.map(file));
  const waiting = (): string[] =>
    writer.queue.waitingFiles(100, new Set()).map(({ path: name }) => Buffer.from(name).toString());
  const silent = (): string[] => {
    const reader = new LibraryReader(library);
    try {
      return reader.folders().flatMap((row) => row.silent.map((one) => Buffer.from(one).toString()));
    } finally {
      reader.close();
    }
  };
  return { writer, waiting, silent };
}
const place = (directory: string, tries = 1) => ({
  root: bytes('/photos'),
  directory: bytes(directory),
  tries,
  until: 5,
});

it('files of a silent directory, and below it, wait and are not given out until it answers', () => {
  const { writer, waiting, silent } = prepare();
  expect(waiting()).toEqual(NAMES);
  writer.silent.put(place('nas'));
  expect(waiting()).toEqual(['a.jpg', 'nasty/e.jpg']);
  expect(silent()).toEqual(['nas']);
  writer.silent.delete(place('nas'));
  expect(waiting()).toEqual(NAMES);
  expect(silent()).toEqual([]);
});

it('a silent folder takes the place of its silent directories', () => {
  const { writer, waiting } = prepare();
  writer.silent.put(place('nas/c'));
  writer.silent.put(place('nasty', 2));
  expect(writer.silent.all()).toMatchObject([{ tries: 1 }, { tries: 2 }]);
  writer.silent.put(place('nas', 3));
  expect(writer.silent.all()).toMatchObject([{ tries: 3, until: 5 }, { tries: 2 }]);
  writer.silent.put(place('', 4));
  expect(writer.silent.all()).toMatchObject([{ tries: 4 }]);
  expect(waiting()).toEqual([]);
});
