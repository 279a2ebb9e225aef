import type { PictureSize } from './check-size.ts';
import { isoBoxes } from './iso-boxes.ts';
import { jpegSegments } from './jpeg-segments.ts';

/** Width and height in pixels as they are stored, and whether the container turns them by a right angle. */
export interface StoredSize {
  readonly size: PictureSize;
  readonly isTurned: boolean;
}

/** Reads the size of a picture from the first bytes of its file. @throws RangeError where they end too early */
export type SizeReader = (head: Buffer) => StoredSize | null;

const stored = (width: number, height: number, isTurned = false): StoredSize => ({
  size: [width, height],
  isTurned,
});

/** Of a format whose head does not state the size, or not simply. */
export const sizeUnknown: SizeReader = () => null;

export const sizeOfPng: SizeReader = (head) => stored(head.readUInt32BE(16), head.readUInt32BE(20));
export const sizeOfGif: SizeReader = (head) => stored(head.readUInt16LE(6), head.readUInt16LE(8));
export const sizeOfBmp: SizeReader = (head) =>
  stored(Math.abs(head.readInt32LE(18)), Math.abs(head.readInt32LE(22)));

export function sizeOfJpeg(head: Buffer): StoredSize | null {
  for (const { marker, start } of jpegSegments(head)) {
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return stored(head.readUInt16BE(start + 7), head.readUInt16BE(start + 5));
  }
  return null;
}

export function sizeOfWebp(head: Buffer): StoredSize | null {
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8X':
      return stored(head.readUIntLE(24, 3) + 1, head.readUIntLE(27, 3) + 1);
    case 'VP8L': {
      const bits = head.readUInt32LE(21);
      return stored((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
    }
    case 'VP8 ':
      return stored(head.readUInt16LE(26) & 0x3fff, head.readUInt16LE(28) & 0x3fff);
    default:
      return null;
  }
}

/** The largest of the sizes that a HEIF file states is that of the whole picture; the others are its tiles. */
export function sizeOfHeif(head: Buffer): StoredSize | null {
  const read = (at: number, length: number): Buffer | null =>
    at + length <= head.length ? head.subarray(at, at + length) : null;
  const children = (from: number, length: number) => [...isoBoxes(read, from, from + length)];
  const meta = children(0, head.length).find(({ type }) => type === 'meta');
  if (meta === undefined) return null;
  const properties = children(meta.at + 4, meta.length - 4)
    .filter(({ type }) => type === 'iprp')
    .flatMap(({ at, length }) => children(at, length))
    .filter(({ type }) => type === 'ipco')
    .flatMap(({ at, length }) => children(at, length));
  const sizes = properties
    .filter(({ type }) => type === 'ispe')
    .map(({ at }): PictureSize => [head.readUInt32BE(at + 4), head.readUInt32BE(at + 8)]);
  const [largest] = sizes.toSorted((a, b) => b[0] * b[1] - a[0] * a[1]);
  const turns = properties.filter(({ type }) => type === 'irot').map(({ at }) => head.readUInt8(at) & 3);
  return largest === undefined
    ? null
    : stored(
        ...largest,
        turns.some((turn) => turn % 2 === 1),
      );
}
