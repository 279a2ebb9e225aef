import type { TakenAtSource } from '../../domain/metadata.ts';
import { FORMATS, type PhotoFormat } from '../../domain/photo-format.ts';

/** One of several files of the same picture. */
export interface Copy {
  /** In pixels, like `height`. */
  readonly width: number;
  readonly height: number;
  readonly format: PhotoFormat;
  /** In bytes. */
  readonly size: number;
  readonly camera: string | null;
  /** Degrees; null if unknown. */
  readonly latitude: number | null;
  /** Source of its time; null if the time is unknown. */
  readonly takenFrom: TakenAtSource | null;
  /** Last modification, in microseconds since 1970. */
  readonly mtime: number;
}

/** What the camera wrote; other times may have been given later. */
const FROM_CAMERA: readonly (TakenAtSource | null)[] = ['exif-original', 'exif-digitized', 'gps'];

/** A higher number is better; the first criterion that differs decides. */
const MERITS: readonly ((copy: Copy) => number)[] = [
  ({ width, height }) => width * height,
  // Before the format, because a JPEG from the camera is better than a PNG converted from it.
  ({ camera, latitude, takenFrom }) =>
    [camera !== null, latitude !== null, FROM_CAMERA.includes(takenFrom)].filter(Boolean).length,
  ({ format }) => -FORMATS[format].duplicateRank,
  ({ size }) => size,
  ({ mtime }) => -mtime,
];

/**
 * Sorts the copies of a picture, the one to keep first: most pixels, then most metadata (camera, place, a time from the
 * camera), the format nearer to the original, most bytes, the oldest file. The sort is stable.
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
