import { link, lstat, rename, rm } from 'node:fs/promises';
import { BeachcombError } from '../../domain/error.ts';
import { makeChosenFolder } from '../files/make-chosen-folder.ts';
import { log } from '../log/log.ts';
import { identityAt } from './file-identity.ts';
import type { TrashPlace } from './move-to-trash.ts';

const SLASH = 0x2f;
/** What file systems without a second name for one file report. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES'];

/** What identifies a file that may have been moved: its size in bytes, its last change in microseconds since 1970. */
export interface TrashedIdentity {
  readonly size: number;
  readonly mtime: number;
}

const refusal = (code: 'not-in-trash' | 'place-taken', cause?: unknown): BeachcombError =>
  new BeachcombError('unavailable', code, { cause, reason: { code } });

/**
 * Moves a file from the trash back to where it was; a directory that is gone is made again. What is at its place
 * meanwhile is never replaced.
 * @param file absolute path of its original place
 * @throws BeachcombError with reason `not-in-trash`, `place-taken`; Error of the file system
 */
export async function restoreFromTrash(
  place: TrashPlace,
  file: Buffer,
  expected: TrashedIdentity,
): Promise<void> {
  const found = await identityAt(place.file);
  if (found === null || !isExpected(found, expected)) throw refusal('not-in-trash');
  if ((await identityAt(file)) !== null) throw refusal('place-taken');
  await makeChosenFolder(file.subarray(0, Math.max(1, file.lastIndexOf(SLASH))));
  await putBack(place.file, file);
  await rm(place.info, { force: true }).catch((error: unknown) =>
    log.warn('the note of a restored file stays in the trash', { error }),
  );
}

export const isExpected = (
  found: { readonly size: bigint; readonly mtimeNs: bigint },
  { size, mtime }: TrashedIdentity,
): boolean => Number(found.size) === size && Number(found.mtimeNs / 1000n) === mtime;

/** A second name first, because it fails where anything is: renaming would replace that. */
async function putBack(from: Buffer, to: Buffer): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw refusal('place-taken', error);
    if (!NO_LINKS.includes(code)) throw error;
    return rename(from, to);
  }
  const [one, other] = await Promise.all([from, to].map((file) => lstat(file, { bigint: true })));
  // Both names are of the same file: only the one in the trash goes.
  if (one?.ino === other?.ino && one?.dev === other?.dev) await rm(from);
}
