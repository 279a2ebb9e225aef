import { jpegSegments } from '../jpeg-segments.ts';
import { ByteRanges } from './byte-ranges.ts';
import { TiffDirectories } from './tiff-directories.ts';

const APP1 = 0xe1;
const EXIF = Buffer.from('Exif\0\0', 'latin1');
/** A TIFF with one directory of one entry: orientation, one SHORT. */
const ORIENTATION_TIFF = 'II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0';
const VALUE_AT = 18;
const ORIENTATION = 0x112;

/** Places of the EXIF segments of a JPEG. */
function exifSegments(jpeg: Buffer): { readonly start: number; readonly end: number }[] {
  return [...jpegSegments(jpeg)].filter(
    ({ marker, start }) => marker === APP1 && jpeg.subarray(start + 4, start + 10).equals(EXIF),
  );
}

/** A JPEG with another EXIF orientation (1 to 8), and nothing else in its EXIF. Its pixels stay as they are. */
export function orientedJpeg(jpeg: Buffer, orientation: number): Buffer {
  const tiff = Buffer.from(ORIENTATION_TIFF, 'latin1');
  tiff.writeUInt16LE(orientation, VALUE_AT);
  const content = Buffer.concat([EXIF, tiff]);
  const head = Buffer.from([0xff, APP1, 0, content.length + 2]);
  const parts = [jpeg.subarray(0, 2), head, content];
  let at = 2;
  for (const { start, end } of exifSegments(jpeg)) {
    parts.push(jpeg.subarray(at, start));
    at = end;
  }
  return Buffer.concat([...parts, jpeg.subarray(at)]);
}

/** EXIF orientation of a JPEG; null if it has none. */
export function orientationOfJpeg(jpeg: Buffer): number | null {
  const [segment] = exifSegments(jpeg);
  if (segment === undefined) return null;
  const exif = new ByteRanges(jpeg.subarray(segment.start + 4 + EXIF.length, segment.end));
  const opened = TiffDirectories.open(exif);
  return opened?.tiff.number(opened.tiff.directory(opened.first)?.entries.get(ORIENTATION)) ?? null;
}
