import type { RawFormat } from '../../../domain/photo-format.ts';
import { ProblemError } from '../../../domain/problem.ts';
import type { PictureSize } from '../check-size.ts';
import { jpegMetadataPart } from '../jpeg-metadata-part.ts';
import { ByteRanges } from './byte-ranges.ts';
import type { CameraRaw } from './camera-raw.ts';
import { orientationOfJpeg, orientedJpeg } from './oriented-jpeg.ts';
import { readCr3 } from './read-cr3.ts';
import { readRaf } from './read-raf.ts';
import { readTiffRaw } from './read-tiff-raw.ts';
import { readX3f } from './read-x3f.ts';

/** The picture in a camera's raw file, as it can be shown and searched. */
export interface PictureInRaw {
  /** The largest JPEG of the file, with the file's orientation in its EXIF. */
  readonly jpeg: Buffer;
  /** Upright size of the sensor's picture, or of the JPEG where the file does not give it. */
  readonly size: PictureSize;
  /** What metadata is read from: a small TIFF file, or a part of the JPEG; null where there is none. */
  readonly metadata: Uint8Array | null;
}

/** What finds the pictures of a file: one row a format. */
export const RAW_READERS = {
  cr2: readTiffRaw,
  cr3: readCr3,
  nef: readTiffRaw,
  arw: readTiffRaw,
  dng: readTiffRaw,
  raf: readRaf,
  orf: readTiffRaw,
  rw2: readTiffRaw,
  pef: readTiffRaw,
  srw: readTiffRaw,
  x3f: readX3f,
} as const satisfies Record<RawFormat, (file: ByteRanges) => CameraRaw | null>;

/**
 * Finds the picture that a camera put into its raw file. Reads ranges of the file; the data of the sensor is not
 * touched.
 * @throws ProblemError `no-preview` if there is none, `damaged` if its directories refer to too much
 */
export function pictureInRaw(bytes: Uint8Array, format: RawFormat): PictureInRaw {
  const raw = RAW_READERS[format](new ByteRanges(bytes));
  const [largest] = (raw?.jpegs ?? []).toSorted((a, b) => pixelsOf(b.size) - pixelsOf(a.size));
  if (raw === null || largest === undefined)
    throw new ProblemError('no-preview', { code: 'no-jpeg', format: format.toUpperCase() });
  const own = orientationOfJpeg(largest.bytes);
  // What the metadata is read from comes first.
  const stated = raw.metadata === null ? [own, raw.orientation] : [raw.orientation, own];
  const orientation = stated.find(isOrientation) ?? 1;
  const sensor = raw.sensor ?? largest.size;
  return {
    jpeg: orientedJpeg(largest.bytes, orientation),
    size: orientation >= 5 ? [sensor[1], sensor[0]] : sensor,
    metadata: raw.metadata ?? jpegMetadataPart(largest.bytes),
  };
}

const pixelsOf = ([width, height]: PictureSize): number => width * height;
const isOrientation = (value: number | null): value is number => value !== null && value >= 1 && value <= 8;
