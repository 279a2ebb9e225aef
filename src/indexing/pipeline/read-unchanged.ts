import { createHash } from 'node:crypto';
import { dropBytes } from '../../domain/drop-bytes.ts';
import type { Problem } from '../../domain/problem.ts';
import { readPhoto } from '../../platform/files/read-photo.ts';
import type { PhotoFile } from '../../store/prediction-writer.ts';
import { DEFAULT_LIMITS } from '../../vision/decode/decode-limits.ts';

/**
 * Reads a file of a photo that was indexed before.
 * @param hash SHA-256 of the photo
 * @returns null if the file has other content now, which the next scan finds
 */
export async function readUnchanged(
  { folder, path }: Pick<PhotoFile, 'folder' | 'path'>,
  hash: Uint8Array,
): Promise<Buffer | Problem | null> {
  const bytes = await readPhoto(folder, path, DEFAULT_LIMITS.maxBytes);
  if (!Buffer.isBuffer(bytes) || createHash('sha256').update(bytes).digest().equals(hash)) return bytes;
  dropBytes(bytes);
  return null;
}
