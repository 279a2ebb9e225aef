import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { LibraryAbout } from '../../api/contract.ts';
import { thumbnailPath } from '../../store/thumbnail-path.ts';

/** Size of a database in bytes, with the files that SQLite keeps beside it while it is open. */
async function bytesOf(database: string): Promise<number> {
  const sizes = ['', '-wal', '-shm'].map((end) =>
    stat(`${database}${end}`).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/**
 * Path and size of a library.
 * @param library path of library.sqlite
 * @param home the user's home folder, which is shown as "~"
 */
export async function libraryAbout(library: string, home: string): Promise<LibraryAbout> {
  return {
    place: library.startsWith(home + path.sep) ? `~${library.slice(home.length)}` : library,
    bytes: await bytesOf(library),
    thumbnailBytes: await bytesOf(thumbnailPath(library)),
  };
}
