import type { PhotoFormat } from '../domain/file.ts';
import type { TakenAtSource } from '../domain/metadata.ts';

/** One of several files of the same picture. */
export interface Copy {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly format: PhotoFormat;
  readonly bytes: number;
  /** It names its camera, lens or place. */
  readonly hasMetadata: boolean;
  /** Where its time comes from; null where no time is known. */
  readonly takenFrom: TakenAtSource | null;
  /** Time of the file's last change, microseconds since 1970. */
  readonly mtime: number;
  readonly name: string;
}

/** What cameras write and what loses nothing, before what pictures are turned into to be sent or shown. */
const FORMATS: readonly PhotoFormat[] = ['heic', 'tiff', 'png', 'bmp', 'jpeg', 'avif', 'webp', 'gif'];
/** What the camera wrote; other times may have been given later. */
const FROM_CAMERA: readonly (TakenAtSource | null)[] = ['exif-original', 'exif-digitized', 'gps'];

/** Each: the larger number is better. The first that differs decides. */
const MERITS: readonly ((copy: Copy) => number)[] = [
  ({ width, height }) => width * height,
  // Before the format: a JPEG from the camera is better than the PNG that was made of it.
  ({ hasMetadata, takenFrom }) => Number(hasMetadata) + Number(FROM_CAMERA.includes(takenFrom)),
  ({ format }) => -FORMATS.indexOf(format),
  ({ bytes }) => bytes,
  ({ mtime }) => -mtime,
  // "IMG_1.jpg" before "IMG_1 (1).jpg".
  ({ name }) => -name.length,
];

/**
 * The copies of a picture, the one to keep first: most pixels, then most metadata (camera or place; a time from
 * the camera), the format nearer to the original, most bytes, the oldest file, the shortest name.
 */
export function bestFirst<T extends Copy>(copies: readonly T[]): T[] {
  return copies.toSorted((a, b) => {
    for (const merit of MERITS) {
      const difference = merit(b) - merit(a);
      if (difference !== 0) return difference;
    }
    return a.name < b.name ? -1 : Number(a.name > b.name);
  });
}
