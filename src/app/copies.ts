import path from 'node:path';
import type { Output, ParsedInput } from '../api/contract.ts';
import { logFailure } from '../api/log-failure.ts';
import { BeachcombError, type ErrorKind } from '../domain/error.ts';
import { shownName } from '../domain/path-bytes.ts';
import { copyPhotos } from '../transfer/copy-photos.ts';
import type { CopyEntries } from './copy-entries.ts';

type Wanted = ParsedInput<'copies.start'>;
type State = Output<'copies.get'>;

/** Maximum number of problems listed by name. */
const MOST_LISTED = 20;
const NOTHING: State = {
  working: false,
  done: 0,
  of: 0,
  copied: 0,
  failed: 0,
  stopped: false,
  problems: [],
  failure: null,
};

/** Copies photos into a folder that the user chooses, one run at a time. */
export class Copies {
  readonly #entries: CopyEntries;
  #state: State = NOTHING;
  #stop = new AbortController();
  #run: Promise<void> = Promise.resolve();

  constructor(entries: CopyEntries) {
    this.#entries = entries;
  }

  /**
   * Starts copying; `state` reports the progress.
   * @throws BeachcombError `folder-missing` if the path is not absolute, `unavailable` during another run
   */
  start(wanted: Wanted): void {
    if (!path.isAbsolute(wanted.path))
      throw new BeachcombError('folder-missing', `"${wanted.path}" is not a full path.`);
    if (this.#state.working)
      throw new BeachcombError('unavailable', 'Other photos are being copied just now.');
    this.#stop = new AbortController();
    this.#state = { ...NOTHING, working: true, of: wanted.photos.length };
    this.#run = this.#copy(wanted, this.#stop.signal);
  }

  state(): State {
    return this.#state;
  }

  /** Stops the run after the photo under way. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#run;
  }

  /** Never rejects: errors are reported in the state. */
  async #copy(wanted: Wanted, signal: AbortSignal): Promise<void> {
    const change = (part: Partial<State>): void => {
      this.#state = { ...this.#state, ...part };
    };
    let failure: ErrorKind | null = null;
    try {
      const photos = this.#entries.photosOf(wanted);
      change({ of: photos.length });
      const stopped = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => stopped.resolve(), { once: true });
      await Promise.race([this.#entries.settled(), stopped.promise]);
      await copyPhotos(wanted.path, this.#entries.of(wanted, photos), signal, (problem) => {
        const { done, copied, failed, problems } = this.#state;
        if (problem === null) return change({ done: done + 1, copied: copied + 1 });
        const listed = { name: shownName(problem.name), reason: problem.reason };
        change({
          done: done + 1,
          failed: failed + 1,
          problems: problems.length < MOST_LISTED ? [...problems, listed] : problems,
        });
      });
    } catch (error) {
      if (!signal.aborted) {
        failure = error instanceof BeachcombError ? error.kind : 'internal';
        logFailure('copies.start', error);
      }
    }
    change({ working: false, stopped: signal.aborted && this.#state.done < this.#state.of, failure });
  }
}
