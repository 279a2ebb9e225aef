import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import { removeFolder } from './remove-folder.ts';

const NAME = 'library.sqlite';

interface LibraryFile {
  /** What follows the name of the library. */
  readonly suffix: string;
  readonly bytes: Buffer;
}

let empty: readonly LibraryFile[] | undefined;

/** The files of a library that is new and closed. */
function makeEmpty(): readonly LibraryFile[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-empty-'));
  try {
    new UserDataWriter(path.join(folder, NAME)).close();
    return readdirSync(folder).map((file) => ({
      suffix: file.slice(NAME.length),
      bytes: readFileSync(path.join(folder, file)),
    }));
  } finally {
    removeFolder(folder);
  }
}

/**
 * Starts a library as `new UserDataWriter` does, for tests that make many: it is a copy of one that was migrated once in
 * this process, because 27 migrations cost more than all else that such a test does. Copies have the same history.
 * @param library path of the new library
 */
export function startLibrary(library: string): UserDataWriter {
  empty ??= makeEmpty();
  for (const { suffix, bytes } of empty)
    writeFileSync(`${library}${suffix}`, bytes, { mode: 0o600, flag: 'wx' });
  return new UserDataWriter(library);
}
