import type { DirectoryCompanions } from '../../domain/companion.ts';
import type { ErrorReason } from '../../domain/error-reason.ts';
import type { FoundFile, UnreadableDirectory } from '../../domain/file.ts';
import { displayPath, joinPath } from '../../domain/path-bytes.ts';
import { parentKey, pathKey } from '../../domain/path-key.ts';
import { log } from '../../platform/log/log.ts';
import type { IndexWriter } from '../../store/index-writer.ts';
import type { ChosenFolder } from '../../store/scanned-files.ts';
import { type Difference, isKnownGone, type KnownAndFound, ScanComparison } from '../scan/compare.ts';
import { type Look, scan } from '../scan/scan.ts';
import { ScanRootError } from '../scan/scan-root-error.ts';
import type { WatchedLook } from '../scan/watch-folder.ts';

/** A known file of which only the ctime changed. */
export interface TouchedFile {
  readonly id: number;
  readonly found: FoundFile;
}

/** Result of one scan of a folder. */
export interface FolderScan {
  readonly folder: number;
  /** Absolute path of the folder, to be shown. */
  readonly path: string;
  /** Number of files already in the library, without those that were already missing. */
  readonly known: number;
  readonly found: number;
  readonly new: number;
  readonly changed: number;
  /** Photos of which only the ctime changed: `recheckTouched` reads them again. */
  readonly touched: readonly TouchedFile[];
  /** Known files that are missing. */
  readonly missing: readonly number[];
  /** Directories that could not be listed, by their absolute paths. */
  readonly unreadable: readonly { readonly path: string; readonly reason: ErrorReason }[];
  /** Why the folder could not be read at all. */
  readonly unreachable: ErrorReason | null;
}

/** A file changed more recently than this (in ms) may still be being written. */
const SETTLED_MS = 1800;

/**
 * Scans one folder, or the part of it in which a watch detected changes, and writes new and changed files to the
 * library. Missing files are only reported, because they may have been moved, which is known only after the new files
 * are indexed.
 * @param look scan of a watched folder: a file that was changed just now waits for the next one
 * @param now ms since 1970
 * @param onBatch called when the new files of a batch are in the library; the scan goes on when it resolves
 */
export async function scanFolder(
  writer: IndexWriter,
  folder: ChosenFolder,
  signal: AbortSignal,
  look: WatchedLook | null,
  now: () => number,
  onBatch: () => Promise<void> = async () => {},
): Promise<FolderScan> {
  const comparison = comparisonWithKnown(writer, folder);
  const listed = new Set<string>();
  const passedBy = new Set<string>();
  const companions: DirectoryCompanions[] = [];
  const unreadable: UnreadableDirectory[] = [];
  const result = nothingFound(writer, folder);
  const touched: TouchedFile[] = [];
  const isSettled = settledCheck(look, now);
  let complete = false;
  try {
    const part = trackedLook(look, listed, passedBy);
    const otherFolders = pathsOfOthers(writer, folder);
    const { excluded } = folder;
    for await (const batch of scan(folder.path, { excluded, otherFolders, signal, look: part })) {
      const written = writeBatch(writer, folder.id, comparison.add(batch.files), isSettled);
      touched.push(...written.touched);
      unreadable.push(...batch.unreadable);
      companions.push(...batch.companions);
      result.found += batch.files.length;
      result.new += written.new;
      result.changed += written.changed;
      await onBatch();
    }
    writer.scanned.setReachable(folder.id);
    complete = true;
  } catch (error) {
    if (!(error instanceof ScanRootError)) throw error;
    // Expected: the drive is disconnected. The library keeps the reason.
    log.debug('a folder cannot be reached', { error });
    writer.scanned.setUnreachable(folder.id, error.message);
    return { ...result, touched: [], missing: [], unreadable: [], unreachable: error.reason };
  } finally {
    look?.end(complete);
  }
  const closed = new Set([...passedBy.difference(listed), ...unreadable.map(({ path }) => pathKey(path))]);
  const seen = { listed, closed };
  writer.companions.replace(folder.id, companions, (directory) => isKnownGone(pathKey(directory), seen));
  return {
    ...result,
    touched,
    missing: comparison.missing(seen).map(({ id }) => id),
    unreadable: shownUnreadable(folder, unreadable),
    unreachable: null,
  };
}

