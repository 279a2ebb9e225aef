import type { Library } from '../../app/library.ts';
import { BeachcombError } from '../../domain/error.ts';
import { log } from '../../platform/log/log.ts';

/**
 * Delay between attempts to open a library that could not be opened (busy, a full disk), so that not every request
 * tries.
 */
const TRY_AGAIN_MS = 2000;

/** The library of a process, opened by the first `get` and reopened after a failure or damage. */
export class ReopeningLibrary {
  readonly #open: (onDamaged: () => void) => Promise<Library>;
  #opened: Promise<Library> | null = null;
  #failedAt = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  /** @param open opens it; `onDamaged` is called when the open library is found damaged */
  constructor(open: (onDamaged: () => void) => Promise<Library>) {
    this.#open = open;
  }

  /** @throws the error of the last attempt to open it; BeachcombError `unavailable` after `close` */
  get(): Promise<Library> {
    if (this.#isClosed) return Promise.reject(new BeachcombError('unavailable', 'The program is closing.'));
    if (this.#opened !== null && performance.now() - this.#failedAt <= TRY_AGAIN_MS) return this.#opened;
    this.#failedAt = Number.POSITIVE_INFINITY;
    const opening: Promise<Library> = this.#open(() => void this.#reopen(opening));
    return this.#keep(opening, 'the library cannot be opened');
  }

  /** Closes it for good. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#opened?.then(
      (library) => library.close(),
      // It could not be opened, which was logged then.
      () => {},
    );
  }

  /** Closing and opening a damaged library rebuilds it. Requests that arrive meanwhile wait for the new one. */
  #reopen(damaged: Promise<Library>): void {
    if (this.#isClosed || this.#opened !== damaged) return;
    log.warn('the library is damaged and is opened again');
    const again: Promise<Library> = damaged
      .then((library) => library.close())
      .catch((error: unknown) => log.error('the damaged library cannot be closed', { error }))
      .then(() => this.#open(() => void this.#reopen(again)));
    this.#keep(again, 'the library cannot be opened again');
  }

  #keep(
    opening: Promise<Library>,
    onFailure: 'the library cannot be opened' | 'the library cannot be opened again',
  ): Promise<Library> {
    this.#opened = opening;
    opening.catch((error: unknown) => {
      this.#failedAt = performance.now();
      log.error(onFailure, { error });
    });
    return opening;
  }
}
