/** Lets many through together, or one alone. */
export class Gate {
  readonly #inside = new Set<Promise<unknown>>();
  #lastAlone: Promise<unknown> = Promise.resolve();

  /** Runs beside others, once those that asked to be alone are done. */
  together<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#lastAlone.then(work);
    this.#inside.add(turn);
    const leave = (): unknown => this.#inside.delete(turn);
    turn.then(leave, leave);
    return turn;
  }

  /** Runs when everyone who came before is done; who comes later waits. Not to be asked for from within. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = Promise.allSettled([...this.#inside, this.#lastAlone]).then(work);
    this.#lastAlone = turn.catch(() => {});
    return turn;
  }
}
