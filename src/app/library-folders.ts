import { realpath, stat } from 'node:fs/promises';
import { BeachcombError } from '../domain/error.ts';
import { displayPath, folderName } from '../domain/path-bytes.ts';
import { fileCalls } from '../platform/files/file-calls.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { FolderRow } from '../store/library-rows.ts';
import type { UserDataWriter } from '../store/user-data-writer.ts';
import type { LibraryIndexing } from './library-indexing.ts';
import { sameFolder } from './same-folder.ts';

/** The folders of an open library. */
export class LibraryFolders {
  readonly #reader: LibraryReader;
  readonly #userData: UserDataWriter;
  readonly #indexing: LibraryIndexing;

  constructor(reader: LibraryReader, userData: UserDataWriter, indexing: LibraryIndexing) {
    this.#reader = reader;
    this.#userData = userData;
    this.#indexing = indexing;
  }

  /** @throws BeachcombError `not-found` */
  row(id: number): FolderRow {
    const row = this.#reader.folders().find((folder) => folder.id === id);
    if (row === undefined) throw new BeachcombError('not-found', `There is no folder ${id}.`);
    return row;
  }

  /**
   * Adds a folder by its path (bytes) and indexes it.
   * @returns its id; if it or a parent is already in the library, the id of that folder
   * @throws BeachcombError `folder-missing`, `folder-overlaps`
   */
  async add(wanted: Uint8Array): Promise<number> {
    // Resolved, because one folder may have two paths.
    const bytes = await inFolder(wanted, () => realpath(Buffer.from(wanted), 'buffer'));
    const found = bytes === null ? null : await inFolder(bytes, () => stat(bytes, { bigint: true }));
    if (bytes === null || !found?.isDirectory())
      throw new BeachcombError(
        'folder-missing',
        `${displayPath(wanted)} is not a folder that can be opened.`,
        { reason: { code: 'folder-unusable', path: displayPath(wanted) } },
      );
    const id =
      (await sameFolder(this.#reader.folders(), found)) ?? this.#userData.addFolder(bytes, Date.now());
    this.#indexing.send({ command: 'rescan' });
    return id;
  }

  /** Display name of a folder; null if it cannot be opened or is already in the library. */
  async nameIfNew(folder: string): Promise<string | null> {
    const bytes = await inFolder(Buffer.from(folder), () => realpath(folder, 'buffer'));
    return bytes === null || this.#reader.folders().some((row) => bytes.equals(row.path))
      ? null
      : folderName(bytes);
  }
}

/** What a call on a folder gives; null if it fails, or the drive does not answer. */
const inFolder = <T>(folder: Uint8Array, call: () => Promise<T>): Promise<T | null> =>
  fileCalls.run({ root: folder, directory: new Uint8Array(), on: 'directory' }, call).catch(() => null);
