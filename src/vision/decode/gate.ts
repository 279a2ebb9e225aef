/** A shared-exclusive lock. */
export class Gate {
  readonly #inside = new Set<Promise<unknown>>();
  #lastAlone: Promise<unknown> = Promise.resolve();

  /** Runs in parallel with others, after pending exclusive tasks. */
  together<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#lastAlone.then(work);
    this.#inside.add(turn);
    const leave = (): unknown => this.#inside.delete(turn);
    turn.then(leave, leave);
    return turn;
  }

  /** Runs exclusively, after all earlier tasks; later tasks wait. Must not be called from within a task. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = Promise.allSettled([...this.#inside, this.#lastAlone]).then(work);
    this.#lastAlone = turn.catch(() => {});
    return turn;
  }
}
