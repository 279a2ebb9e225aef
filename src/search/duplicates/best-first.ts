import type { TakenAtSource } from '../../domain/metadata.ts';
import { FORMATS, type PhotoFormat } from '../../domain/photo-format.ts';

/** One of several files of the same picture. */
export interface Copy {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly format: PhotoFormat;
  /** Bytes. */
  readonly size: number;
  readonly camera: string | null;
  /** Degrees; null where no place is known. */
  readonly latitude: number | null;
  /** Where its time comes from; null where no time is known. */
  readonly takenFrom: TakenAtSource | null;
  /** Time of the file's last change, microseconds since 1970. */
  readonly mtime: number;
}

/** What the camera wrote; other times may have been given later. */
const FROM_CAMERA: readonly (TakenAtSource | null)[] = ['exif-original', 'exif-digitized', 'gps'];

/** Each: the larger number is better. The first that differs decides. */
const MERITS: readonly ((copy: Copy) => number)[] = [
  ({ width, height }) => width * height,
  // Before the format: a JPEG from the camera is better than the PNG that was made of it.
  ({ camera, latitude, takenFrom }) =>
    [camera !== null, latitude !== null, FROM_CAMERA.includes(takenFrom)].filter(Boolean).length,
  ({ format }) => -FORMATS[format].duplicateRank,
  ({ size }) => size,
  ({ mtime }) => -mtime,
];

/**
 * The copies of a picture, the one to keep first: most pixels, then most metadata (camera, place, a time from the
 * camera), the format nearer to the original, most bytes, the oldest file; else as they come.
 */
export function bestFirst<T extends Copy>(copies: readonly T[]): T[] {
  return copies.toSorted((a, b) => {
    for (const merit of MERITS) {
      const difference = merit(b) - merit(a);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}
