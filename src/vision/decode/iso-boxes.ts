/** A box of the ISO base media format (ISO/IEC 14496-12), as in CR3, JPEG XL, HEIC and MP4 files. */
export interface IsoBox {
  /** Four characters. */
  readonly type: string;
  /** Offset of its content in the file. */
  readonly at: number;
  /** Bytes of its content, cut where the file ends. */
  readonly length: number;
}

/** A box that was found in a file. */
export interface FoundBox extends IsoBox {
  /** It would end behind the range that it is in: the file was cut. */
  readonly isCut: boolean;
}

/** A file with some hundred boxes is usual; with more it is not read further. */
const MOST_BOXES = 4096;

/**
 * Boxes of a range of a file, one after the other. Ends at a box with a size that cannot be.
 * @param read a range of the file, null if it is not completely inside
 * @param from offset of the first box
 * @param end offset behind the last one
 */
export function* isoBoxes(
  read: (at: number, length: number) => Buffer | null,
  from: number,
  end: number,
): Generator<FoundBox, void> {
  for (let at = from, boxes = 0; at + 8 <= end && boxes < MOST_BOXES; boxes += 1) {
    const head = read(at, 8);
    if (head === null) return;
    const type = head.toString('latin1', 4, 8);
    const short = head.readUInt32BE(0);
    const long = short === 1 ? read(at + 8, 8) : null;
    const header = long === null ? 8 : 16;
    // 0: to the end of the file.
    const size = long !== null ? Number(long.readBigUInt64BE(0)) : short === 0 ? end - at : short;
    if (size < header) return;
    const isCut = at + size > end;
    yield { type, at: at + header, length: Math.max(0, Math.min(at + size, end) - at - header), isCut };
    at += size;
  }
}
