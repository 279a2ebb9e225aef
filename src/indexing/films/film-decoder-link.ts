import type { FilmDecoder, FilmOutcome, KeyFrames } from '../../domain/key-frames.ts';
import { log } from '../../platform/log/log.ts';

/** In ms: the parent of this process has a shorter limit, so this one ends only what was lost on the way. */
const ANSWER_WITHIN_MS = 180_000;

interface Sent {
  readonly task: number;
  readonly settle: (outcome: FilmOutcome | null) => void;
}

/** The link to a decoder outside of the indexer, where one is there: one film at a time. */
export class FilmDecoderLink {
  readonly #send: (task: number, film: KeyFrames) => void;
  #decoder: FilmDecoder | null;
  #last = 0;
  #sent: Sent | null = null;

  /**
   * @param send sends a film towards the decoder
   * @param decoder that is there already
   */
  constructor(send: (task: number, film: KeyFrames) => void, decoder: FilmDecoder | null) {
    this.#send = send;
    this.#decoder = decoder;
  }

  /** Null while none is there. */
  get decoder(): FilmDecoder | null {
    return this.#decoder;
  }

  /** A decoder came, or left: then the film that it had waits for the next one. */
  change(decoder: FilmDecoder | null): void {
    this.#decoder = decoder;
    if (decoder === null) this.release();
  }

  /** Other work is due: what is being decoded waits for the next run. */
  release(): void {
    this.#sent?.settle(null);
  }

  /** What came back for a film; of one that nobody waits for any more, nothing. */
  settle(task: number, outcome: FilmOutcome): void {
    if (this.#sent?.task === task) this.#sent.settle(outcome);
    else log.debug('frames of a film came too late');
  }

  /** Has a film decoded. @returns null where the decoder left, or other work is due */
  decode(film: KeyFrames, signal: AbortSignal): Promise<FilmOutcome | null> {
    if (this.#decoder === null || signal.aborted) return Promise.resolve(null);
    this.#last += 1;
    const task = this.#last;
    return new Promise((resolve) => {
      const settle = (outcome: FilmOutcome | null): void => {
        clearTimeout(late);
        signal.removeEventListener('abort', onAbort);
        this.#sent = null;
        resolve(outcome);
      };
      const onAbort = (): void => settle(null);
      const late = setTimeout(() => settle({ result: 'lost' }), ANSWER_WITHIN_MS);
      signal.addEventListener('abort', onAbort, { once: true });
      this.#sent = { task, settle };
      this.#send(task, film);
    });
  }
}
