import type { DirectoryCompanions } from '../../domain/companion.ts';
import type { ErrorReason } from '../../domain/error-reason.ts';
import type { FoundFile, UnreadableDirectory } from '../../domain/file.ts';
import { displayPath, joinPath } from '../../domain/path-bytes.ts';
import { log } from '../../platform/log/log.ts';
import type { IndexWriter } from '../../store/index-writer.ts';
import type { ChosenFolder } from '../../store/scanned-files.ts';
import { isKnownGone, type KnownAndFound, ScanComparison } from '../scan/compare.ts';
import { parentKey, pathKey } from '../scan/path-key.ts';
import { scan } from '../scan/scan.ts';
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
  /** Number of files already in the library. */
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
 */
export async function scanFolder(
  writer: IndexWriter,
  folder: ChosenFolder,
  signal: AbortSignal,
  look: WatchedLook | null,
  now: () => number,
): Promise<FolderScan> {
  const comparison = new ScanComparison({
    directories: () => writer.scanned.knownDirectories(folder.id),
    files: (directory) => writer.scanned.knownFiles(folder.id, directory),
  });
  const listed = new Set<string>();
  const passedBy = new Set<string>();
  const companions: DirectoryCompanions[] = [];
  const unreadable: UnreadableDirectory[] = [];
  const result = {
    folder: folder.id,
    path: displayPath(folder.path),
    known: writer.scanned.countKnown(folder.id),
    found: 0,
    new: 0,
    changed: 0,
  };
  const touched: TouchedFile[] = [];
  /** @param time time of its last change, microseconds since 1970 */
  const isSettled = (file: FoundFile, time: number): boolean => {
    const age = now() - time / 1000;
    // The age is unknown if the time is in the future (wrong clock).
    if (look === null || age < 0 || age >= SETTLED_MS) return true;
    look.unsettled(parentKey(pathKey(file.path)));
    return false;
  };
  let complete = false;
  try {
    const part = {
      from: look?.from ?? null,
      enters(path: Buffer): boolean {
        const enters = look?.enters(path) ?? true;
        if (!enters) passedBy.add(pathKey(path));
        return enters;
      },
      onDirectory(path: Buffer): void {
        listed.add(pathKey(path));
        look?.onDirectory(path);
      },
    };
    const otherFolders = writer.scanned
      .folders()
      .filter(({ id }) => id !== folder.id)
      .map(({ path }) => path);
    const { excluded } = folder;
    for await (const batch of scan(folder.path, { excluded, otherFolders, signal, look: part })) {
      const difference = comparison.add(batch.files);
      const fresh = difference.new.filter((found) => isSettled(found, found.mtime));
      const changed = difference.changed.filter(({ found }) => isSettled(found, found.mtime));
      for (const { known, found } of difference.touched.filter(isRead))
        if (isSettled(found, found.ctime)) touched.push({ id: known.id, found });
      writer.scanned.addFiles(folder.id, fresh);
      writer.scanned.changeFiles(changed.map(({ known, found }) => ({ id: known.id, found })));
      writer.scanned.setCtimes(
        [...difference.untimed, ...difference.touched.filter((file) => !isRead(file))].map(
          ({ known, found }) => ({ id: known.id, ctime: found.ctime }),
        ),
      );
      unreadable.push(...batch.unreadable);
      companions.push(...batch.companions);
      result.found += batch.files.length;
      result.new += fresh.length;
      result.changed += changed.length;
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
  writer.companions.replace(folder.id, companions, (directory) =>
    isKnownGone(pathKey(directory), { listed, closed }),
  );
  return {
    ...result,
    touched,
    missing: comparison.missing({ listed, closed }).map(({ id }) => id),
    unreadable: unreadable.map(({ path, reason }) => ({
      path: displayPath(joinPath(folder.path, path)),
      reason,
    })),
    unreachable: null,
  };
}

/** True if its content is ever read; videos and files that exist only in the cloud are not read. */
const isRead = ({ found }: KnownAndFound): boolean => found.kind === 'photo' && !found.cloudOnly;
