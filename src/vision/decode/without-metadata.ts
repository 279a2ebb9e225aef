import type { RemovedMetadata } from '../../domain/exported-metadata.ts';
import { isPictureFormat, type PictureFormat } from '../../domain/photo-format.ts';
import { formatOfBytes } from './format-of-bytes.ts';
import { heifWithoutMetadata } from './metadata-removal/heif-without-metadata.ts';
import { jpegWithoutMetadata } from './metadata-removal/jpeg-without-metadata.ts';
import { pngWithoutMetadata } from './metadata-removal/png-without-metadata.ts';
import { webpWithoutMetadata } from './metadata-removal/webp-without-metadata.ts';

/** How metadata is removed from each format without encoding the picture again; null: it cannot be. */
const REMOVERS: Record<PictureFormat, ((bytes: Buffer, what: RemovedMetadata) => Buffer | null) | null> = {
  jpeg: jpegWithoutMetadata,
  png: pngWithoutMetadata,
  webp: webpWithoutMetadata,
  heic: heifWithoutMetadata,
  avif: heifWithoutMetadata,
  // It has none.
  bmp: (bytes) => bytes,
  gif: null,
  tiff: null,
  jxl: null,
};

/**
 * The same picture, to the pixel and with its colour profile and orientation, without metadata. Without the place, what
 * EXIF has beside it stays; XMP, IPTC and what other programs added go as a whole, because each may name a place. A film
 * behind the picture (live photo) goes too.
 * @returns null for a format, or an unusual file, that it cannot be removed from
 */
export function withoutMetadata(bytes: Buffer, what: RemovedMetadata): Buffer | null {
  const format = formatOfBytes(bytes);
  return typeof format === 'string' && isPictureFormat(format)
    ? (REMOVERS[format]?.(bytes, what) ?? null)
    : null;
}
