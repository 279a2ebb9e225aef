import type { ByteRanges } from './byte-ranges.ts';

/** Bytes of a value by its type, 1 to 13. */
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4] as const;
const MOST_ENTRIES = 1024;

/** One entry of a directory. */
export interface TiffEntry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Offset of its values in the file. */
  readonly at: number;
  /** Bytes of its values. */
  readonly length: number;
}

export interface TiffDirectory {
  readonly entries: ReadonlyMap<number, TiffEntry>;
  /** Offset of the following directory, relative to the header; 0 for none. */
  readonly next: number;
}

/** Reads directories of a TIFF structure, which may begin anywhere in a file, and which may not be trusted. */
export class TiffDirectories {
  readonly file: ByteRanges;
  /** Offset of the header in the file: offsets of the structure count from there. */
  readonly start: number;
  readonly isLittle: boolean;

  constructor(file: ByteRanges, start: number, isLittle: boolean) {
    this.file = file;
    this.start = start;
    this.isLittle = isLittle;
  }

  /**
   * Opens a structure by its header.
   * @param magic numbers that may follow the byte order; 42 is TIFF itself
   * @returns also the offset of the first directory; null if there is no such header
   */
  static open(
    file: ByteRanges,
    start = 0,
    magic: readonly number[] = [42],
  ): { readonly tiff: TiffDirectories; readonly first: number } | null {
    const head = file.read(start, 8);
    if (head === null) return null;
    const order = head.toString('latin1', 0, 2);
    if (order !== 'II' && order !== 'MM') return null;
    const isLittle = order === 'II';
    const number = isLittle ? head.readUInt16LE(2) : head.readUInt16BE(2);
    if (!magic.includes(number)) return null;
    const first = isLittle ? head.readUInt32LE(4) : head.readUInt32BE(4);
    return { tiff: new TiffDirectories(file, start, isLittle), first };
  }

  /** The directory at an offset; null if it is not inside the file. Entries whose values are outside are left out. */
  directory(offset: number): TiffDirectory | null {
    const at = this.start + offset;
    const count = this.#short(this.file.read(at, 2), 0);
    if (count === null || count > MOST_ENTRIES) return null;
    const table = this.file.read(at + 2, count * 12);
    if (table === null) return null;
    const entries = new Map<number, TiffEntry>();
    for (let i = 0; i < count; i += 1) {
      const entry = this.#entry(table, i * 12, at + 2);
      if (entry !== null && !entries.has(entry.tag)) entries.set(entry.tag, entry);
    }
    const next = this.file.read(at + 2 + count * 12, 4);
    return { entries, next: next === null ? 0 : this.#long(next, 0) };
  }

  #entry(table: Buffer, at: number, tableAt: number): TiffEntry | null {
    const tag = this.#short(table, at) ?? 0;
    const type = this.#short(table, at + 2) ?? 0;
    const count = this.#long(table, at + 4);
    const length = (SIZES[type] ?? 0) * count;
    if (length === 0) return null;
    const valueAt = length <= 4 ? tableAt + at + 8 : this.start + this.#long(table, at + 8);
    return this.file.isInside(valueAt, length) ? { tag, type, count, at: valueAt, length } : null;
  }

  /** Whole numbers of an entry, at most `most`; empty if it is absent or of another type. */
  numbers(entry: TiffEntry | undefined, most: number): number[] {
    if (entry === undefined || ![1, 3, 4, 5, 13].includes(entry.type)) return [];
    const size = SIZES[entry.type] ?? 0;
    const count = Math.min(entry.count, most);
    const bytes = this.file.read(entry.at, count * size);
    if (bytes === null) return [];
    return Array.from({ length: count }, (_, i) => {
      if (size === 1) return bytes.readUInt8(i);
      if (size === 2) return this.#short(bytes, i * 2) ?? 0;
      // A fraction, of sizes that are not always whole numbers.
      return size === 4 ? this.#long(bytes, i * 4) : this.#fraction(bytes, i * 8);
    });
  }

  /** The first number of an entry; null if it has none. */
  number(entry: TiffEntry | undefined): number | null {
    return this.numbers(entry, 1)[0] ?? null;
  }

  #fraction(bytes: Buffer, at: number): number {
    const under = this.#long(bytes, at + 4);
    return under === 0 ? 0 : Math.round(this.#long(bytes, at) / under);
  }

  #short(bytes: Buffer | null, at: number): number | null {
    if (bytes === null) return null;
    return this.isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
  }

  #long(bytes: Buffer, at: number): number {
    return this.isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  }
}
