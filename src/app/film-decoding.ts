import { BeachcombError } from '../domain/error.ts';
import type { FilmDecoder, FilmOutcome, KeyFrames } from '../domain/key-frames.ts';
import type { IndexerCommand } from '../indexing/process/message.ts';
import { log } from '../platform/log/log.ts';

/** In ms since a decoder last asked for a film: then it has left. It asks every 15 seconds, or more often. */
const PRESENT_MS = 45_000;
/** In ms: five key frames are decoded in a second or two. */
const DECODED_WITHIN_MS = 60_000;

interface Film {
  /** The number that the decoder has for it. */
  readonly id: number;
  readonly task: number;
  readonly keyFrames: KeyFrames;
  isTaken: boolean;
}

interface Options {
  /** Sends a command to the indexer. */
  readonly send: (command: IndexerCommand) => void;
  /** Whether the user lets films be decoded by the window. */
  readonly isOn: () => boolean;
}

/**
 * Between the indexer and a decoder of films: the indexer has at most one film decoded at a time, and the decoder comes
 * for it. A decoder that does not return with it has lost it, which is counted against the film.
 */
export class FilmDecoding {
  readonly #options: Options;
  #decoder: FilmDecoder | null = null;
  #film: Film | null = null;
  #last = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  /** The indexer has a film for the decoder. */
  onFilm(task: number, keyFrames: KeyFrames): void {
    this.#last += 1;
    this.#film = { id: this.#last, task, keyFrames, isTaken: false };
  }

  /** The indexer was started again: it waits for nothing. */
  onRestart(): void {
    this.#film = null;
  }

  /** A decoder is there. @returns the film that it takes; null if there is none for it */
  next(decoder: FilmDecoder): { readonly film: number; readonly keyFrames: KeyFrames } | null {
    if (!this.#options.isOn()) {
      this.#leave();
      return null;
    }
    const film = this.#film;
    // Another page has it, and its time runs.
    if (film?.isTaken === true) return null;
    this.#startTimer(PRESENT_MS, () => this.#leave());
    if (this.#decoder !== decoder) {
      this.#decoder = decoder;
      this.#options.send({ command: 'filmDecoder', decoder });
    }
    if (film === null) return null;
    film.isTaken = true;
    this.#startTimer(DECODED_WITHIN_MS, () => this.#lose(film));
    return { film: film.id, keyFrames: film.keyFrames };
  }

  /** @throws BeachcombError `not-found` for another film than the one that was taken */
  settle(id: number, outcome: FilmOutcome): void {
    const film = this.#film;
    if (film === null || !film.isTaken || film.id !== id)
      throw new BeachcombError('not-found', `Film ${id} is not being decoded.`);
    this.#end(film, outcome);
    this.#startTimer(PRESENT_MS, () => this.#leave());
  }

  #end({ task }: Film, outcome: FilmOutcome): void {
    this.#film = null;
    this.#options.send({ command: 'filmDecoded', task, outcome });
  }

  #lose(film: Film): void {
    log.warn('the decoder of films did not return with a film');
    this.#end(film, { result: 'lost' });
    this.#leave();
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#film = null;
    if (this.#decoder === null) return;
    this.#decoder = null;
    this.#options.send({ command: 'filmDecoder', decoder: null });
  }

  #startTimer(ms: number, work: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(work, ms);
    this.#timer.unref();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#film = null;
  }
}
