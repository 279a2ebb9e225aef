import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fileCalls } from '../platform/files/file-calls.ts';
import type { FolderRow } from '../store/library-rows.ts';

/**
 * Finds the folder of the library that is the same directory under another path: on a case-insensitive disk, or if one
 * disk is mounted twice. Its photos would be found twice.
 * @returns its id; null if there is none
 */
export async function sameFolder(
  folders: readonly Pick<FolderRow, 'id' | 'path'>[],
  wanted: Pick<BigIntStats, 'dev' | 'ino'>,
): Promise<number | null> {
  for (const { id, path } of folders) {
    const place = { root: path, directory: new Uint8Array(), on: 'directory' } as const;
    const known = await fileCalls
      .run(place, () => stat(Buffer.from(path), { bigint: true }))
      .catch(() => null);
    if (known !== null && known.ino !== 0n && known.dev === wanted.dev && known.ino === wanted.ino) return id;
  }
  return null;
}
