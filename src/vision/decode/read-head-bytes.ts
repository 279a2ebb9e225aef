import type { Problem } from '../../domain/problem.ts';
import { readPhotoPart } from '../../platform/files/read-photo.ts';
import { formatOfBytes } from './format-of-bytes.ts';
import { FIRST_BYTES, headNeeded } from './read-head.ts';

/**
 * Reads the first bytes of a photo's file with its metadata, as a range: 64 kB, or up to 1 MB of a JPEG that has more.
 * @param path relative to the folder
 * @param ofOthers most bytes of a file that is no JPEG, whose metadata may lie behind its pixels
 * @returns why they cannot be read, if so
 */
export async function readHeadBytes(
  folder: Uint8Array,
  path: Uint8Array,
  ofOthers = FIRST_BYTES,
): Promise<Buffer | Problem> {
  const first = await readPhotoPart(folder, path, 0, FIRST_BYTES);
  if (!('bytes' in first)) return first;
  const { bytes, size } = first;
  const needed = formatOfBytes(bytes) === 'jpeg' ? headNeeded(bytes) : ofOthers;
  if (needed <= bytes.length || bytes.length === size) return bytes;
  const more = await readPhotoPart(folder, path, 0, needed);
  return 'bytes' in more ? more.bytes : more;
}
