import type { PictureSize } from '../check-size.ts';
import type { TiffDirectories, TiffDirectory } from './tiff-directories.ts';

const WIDTH = 0x100;
const HEIGHT = 0x101;
const DEFAULT_CROP_SIZE = 0xc620;
const EXIF_WIDTH = 0xa002;
const EXIF_HEIGHT = 0xa003;
/** Panasonic: top, left, bottom and right border of the picture on the sensor. */
const BORDERS = [4, 5, 6, 7] as const;
/** A sensor has some columns more than the picture; a smaller part is that of another picture. */
const LEAST_PART = 0.8;
const LONGEST_SIDE = 65_535;

/** Whether a size may be that of a picture; null if not. */
export function asPictureSize(width: number | null, height: number | null): PictureSize | null {
  if (width === null || height === null) return null;
  const sides = [width, height];
  return sides.every((side) => side > 0 && side <= LONGEST_SIDE) ? [width, height] : null;
}

const pixelsOf = ([width, height]: PictureSize): number => width * height;

/** Size of the sensor's picture by the directories of a file; null if they do not give it. */
export function sensorOf(
  tiff: TiffDirectories,
  directories: readonly TiffDirectory[],
  exif: TiffDirectory | null,
): PictureSize | null {
  const sizes = directories.map((directory) => sizeOf(tiff, directory)).filter((size) => size !== null);
  const largest = sizes.toSorted((a, b) => pixelsOf(b) - pixelsOf(a))[0] ?? null;
  const number = (tag: number): number | null => tiff.number(exif?.entries.get(tag));
  const stated = asPictureSize(number(EXIF_WIDTH), number(EXIF_HEIGHT));
  if (stated === null || largest === null) return stated ?? largest;
  const part = pixelsOf(stated) / pixelsOf(largest);
  return part >= LEAST_PART ? stated : largest;
}

function sizeOf(tiff: TiffDirectories, { entries }: TiffDirectory): PictureSize | null {
  const [cropWidth = null, cropHeight = null] = tiff.numbers(entries.get(DEFAULT_CROP_SIZE), 2);
  const [top, left, bottom, right] = BORDERS.map((tag) => tiff.number(entries.get(tag)) ?? 0);
  const number = (tag: number): number | null => tiff.number(entries.get(tag));
  return (
    asPictureSize(cropWidth, cropHeight) ??
    asPictureSize((right ?? 0) - (left ?? 0), (bottom ?? 0) - (top ?? 0)) ??
    asPictureSize(number(WIDTH), number(HEIGHT))
  );
}
