import type { PictureSize } from '../check-size.ts';
import type { ByteRanges } from './byte-ranges.ts';
import type { CameraRaw } from './camera-raw.ts';
import { jpegAt } from './jpeg-frame.ts';
import { asPictureSize } from './sensor-size.ts';

/** Offsets in the header of the file, of which each has a length behind it. */
const JPEG = 84;
const DIRECTORY = 92;
const MOST_ENTRIES = 256;
/** Height and width of the sensor, with and without its borders. */
const FULL_SIZE = 0x100;
const CROPPED_SIZE = 0x111;

/** Finds the JPEG of a Fujifilm RAF file, which has all metadata. */
export function readRaf(file: ByteRanges): CameraRaw {
  const header = file.read(0, DIRECTORY + 8);
  if (header === null) return { jpegs: [], sensor: null, orientation: null, metadata: null };
  const jpeg = jpegAt(file, header.readUInt32BE(JPEG), header.readUInt32BE(JPEG + 4));
  return {
    jpegs: jpeg === null ? [] : [jpeg],
    sensor: sensorIn(file, header.readUInt32BE(DIRECTORY)),
    orientation: null,
    metadata: null,
  };
}

function sensorIn(file: ByteRanges, at: number): PictureSize | null {
  const count = file.read(at, 4)?.readUInt32BE(0) ?? 0;
  const sizes = new Map<number, PictureSize | null>();
  let place = at + 4;
  for (let entry = 0; entry < Math.min(count, MOST_ENTRIES); entry += 1) {
    const head = file.read(place, 4);
    if (head === null) break;
    const [tag, length] = [head.readUInt16BE(0), head.readUInt16BE(2)];
    if (tag === FULL_SIZE || tag === CROPPED_SIZE) {
      const value = length < 4 ? null : file.read(place + 4, 4);
      sizes.set(tag, value === null ? null : asPictureSize(value.readUInt16BE(2), value.readUInt16BE(0)));
    }
    place += 4 + length;
  }
  return sizes.get(CROPPED_SIZE) ?? sizes.get(FULL_SIZE) ?? null;
}
