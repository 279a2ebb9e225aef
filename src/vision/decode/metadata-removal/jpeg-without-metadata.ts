import type { RemovedMetadata } from '../../../domain/exported-metadata.ts';
import {
  isWithoutLength,
  type JpegSegment,
  jpegSegments,
  markerIn,
  START_OF_SCAN,
} from '../jpeg-segments.ts';
import { tiffWithoutMetadata } from './exif-without-metadata.ts';

const [APP0, APP1, APP2, APP14, APP15, COMMENT, END] = [0xe0, 0xe1, 0xe2, 0xee, 0xef, 0xfe, 0xd9];
const EXIF = 'Exif\0\0';
/** The segments of programs that a picture needs to look the same, by their first bytes. */
const KEPT: ReadonlyMap<number, string> = new Map([
  [APP0, 'JFIF\0'],
  [APP2, 'ICC_PROFILE\0'],
  [APP14, 'Adobe'],
]);

/** @returns null where the pixels are not found */
export function jpegWithoutMetadata(jpeg: Buffer, what: RemovedMetadata): Buffer | null {
  const segments = [...jpegSegments(jpeg)];
  const scan = segments.at(-1);
  if (scan?.marker !== START_OF_SCAN) return null;
  const kept = segments.slice(0, -1).map((segment) => segmentWithout(jpeg, segment, what));
  return Buffer.concat([
    jpeg.subarray(0, 2),
    ...kept,
    jpeg.subarray(scan.start, endOfPicture(jpeg, scan.end)),
  ]);
}

function segmentWithout(jpeg: Buffer, { marker, start, end }: JpegSegment, what: RemovedMetadata): Buffer {
  const whole = jpeg.subarray(start, end);
  const content = whole.subarray(4);
  const begins = (text: string): boolean => content.toString('latin1', 0, text.length) === text;
  if (marker === APP1 && begins(EXIF)) {
    const tiff = tiffWithoutMetadata(content.subarray(EXIF.length), what);
    if (tiff === null) return Buffer.alloc(0);
    const head = Buffer.from([0xff, APP1, 0, 0]);
    head.writeUInt16BE(2 + EXIF.length + tiff.length, 2);
    return Buffer.concat([head, Buffer.from(EXIF, 'latin1'), tiff]);
  }
  const isOfPrograms = marker >= APP0 && marker <= APP15;
  const beginning = KEPT.get(marker);
  if (isOfPrograms) return beginning !== undefined && begins(beginning) ? whole : Buffer.alloc(0);
  return marker === COMMENT && what === 'none' ? Buffer.alloc(0) : whole;
}

/** The offset behind the end of the picture; what follows may be a film, or another picture with its own place. */
function endOfPicture(jpeg: Buffer, from: number): number {
  for (let at = markerIn(jpeg, from); at !== null; ) {
    const marker = jpeg[at + 1] ?? END;
    if (marker === END) return at + 2;
    const isLong = !isWithoutLength(marker) && at + 4 <= jpeg.length;
    at = markerIn(jpeg, isLong ? at + 2 + jpeg.readUInt16BE(at + 2) : at + 2);
  }
  return jpeg.length;
}
