import { lstat, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import { joinPath } from '../../domain/path-bytes.ts';
import type { Problem } from '../../domain/problem.ts';
import { storedDetail } from '../../domain/problem-detail.ts';
import { log } from '../log/log.ts';
import { fileCalls } from './file-calls.ts';
import { StalledError } from './stalled-error.ts';

const SEPARATOR = path.sep.charCodeAt(0);

/** Whether a real path is a folder's, or below it; both absolute, without links. */
export function isBelow(place: Buffer, root: Buffer): boolean {
  const prefix = root.at(-1) === SEPARATOR ? root : Buffer.concat([root, Buffer.of(SEPARATOR)]);
  return place.equals(root) || place.subarray(0, prefix.length).equals(prefix);
}

/**
 * Why a link of a folder is not followed: what it leads to is not there, or lies outside the folder. Null for what is no
 * link, or one that may be followed.
 * @param folder absolute path of the folder, which may itself be a link
 * @param file path relative to the folder
 */
export async function linkProblem(folder: Uint8Array, file: Uint8Array): Promise<Problem | null> {
  const directory = file.subarray(0, Math.max(0, file.lastIndexOf(0x2f)));
  const place = { root: folder, directory, on: 'file' } as const;
  try {
    return await fileCalls.run(place, () => findLinkProblem(folder, file));
  } catch (error) {
    if (!(error instanceof StalledError)) throw error;
    // Expected of a drive that is away: it is not known what the link leads to.
    log.debug('a link cannot be resolved', { error });
    return null;
  }
}

async function findLinkProblem(folder: Uint8Array, file: Uint8Array): Promise<Problem | null> {
  const full = joinPath(folder, file);
  const stats = await lstat(full).catch(() => null);
  if (!stats?.isSymbolicLink()) return null;
  const [root, place] = await Promise.all(
    [Buffer.from(folder), full].map((one) => realpath(one, 'buffer').catch(() => null)),
  );
  if (root == null) return null;
  if (place != null)
    return isBelow(place, root)
      ? null
      : { kind: 'link-outside', detail: storedDetail({ code: 'link-target-outside' }) };
  const target = await readlink(full, 'latin1').catch(() => '');
  const code = target.includes('.git/annex/') ? 'link-target-in-annex' : 'link-target-missing';
  return { kind: 'link-broken', detail: storedDetail({ code }) };
}
