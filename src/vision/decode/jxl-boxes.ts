import type { ByteRanges } from './camera-raw/byte-ranges.ts';
import { type IsoBox, isoBoxes } from './iso-boxes.ts';

/** Boxes of a JPEG XL file; none where the file is a bare codestream. */
export function jxlBoxes(file: ByteRanges): IsoBox[] {
  if (file.read(4, 4)?.toString('latin1') !== 'JXL ') return [];
  return [...isoBoxes((at, length) => file.read(at, length), 0, file.size)];
}
