import { ProblemError } from '../../../domain/problem.ts';

/** Directories, boxes and headers of a camera's file are read up to this many bytes; usual are 200 KB. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * Ranges of a file. What is read of it is bounded, whatever its directories claim: a raw file of 50 MB costs no more
 * than a small one.
 */
export class ByteRanges {
  readonly #bytes: Uint8Array;
  #left = MOST_BYTES;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Bytes of the file. */
  get size(): number {
    return this.#bytes.length;
  }

  /** Number of bytes read so far. */
  get bytesRead(): number {
    return MOST_BYTES - this.#left;
  }

  /**
   * A range of the file; null if it is not completely inside.
   * @throws ProblemError `damaged` above the limit of all ranges together
   */
  read(at: number, length: number): Buffer | null {
    if (!this.isInside(at, length)) return null;
    this.#left -= length;
    if (this.#left < 0) throw new ProblemError('damaged', { code: 'too-many-references' });
    return this.picture(at, length);
  }

  isInside(at: number, length: number): boolean {
    return at >= 0 && length >= 0 && at + length <= this.size;
  }

  /** An embedded picture, cut where the file ends. It is not counted, because one at most is decoded. */
  picture(at: number, length: number): Buffer {
    const { buffer, byteOffset } = this.#bytes;
    const end = Math.min(at + length, this.size);
    return Buffer.from(buffer, byteOffset + at, Math.max(0, end - at));
  }
}
