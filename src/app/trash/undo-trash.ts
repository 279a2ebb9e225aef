import { lstat, stat } from 'node:fs/promises';
import process from 'node:process';
import type { Output } from '../../api/contract.ts';
import type { ErrorReason } from '../../domain/error-reason.ts';
import { shownName } from '../../domain/path-bytes.ts';
import { fileCalls } from '../../platform/files/file-calls.ts';
import { StalledError } from '../../platform/files/stalled-error.ts';
import { log as logger } from '../../platform/log/log.ts';
import { isRunning } from '../../platform/process/is-running.ts';
import { identityAt } from '../../platform/trash/file-identity.ts';
import { giveUpPlace, type TrashPlace, trashFailure } from '../../platform/trash/move-to-trash.ts';
import { isExpected, restoreFromTrash } from '../../platform/trash/restore-from-trash.ts';
import type { RestoredFile, TrashedFile, TrashLog } from '../../store/trash-log.ts';
import type { WithPaths } from './with-paths.ts';

/** Files that are noted in one transaction. */
const BATCH = 50;
/** Files that are named in an answer. */
const MOST_NAMED = 20;
/** In ms: the process of a note may be another program that has its number by now. */
const OLD_AFTER_MS = 3_600_000;

export const trashPlaceOf = ({ trashFile, trashInfo }: TrashedFile): TrashPlace | null =>
  trashFile === null || trashInfo === null
    ? null
    : { file: Buffer.from(trashFile), info: Buffer.from(trashInfo) };

/** Runs a call on the drive of a trashed file, within its limit. */
export const inDirectory = <T>({ original }: TrashedFile, work: () => Promise<T>): Promise<T> => {
  const root = original.subarray(0, Math.max(1, original.lastIndexOf(0x2f)));
  return fileCalls.run({ root, directory: new Uint8Array(), on: 'file' }, work);
};

/** Moves the files of a run back where they were; those that cannot be stay in the trash. */
export async function undoTrash(log: TrashLog, run: number): Promise<WithPaths<Output<'trash.undo'>>> {
  const files = log.moved(run);
  const paths: Uint8Array[] = [];
  const problems: { name: string; reason: ErrorReason }[] = [];
  for (let at = 0; at < files.length; at += BATCH) {
    const back: RestoredFile[] = [];
    for (const file of files.slice(at, at + BATCH))
      try {
        back.push(await inDirectory(file, () => restoreOne(file)));
        paths.push(file.original);
      } catch (error) {
        logger.warn('a file could not be moved back from the trash', { error });
        const isStalled = error instanceof StalledError;
        const reason: ErrorReason = isStalled ? { code: 'not-responding' } : trashFailure(error);
        problems.push({ name: shownName(file.name), reason });
      }
    log.restore(back);
  }
  const [failed, named] = [problems.length, problems.slice(0, MOST_NAMED)];
  return { outcome: { files: files.length - failed, failed, problems: named }, paths };
}

async function restoreOne(file: TrashedFile): Promise<RestoredFile> {
  const original = Buffer.from(file.original);
  const place = trashPlaceOf(file);
  if (place !== null) await restoreFromTrash(place, original, file);
  // Of a link, what it leads to was scanned.
  const found = await stat(original, { bigint: true }).catch(() => lstat(original, { bigint: true }));
  const { size, mtimeNs, ctimeNs } = found;
  return {
    id: file.id,
    size: Number(size),
    mtime: Number(mtimeNs / 1000n),
    ctime: Number(ctimeNs / 1000n),
  };
}

/**
 * Ends moves that a crash interrupted: a file that is in the trash leaves the index, one that is still where it was
 * gives its place in the trash up. What a process that still runs moves just now is left to it.
 */
export async function recoverTrash(log: TrashLog): Promise<void> {
  const moved: number[] = [];
  const stayed: number[] = [];
  for (const file of log.intended()) {
    if (file.process !== process.pid && isRunning(file.process) && Date.now() - file.at < OLD_AFTER_MS)
      continue;
    try {
      const isMoved = await inDirectory(file, () => wasMoved(file));
      (isMoved ? moved : stayed).push(file.id);
    } catch (error) {
      logger.warn('it is not known yet whether a file was moved to the trash', { error });
    }
  }
  if (moved.length + stayed.length === 0) return;
  logger.info('moves to the trash were interrupted and are ended', {
    detail: `${moved.length} moved, ${stayed.length} not`,
  });
  log.settle(moved, stayed);
}

async function wasMoved(file: TrashedFile): Promise<boolean> {
  const place = trashPlaceOf(file);
  if (place === null) return (await identityAt(Buffer.from(file.original))) === null;
  const found = await identityAt(place.file);
  if (found !== null && isExpected(found, file)) return true;
  await giveUpPlace(place);
  return false;
}
