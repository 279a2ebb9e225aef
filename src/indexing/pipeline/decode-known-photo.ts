import { dropBytes } from '../../domain/drop-bytes.ts';
import { displayPath } from '../../domain/path-bytes.ts';
import type { DecodedPhoto } from '../../domain/photo.ts';
import type { PhotoFiles } from '../../store/prediction-writer.ts';
import { decodeOrRead } from '../../vision/decode/decode.ts';
import type { CrashMarker } from './crash-marker.ts';
import { readUnchanged } from './read-unchanged.ts';

/**
 * Decodes a photo that was indexed before, from the first of its files that has the same bytes as then; null where
 * none can be read, `unseen` for a film whose frames cannot be decoded here.
 * @throws the signal's reason when aborted
 */
export async function decodeKnownPhoto(
  photo: PhotoFiles,
  marker: CrashMarker,
  signal: AbortSignal,
): Promise<DecodedPhoto | 'unseen' | null> {
  for (const file of photo.files) {
    const bytes = await readUnchanged(file, photo.hash);
    if (!Buffer.isBuffer(bytes)) continue;
    const name = displayPath(file.path).split('/').at(-1) ?? '';
    const decoded = await marker.during(file.id, () =>
      decodeOrRead({ bytes, name, mtime: 0, place: file }, { signal }),
    );
    dropBytes(bytes);
    if ('input' in decoded) return decoded;
    if (!('kind' in decoded)) return 'unseen';
  }
  return null;
}
