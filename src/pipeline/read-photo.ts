import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Problem, ProblemKind } from '../domain/problem.ts';

const KIND_OF_CODE: Readonly<Record<string, ProblemKind>> = {
  ENOENT: 'vanished',
  ENOTDIR: 'vanished',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
};

/**
 * Reads a whole file, for reading only. Neither a link nor a device that took a photo's place since the scan
 * is followed or waited for.
 * @param maxBytes a larger file is a problem, `too-large`
 */
export async function readPhoto(path: Buffer, maxBytes: number): Promise<Buffer | Problem> {
  try {
    const file = await open(
      path,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    try {
      const { size } = await file.stat();
      if (size > maxBytes) return { kind: 'too-large', detail: `${size} bytes` };
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    return { kind: KIND_OF_CODE[code] ?? 'read-error', detail: code || message };
  }
}
