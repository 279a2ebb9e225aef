import type { ByteRanges } from './byte-ranges.ts';
import type { CameraRaw, EmbeddedJpeg } from './camera-raw.ts';
import { jpegAt } from './jpeg-frame.ts';
import { asPictureSize } from './sensor-size.ts';

/** From this version on, the size lies further behind in the header. */
const VERSION_4 = 4 << 16;
const SIZE_BEFORE_4 = 28;
const SIZE_SINCE_4 = 40;
const MOST_SECTIONS = 64;
/** Bytes of the header of a picture section before its data. */
const SECTION_HEAD = 28;
/** EXIF orientation by the degrees of the header, clockwise. */
const ORIENTATIONS: Readonly<Record<number, number>> = { 0: 1, 90: 6, 180: 3, 270: 8 };

/** Finds the JPEGs of a Sigma X3F file by the directory at its end. The metadata is that of the JPEG. */
export function readX3f(file: ByteRanges): CameraRaw {
  const header = file.read(0, SIZE_SINCE_4 + 12);
  const end = file.read(file.size - 4, 4);
  if (header === null || end === null) return { jpegs: [], sensor: null, orientation: null, metadata: null };
  const sizeAt = header.readUInt32LE(4) >= VERSION_4 ? SIZE_SINCE_4 : SIZE_BEFORE_4;
  const number = (at: number): number => header.readUInt32LE(sizeAt + at);
  return {
    jpegs: sections(file, end.readUInt32LE(0)),
    sensor: asPictureSize(number(0), number(4)),
    orientation: ORIENTATIONS[number(8)] ?? null,
    metadata: null,
  };
}

function sections(file: ByteRanges, at: number): EmbeddedJpeg[] {
  const head = file.read(at, 12);
  if (head?.toString('latin1', 0, 4) !== 'SECd') return [];
  const count = Math.min(head.readUInt32LE(8), MOST_SECTIONS);
  const jpegs: EmbeddedJpeg[] = [];
  for (let section = 0; section < count; section += 1) {
    const entry = file.read(at + 12 + section * 12, 12);
    if (entry === null) break;
    const type = entry.toString('latin1', 8, 12);
    if (type !== 'IMA2' && type !== 'IMAG') continue;
    const jpeg = jpegAt(
      file,
      entry.readUInt32LE(0) + SECTION_HEAD,
      Math.max(0, entry.readUInt32LE(4) - SECTION_HEAD),
    );
    if (jpeg !== null) jpegs.push(jpeg);
  }
  return jpegs;
}