/** Compares with the files of the folder that are in the library. */
function comparisonWithKnown(writer: IndexWriter, { id }: ChosenFolder): ScanComparison {
  return new ScanComparison({
    directories: () => writer.scanned.knownDirectories(id),
    files: (directory) => writer.scanned.knownFiles(id, directory),
  });
}

/** The counts of a scan before its first batch. */
function nothingFound(writer: IndexWriter, { id, path }: ChosenFolder) {
  return {
    folder: id,
    path: displayPath(path),
    known: writer.scanned.countKnown(id),
    found: 0,
    new: 0,
    changed: 0,
  };
}

/** Unreadable directories, by their absolute paths. */
function shownUnreadable(
  folder: ChosenFolder,
  unreadable: readonly UnreadableDirectory[],
): FolderScan['unreadable'] {
  return unreadable.map(({ path, reason }) => ({ path: displayPath(joinPath(folder.path, path)), reason }));
}

/** Absolute paths of the other folders of the library. */
function pathsOfOthers(writer: IndexWriter, folder: ChosenFolder): Uint8Array[] {
  return writer.scanned
    .folders()
    .filter(({ id }) => id !== folder.id)
    .map(({ path }) => path);
}

/** @param time time of its last change, microseconds since 1970 */
type SettledCheck = (file: FoundFile, time: number) => boolean;

/** A file that is not settled is reported to the look: its directory is scanned again. */
function settledCheck(look: WatchedLook | null, now: () => number): SettledCheck {
  return (file, time) => {
    const age = now() - time / 1000;
    // The age is unknown if the time is in the future (wrong clock).
    if (look === null || age < 0 || age >= SETTLED_MS) return true;
    look.unsettled(parentKey(pathKey(file.path)));
    return false;
  };
}

/**
 * The look of a scan, or everything if null, with a record of its extent.
 * @param listed receives the key of each directory that is listed
 * @param passedBy receives the key of each directory that is not entered
 */
function trackedLook(look: WatchedLook | null, listed: Set<string>, passedBy: Set<string>): Look {
  return {
    from: look?.from ?? null,
    enters(path) {
      const enters = look?.enters(path) ?? true;
      if (!enters) passedBy.add(pathKey(path));
      return enters;
    },
    onDirectory(path) {
      listed.add(pathKey(path));
      look?.onDirectory(path);
    },
  };
}

/**
 * Writes the settled files of one batch to the library.
 * @returns the numbers of new and changed files written, and the photos of which only the ctime changed
 */
function writeBatch(
  writer: IndexWriter,
  folder: number,
  difference: Difference,
  isSettled: SettledCheck,
): { readonly new: number; readonly changed: number; readonly touched: readonly TouchedFile[] } {
  const fresh = difference.new.filter((found) => isSettled(found, found.mtime));
  const changed = difference.changed.filter(({ found }) => isSettled(found, found.mtime));
  const touched = difference.touched
    .filter(isRead)
    .filter(({ found }) => isSettled(found, found.ctime))
    .map(({ known, found }) => ({ id: known.id, found }));
  writer.scanned.setThere(difference.back.map(({ id }) => id));
  writer.scanned.addFiles(folder, fresh);
  writer.scanned.changeFiles(changed.map(({ known, found }) => ({ id: known.id, found })));
  writer.scanned.setCtimes(
    [...difference.untimed, ...difference.touched.filter((file) => !isRead(file))].map(
      ({ known, found }) => ({ id: known.id, ctime: found.ctime }),
    ),
  );
  return { new: fresh.length, changed: changed.length, touched };
}

/** True if its content is ever read; videos and files that exist only in the cloud are not read. */
const isRead = ({ found }: KnownAndFound): boolean => found.kind === 'photo' && !found.cloudOnly;
