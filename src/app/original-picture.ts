import type { PicturePart } from '../api/picture-response.ts';
import { BeachcombError } from '../domain/error.ts';
import { FORMATS, isFilmFormat, type PhotoFormat } from '../domain/photo-format.ts';
import { readPhoto, readPhotoPart } from '../platform/files/read-photo.ts';
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

const PART_BYTES = 512 * 1024;
/** A picture that is converted is in memory as a whole: one at a time, and so many wait at most. */
const MOST_WAITING = 8;
let waiting = 0;
let lastConversion: Promise<unknown> = Promise.resolve();

/** Runs conversions one after the other. @throws BeachcombError `unavailable` if too many wait already */
function convert<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= MOST_WAITING)
    throw new BeachcombError('unavailable', 'Too many pictures are being converted just now.');
  waiting += 1;
  const turn = lastConversion.then(work).finally(() => {
    waiting -= 1;
  });
  lastConversion = turn.catch(() => {});
  return turn;
}

/**
 * A part of the first readable file of a photo. A format that no browser shows is converted, and all of the rest of it
 * is the part.
 * @param version of the part before this one; null for the first
 * @throws BeachcombError `not-found`, `unavailable`: also of a film that no browser plays
 */
export async function originalPart(
  format: PhotoFormat,
  places: readonly FilePlaceRow[],
  from: number,
  version: string | null,
): Promise<PicturePart> {
  const type = FORMATS[format].browserType;
  for (const { folderPath, path } of places) {
    const part = await readPhotoPart(folderPath, path, from, type === null ? 0 : PART_BYTES);
    if (!('bytes' in part) || (version !== null && part.version !== version)) continue;
    if (type !== null) return { type, ...part };
    const shown = await convert(() => originalPicture(format, [{ folderPath, path }])).catch(
      (error: unknown) => {
        if (error instanceof BeachcombError && error.kind === 'not-found') return null;
        throw error;
      },
    );
    if (shown === null) continue;
    return {
      type: shown.type,
      bytes: shown.bytes.subarray(from),
      size: shown.bytes.length,
      version: part.version,
    };
  }
  throw new BeachcombError('not-found', 'None of the files of this photo can be read just now.');
}

/**
 * A part of the film that lies in the file of a photo, from the first of its files that can be read.
 * @param film where it lies in the file, and its length, in bytes
 * @throws BeachcombError `not-found`
 */
export async function embeddedPart(
  film: { readonly at: number; readonly bytes: number },
  places: readonly Pick<FilePlaceRow, 'folderPath' | 'path'>[],
  from: number,
  version: string | null,
): Promise<PicturePart> {
  const most = Math.max(0, Math.min(PART_BYTES, film.bytes - from));
  for (const { folderPath, path } of places) {
    const part = await readPhotoPart(folderPath, path, film.at + from, most);
    if (!('bytes' in part) || (version !== null && part.version !== version)) continue;
    // The file is another one now, which the next scan finds.
    if (part.size < film.at + film.bytes) continue;
    return { type: FORMATS.mp4.browserType ?? UNKNOWN_TYPE, ...part, size: film.bytes };
  }
  throw new BeachcombError('not-found', 'The film of this photo cannot be read just now.');
}

/**
 * The first readable file of a photo as a whole, as a picture for a browser. A film has none.
 * @param without a format that the caller cannot read, although browsers can
 */
export async function originalPicture(
  format: PhotoFormat,
  places: readonly Pick<FilePlaceRow, 'folderPath' | 'path'>[],
  without: PhotoFormat | null = null,
): Promise<Picture> {
  if (isFilmFormat(format)) throw new BeachcombError('unavailable', 'A film is not a picture.');
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
