import path from 'node:path';
import { IndexWriter } from '../../src/store/index-writer.ts';
import { LibraryReader } from '../../src/store/library-reader.ts';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import { madePhoto } from './made-photo.ts';

/** Makes a library with so many made photos in a folder, and something of every kind that a person can say. */
export function makeUserDataLibrary(library: string, folder: string, photos: number, hasEdits = true): void {
  const userData = new UserDataWriter(library);
  const id = userData.addFolder(Buffer.from(folder), 1);
  const writer = new IndexWriter(library);
  const all = Array.from({ length: photos }, (_, n) => n + 1);
  writer.scanned.addFiles(
    id,
    all.map((n) => ({
      path: Buffer.from(path.posix.join(`d${n % 7}`, `${n}.jpg`)),
      size: n,
      mtime: n,
      ctime: n,
      kind: 'photo',
      cloudOnly: false,
    })),
  );
  writer.photos.save(
    all.map((n) => madePhoto(n, n)),
    'm',
  );
  writer.close();
  const { statements } = userData;
  userData.setSetting('window', { language: 'zh', theme: 'dark' });
  statements.addCustomLabel('Rex', 1);
  statements.correct(
    all.slice(0, 40).map((n) => ({ photo: n, label: n % 3 === 0 ? 'own:1' : 'dog', applies: n % 2 === 0 })),
    2,
  );
  statements.setFavourite(all.slice(0, 20), true, 3);
  const best = statements.addAlbum('Best', null, 4);
  statements.setInAlbum(best, all.slice(5, 15), true);
  if (hasEdits) {
    statements.arrangeAlbum(best, 'hand', all.slice(5, 15).reverse());
    statements.setAlbumCover(best, all[7] ?? 1);
  }
  statements.addAlbum('Dogs', 'dog', 5);
  statements.saveSearch('dog beach', 6);
  if (hasEdits) statements.setExcludedFromMemories([{ kind: 'person', value: 'Anna' }], true, 6);
  if (hasEdits)
    statements.edit(
      all
        .slice(30, 36)
        .flatMap((photo) => [
          { photo, field: 'turn', value: 90 } as const,
          { photo, field: 'rating', value: 4 } as const,
        ]),
      7,
    );
  userData.close();
}

/** All that a library knows of what a person said, and its folders. */
export function userDataOf(library: string) {
  const userData = new UserDataWriter(library);
  const reader = new LibraryReader(library);
  try {
    return {
      statements: userData.statements.read(),
      folders: reader.folders().map(({ id, path: place, excluded }) => [id, place.toString(), excluded]),
      window: reader.setting('window'),
    };
  } finally {
    reader.close();
    userData.close();
  }
}
