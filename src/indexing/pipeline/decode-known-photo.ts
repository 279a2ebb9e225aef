import { createHash } from 'node:crypto';
import { dropBytes } from '../../domain/drop-bytes.ts';
import { displayPath } from '../../domain/path-bytes.ts';
import type { DecodedPhoto } from '../../domain/photo.ts';
import { readPhoto } from '../../platform/files/read-photo.ts';
import type { OutdatedPhoto } from '../../store/prediction-writer.ts';
import { decode } from '../../vision/decode/decode.ts';
import { DEFAULT_LIMITS } from '../../vision/decode/decode-limits.ts';
import type { CrashMarker } from './crash-marker.ts';

/**
 * Decodes a photo that was indexed before, from the first of its files that has the same bytes as then; null where
 * none can be read.
 * @throws the signal's reason when aborted
 */
export async function decodeKnownPhoto(
  photo: OutdatedPhoto,
  marker: CrashMarker,
  signal: AbortSignal,
): Promise<DecodedPhoto | null> {
  for (const { id, folder, path } of photo.files) {
    const bytes = await readPhoto(folder, path, DEFAULT_LIMITS.maxBytes);
    if (!Buffer.isBuffer(bytes)) continue;
    if (!createHash('sha256').update(bytes).digest().equals(photo.hash)) {
      dropBytes(bytes);
      continue;
    }
    const name = displayPath(path).split('/').at(-1) ?? '';
    const decoded = await marker.during(id, () => decode({ bytes, name, mtime: 0 }, { signal }));
    dropBytes(bytes);
    if ('input' in decoded) return decoded;
  }
  return null;
}
