import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import { makeOwnFolder, writePrivateFile } from '../../platform/files/private-files.ts';
import { log } from '../../platform/log/log.ts';
import type { TextColumnName } from '../../store/metadata-columns.ts';
import type { FileTableState } from './file-table.ts';
import { keptIndexPath } from './kept-index-path.ts';
import type { PhotoTableState } from './photo-table.ts';
import type { PhotoTextState } from './photo-text.ts';
import type { PlaceListsState } from './place-lists.ts';

/** All that a `PhotoIndex` has of the photos of a library, without user data and embeddings. */
export interface IndexState {
  readonly table: PhotoTableState;
  readonly files: FileTableState;
  readonly text: PhotoTextState;
  readonly texts: ReadonlyMap<TextColumnName, readonly (string | null)[]>;
  readonly places: PlaceListsState;
  /** Ordinals of all current photos, newest first. */
  readonly order: Uint32Array<ArrayBuffer>;
}

const PARTS = ['table', 'files', 'text', 'texts', 'places', 'order'] as const satisfies (keyof IndexState)[];

/** In ms. The clock of some disks counts in steps of two seconds: of a library that just changed, nothing is kept. */
const STEP_OF_CLOCK_MS = 2000;
/** Libraries whose index is kept. */
const MOST_KEPT = 4;
const NEWLINE = 0x0a;
const LONGEST_KEY = 65_536;

/** The state of the file of a library. */
export interface LibraryStamp {
  /** Another one after any change of the library, by whichever program. */
  readonly text: string;
  /** The library changed so long ago that the next change has another stamp in any case. */
  readonly isSettled: boolean;
}

/**
 * Keeps the index of a library in a file, for the next program that reads it: most of a search from a shell is to read
 * the index of all photos. The file is of one state of the library, of one build of the program and of one Node; every
 * other, damaged or cut one is passed over, and is replaced when the index was read from the library. It holds nothing
 * that the library does not, and is for this user only.
 */
export class KeptIndex {
  readonly #file: string;
  readonly #library: string;
  readonly #build: string;

  /**
   * @param library its real path
   * @param build of the program: what it makes of a library may be another with another one
   */
  constructor(library: string, build: string) {
    this.#file = keptIndexPath(library);
    this.#library = library;
    this.#build = build;
  }

  /** Call before the library is read; null: it is being written, so that nothing of it is kept. */
  stamp(): LibraryStamp | null {
    return stampOf(this.#library);
  }

  /**
   * The index as it was kept; null if none was of this state of the library.
   * @param state `LibraryReader.contentState` of the transaction that began after `stamp`
   */
  read({ text }: LibraryStamp, state: string): IndexState | null {
    try {
      const bytes = readFileSync(this.#file);
      const end = bytes.subarray(0, LONGEST_KEY).indexOf(NEWLINE);
      const body = bytes.subarray(end + 1);
      if (bytes.toString('utf8', 0, Math.max(0, end)) !== this.#head(text, state, body)) return null;
      const kept: unknown = deserialize(body);
      return isIndexState(kept) ? kept : null;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        log.warn('the kept index cannot be read', { error });
      return null;
    }
  }

  /** Keeps an index that was read from the library in that state, unless the library has changed since. */
  write(stamp: LibraryStamp, state: string, index: IndexState): void {
    try {
      const body = serialize(index);
      if (!stamp.isSettled || stampOf(this.#library)?.text !== stamp.text) return;
      const head = Buffer.from(`${this.#head(stamp.text, state, body)}\n`);
      makeOwnFolder(path.dirname(this.#file));
      writePrivateFile(this.#file, Buffer.concat([head, body]));
      dropOldest(path.dirname(this.#file));
    } catch (error) {
      // No space, or a folder that cannot be written: the next search reads the library too.
      log.warn('the index cannot be kept', { error });
    }
  }

  /** The first line of the file, which a file of anything else does not have. */
  #head(stamp: string, state: string, body: Uint8Array): string {
    const { node, v8 } = process.versions;
    return JSON.stringify([this.#build, node, v8, this.#library, stamp, state, body.length, crc32(body)]);
  }
}

/** Deletes the indexes that were kept the longest ago, of libraries that may be gone. */
function dropOldest(folder: string): void {
  const files = readdirSync(folder).map((name) => path.join(folder, name));
  const byAge = files
    .map((file) => ({ file, at: statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.at - a.at);
  for (const { file } of byAge.slice(MOST_KEPT)) rmSync(file, { force: true });
}

/** Deletes what is kept of a library, because what it holds may be deleted from the library. @param library its real path */
export function discardKeptIndex(library: string): void {
  try {
    rmSync(keptIndexPath(library), { force: true });
  } catch (error) {
    log.warn('the kept index cannot be deleted', { error });
  }
}

/** The same at the end of work that may change the library. @returns to be called then */
export function discardAfterChange(library: string): () => void {
  const before = stampOf(library);
  return () => {
    if (before === null || stampOf(library)?.text !== before.text) discardKeptIndex(library);
  };
}

function stampOf(library: string): LibraryStamp | null {
  // What is written is there first: while it has content, another program may be writing.
  if ((statSync(`${library}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) return null;
  const found = statSync(library, { bigint: true, throwIfNoEntry: false });
  if (found === undefined) return null;
  const { dev, ino, size, mtimeNs, ctimeNs, mtimeMs } = found;
  const age = Date.now() - Number(mtimeMs);
  return { text: [dev, ino, size, mtimeNs, ctimeNs].join(' '), isSettled: age > STEP_OF_CLOCK_MS };
}

const isIndexState = (kept: unknown): kept is IndexState =>
  typeof kept === 'object' && kept !== null && PARTS.every((part) => part in kept);
