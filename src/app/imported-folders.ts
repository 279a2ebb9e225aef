import { BeachcombError } from '../domain/error.ts';
import type { FolderRecord } from '../domain/library-record.ts';
import { folderName } from '../domain/path-bytes.ts';
import { pathKey } from '../domain/path-key.ts';
import { log } from '../platform/log/log.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { UserDataWriter } from '../store/user-data-writer.ts';
import { folderToJson, libraryRecordFromJson } from '../transfer/library-record-json.ts';
import type { LibraryFolders } from './library-folders.ts';

/** Setting with the folders of imports that are not on this computer, as an export has them. */
const KEPT = 'keptFolders';

/**
 * Folders of imported backups. A folder that is on this computer is added; any other is kept as it was written, until
 * it is there or the user discards it.
 */
export class ImportedFolders {
  readonly #reader: LibraryReader;
  readonly #userData: UserDataWriter;
  readonly #folders: LibraryFolders;

  constructor(reader: LibraryReader, userData: UserDataWriter, folders: LibraryFolders) {
    this.#reader = reader;
    this.#userData = userData;
    this.#folders = folders;
  }

  /** Display names of the kept folders. */
  names(): string[] {
    return this.#kept().map(({ path }) => folderName(path));
  }

  /** @returns number of folders that were added, and of those that are kept for later */
  async takeOver(
    folders: readonly FolderRecord[],
  ): Promise<{ readonly added: number; readonly kept: number }> {
    const kept: FolderRecord[] = [];
    let added = 0;
    for (const folder of folders) {
      const taken = await this.#take(folder);
      if (taken === 'not-here') kept.push(folder);
      else if (taken === 'added') added += 1;
    }
    const all = new Map([...this.#kept(), ...kept].map((folder) => [pathKey(folder.path), folder]));
    this.#keep([...all.values()]);
    return { added, kept: kept.length };
  }

  /** Adds the kept folders that are on this computer by now. @returns number of added and of kept folders */
  async retry(): Promise<{ readonly added: number; readonly kept: number }> {
    const kept = this.#kept();
    this.#keep([]);
    try {
      return await this.takeOver(kept);
    } catch (error) {
      this.#keep(kept);
      throw error;
    }
  }

  discard(): void {
    this.#keep([]);
  }

  /** @returns `not-here` if the folder is not on this computer, or contains another of the library */
  async #take(folder: FolderRecord): Promise<'added' | 'known' | 'not-here'> {
    try {
      const before = new Set(this.#reader.folders().map(({ id }) => id));
      const id = await this.#folders.add(folder.path);
      this.#userData.takeOverFolder(id, folder, !before.has(id));
      return before.has(id) ? 'known' : 'added';
    } catch (error) {
      if (!(error instanceof BeachcombError)) throw error;
      if (error.kind !== 'folder-missing' && error.kind !== 'folder-overlaps') throw error;
      log.debug('a folder of a backup is not on this computer', { error });
      return 'not-here';
    }
  }

  #kept(): FolderRecord[] {
    const folders = this.#reader.setting(KEPT) ?? [];
    return [...libraryRecordFromJson({ folders }).record.folders];
  }

  #keep(folders: readonly FolderRecord[]): void {
    if (folders.length > 0 || this.#kept().length > 0)
      this.#userData.setSetting(KEPT, folders.map(folderToJson));
  }
}
