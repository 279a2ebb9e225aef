import { BeachcombError } from '../domain/error.ts';
import { FORMATS, type PhotoFormat } from '../domain/photo-format.ts';
import { readPhoto } from '../platform/files/read-photo.ts';
import type { FilePlaceRow } from '../store/library-rows.ts';
import { DEFAULT_LIMITS } from '../vision/decode/decode-limits.ts';
import { formatOfBytes } from '../vision/decode/format-of-bytes.ts';
import type { Picture } from './library.ts';

/** Media type of bytes that no browser shows. */
export const UNKNOWN_TYPE = 'application/octet-stream';

/** Media type of a picture that every browser can show, detected from its bytes. */
export function pictureType(bytes: Uint8Array): string {
  const format = formatOfBytes(bytes);
  return (typeof format === 'string' ? FORMATS[format].browserType : null) ?? UNKNOWN_TYPE;
}

/**
 * The first readable file of a photo, as a picture for a browser.
 * @param without a format that the caller cannot read, although browsers can
 */
export async function originalPicture(
  format: PhotoFormat,
  places: readonly FilePlaceRow[],
  without: PhotoFormat | null = null,
): Promise<Picture> {
  for (const { folderPath, path } of places) {
    const bytes = await readPhoto(folderPath, path, DEFAULT_LIMITS.maxBytes);
    if (!Buffer.isBuffer(bytes)) continue;
    const type = format === without ? null : FORMATS[format].browserType;
    if (type !== null) return { type, bytes };
    // Imported on demand: most pictures need no decoder, and it uses much memory.
    const { decodeForDisplay } = await import('../vision/decode/decode.ts');
    const shown = await decodeForDisplay(bytes);
    if (shown !== null) return { type: 'image/jpeg', bytes: shown };
  }
  throw new BeachcombError('not-found', 'None of the files of this photo can be read just now.');
}
