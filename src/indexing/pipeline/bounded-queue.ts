/** A queue between two stages: the producer waits while it is full, the consumer while it is empty. */
export class BoundedQueue<T> {
  readonly #items: T[] = [];
  readonly #limit: () => number;
  readonly #weightOf: (item: T) => number;
  readonly #waiting = new Set<() => void>();
  #weight = 0;
  #ended = false;

  /** @param limit maximum total weight of its items, which may change; the last one may exceed it */
  constructor(limit: number | (() => number), weightOf: (item: T) => number = () => 1) {
    this.#limit = typeof limit === 'number' ? () => limit : limit;
    this.#weightOf = weightOf;
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
    while (this.#weight >= this.#limit() && !this.#ended) await this.#changed();
    this.#items.push(item);
    this.#weight += this.#weightOf(item);
    this.#wake();
  }

  /** Closes the queue: no more items will be added. */
  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** Resolves to up to `most` items once that many are available or the queue is closed; empty at the end. */
  async take(most: number): Promise<T[]> {
    while (this.#items.length < most && !this.#ended) await this.#changed();
    const taken = this.#items.splice(0, most);
    for (const item of taken) this.#weight -= this.#weightOf(item);
    this.#wake();
    return taken;
  }
}
