/** A queue between two stages: the one before waits while it is full, the one after while it is empty. */
export class BoundedQueue<T> {
  readonly #items: T[] = [];
  readonly #limit: number;
  readonly #waiting = new Set<() => void>();
  #ended = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  #changed(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }

  async push(item: T): Promise<void> {
    while (this.#items.length >= this.#limit && !this.#ended) await this.#changed();
    this.#items.push(item);
    this.#wake();
  }

  /** No more will come. */
  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** Up to `most` items, waiting until so many are there or no more will come; empty at the end. */
  async take(most: number): Promise<T[]> {
    while (this.#items.length < most && !this.#ended) await this.#changed();
    const taken = this.#items.splice(0, most);
    this.#wake();
    return taken;
  }
}
