import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { recoverLibrary } from '../../../src/store/recover-library.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { foundFile } from '../../support/found-file.ts';
import { madePhoto } from '../../support/made-photo.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const MANY = (): boolean => true;
const PHOTOS = [1, 2, 3, 4, 5];

/** A library of five photos, two of which a scan at 5 and one of which a scan at 6 did not find, and a backup of it. */
function asked() {
  const library = path.join(tempFolder(), 'library.sqlite');
  const userData = new UserDataWriter(library);
  const folder = userData.addFolder(Buffer.from('/photos'), 0);
  userData.close();
  const writer = new IndexWriter(library);
  writer.scanned.addFiles(
    folder,
    PHOTOS.map((n) => foundFile(`${n}.jpg`, n)),
  );
  writer.photos.save(
    writer.queue.waitingFiles(PHOTOS.length, new Set()).map(({ id }) => madePhoto(id, id)),
    'm',
  );
  writer.scanned.finishScan(folder, [1, 2], MANY, 5);
  writer.scanned.finishScan(folder, [1, 2, 3], MANY, 6);
  writer.close();
  copyFileSync(library, `${library}.backup`);
  return { library, folder };
}

/** The user answers: what is missing since 5 will come back, what is missing since 6 is deleted. */
function answer(library: string, folder: number): void {
  const userData = new UserDataWriter(library);
  userData.answerMissing(folder, [{ since: 5, forget: false }]);
  userData.answerMissing(folder, [{ since: 6, forget: true }]);
  userData.close();
}

const remove = (library: string): void => {
  for (const end of ['', '-wal', '-shm']) rmSync(library + end, { force: true });
};

function open(library: string) {
  const userData = new UserDataWriter(library);
  const writer = new IndexWriter(library);
  const reader = new LibraryReader(library);
  onTestFinished(() => {
    for (const one of [userData, writer, reader]) one.close();
  });
  return { userData, writer, reader };
}

describe('the answers of the user about missing photos', () => {
  it('are in a library that is made again from its journal', () => {
    const { library, folder } = asked();
    answer(library, folder);
    remove(library);
    expect(recoverLibrary(library, false, 10)).toMatchObject({ reason: 'missing', complete: true });
    expect(open(library).userData.libraryRecord().folders[0]?.missing).toEqual([
      { since: 5, forget: false },
      { since: 6, forget: true },
    ]);
  });

  it('are not asked for again in a library that was restored from a backup of before, and are followed there', () => {
    const { library, folder } = asked();
    answer(library, folder);
    remove(library);
    copyFileSync(`${library}.backup`, library);
    recoverLibrary(library, false, 10);
    const { writer, reader } = open(library);
    expect(reader.folders()[0]?.missing).toEqual([{ since: 5, files: 2, isMany: true, isExpected: true }]);
    expect(writer.scanned.finishScan(folder, [1, 2, 3], MANY, 20)).toBe(0);
    const known = writer.scanned.knownFiles(folder, new Uint8Array());
    expect(known.map(({ id }) => id).sort()).toEqual([1, 2, 4, 5]);
  });

  it('concern only photos that are still missing', () => {
    const { library, folder } = asked();
    answer(library, folder);
    const { writer } = open(library);
    writer.scanned.setThere([3]);
    expect(writer.scanned.finishScan(folder, [1, 2], MANY, 20)).toBe(0);
    expect(writer.scanned.knownFiles(folder, new Uint8Array())).toHaveLength(5);
  });

  it('are gone with their folder', () => {
    const { library, folder } = asked();
    answer(library, folder);
    const { userData } = open(library);
    userData.removeFolder(folder);
    userData.addFolder(Buffer.from('/photos'), 9);
    expect(userData.libraryRecord().folders[0]?.missing).toEqual([]);
  });
});
