/** Streams of pictures at once; more are refused. The viewer needs two or three. */
export const MOST_PICTURE_STREAMS = 32;
/** In ms. A client that takes nothing for so long gives its place to the next one. */
export const STALLED_AFTER_MS = 10_000;

/** Limits how many pictures are read at once, so that slow clients bound neither memory nor the disk. */
export class PictureStreams {
  readonly #most: number;
  readonly #now: () => number;
  /** When each was last read, in ms; the longest waiting first. */
  readonly #open = new Map<object, number>();

  constructor(most: number = MOST_PICTURE_STREAMS, now: () => number = () => performance.now()) {
    this.#most = most;
    this.#now = now;
  }

  get open(): number {
    return this.#open.size;
  }

  /**
   * Takes a place for a stream until it is read to its end, fails, or is closed by its reader.
   * @returns null if every place is taken by a client that keeps reading
   */
  take(body: AsyncIterable<Uint8Array>): AsyncIterableIterator<Uint8Array> | null {
    const [longest] = this.#open;
    if (this.#open.size >= this.#most && longest !== undefined) {
      const [stalled, since] = longest;
      if (this.#now() - since < STALLED_AFTER_MS) return null;
      this.#open.delete(stalled);
    }
    const source = body[Symbol.asyncIterator]();
    const place = {};
    const leave = (): boolean => this.#open.delete(place);
    this.#open.set(place, this.#now());
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: async () => {
        if (!leave()) throw new Error('This picture was not read for too long.');
        this.#open.set(place, this.#now());
        try {
          const result = await source.next();
          if (result.done === true) leave();
          return result;
        } catch (error) {
          leave();
          throw error;
        }
      },
      return: async () => {
        leave();
        await source.return?.();
        return { done: true, value: undefined };
      },
    };
  }
}
