import { readSync } from 'node:fs';
import { ProblemError } from '../../domain/problem.ts';

/** Larger than any frame of a film that a phone or a camera writes, and than the index of ten hours. */
const MOST_AT_ONCE = 48 * 1024 * 1024;
/** Of all ranges together. */
const MOST_BYTES = 256 * 1024 * 1024;
/** A film without an index would otherwise be read piece by piece. */
const MOST_READS = 20_000;

/** A film's file, read by ranges, in a thread where that may block. What a damaged file can ask for is limited. */
export class FilmBytes {
  readonly #descriptor: number;
  readonly size: number;
  #bytes = 0;
  #reads = 0;

  /** @param descriptor of an open file */
  constructor(descriptor: number, size: number) {
    this.#descriptor = descriptor;
    this.size = size;
  }

  /**
   * A range of the file; null if it is not completely inside.
   * @throws ProblemError `damaged` for too large a range, or too many
   */
  read(at: number, length: number): Buffer | null {
    if (at < 0 || length < 0 || at + length > this.size) return null;
    this.#count(length);
    const bytes = Buffer.allocUnsafeSlow(length);
    for (let got = 0; got < length; ) {
      const count = readSync(this.#descriptor, bytes, got, length - got, at + got);
      if (count === 0) return null;
      got += count;
    }
    return bytes;
  }

  #count(length: number): void {
    this.#bytes += length;
    this.#reads += 1;
    if (length > MOST_AT_ONCE || this.#bytes > MOST_BYTES || this.#reads > MOST_READS)
      throw new ProblemError('damaged', { code: 'film-scattered' });
  }
}
