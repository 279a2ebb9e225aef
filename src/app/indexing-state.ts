import type { Status } from '../api/contract.ts';
import type { BeachcombError } from '../domain/error.ts';
import type { Progress } from '../indexing/pipeline/progress.ts';

export const IDLE: Progress = {
  phase: 'idle',
  found: 0,
  listed: 0,
  decoded: 0,
  done: 0,
  problems: 0,
  photosPerSecond: 0,
  secondsLeft: null,
  analysis: null,
  device: null,
  pausedBy: null,
  watching: null,
};

/** Last report of the indexer: its progress, its restarts, and why it ended. */
export class IndexingState {
  #progress: Progress = IDLE;
  #restarts = 0;
  #scans = 0;
  #failure: BeachcombError | null;

  /** @param failure why there is no indexer, if that is an error */
  constructor(failure: BeachcombError | null) {
    this.#failure = failure;
  }

  onProgress(progress: Progress): void {
    if (this.isScanning() && progress.phase !== 'scanning') this.#scans += 1;
    this.#progress = progress;
    this.#failure = null;
  }

  onRestart(): void {
    this.#restarts += 1;
  }

  onFailed(error: BeachcombError): void {
    this.#failure = error;
  }

  isScanning(): boolean {
    return this.#failure === null && this.#progress.phase === 'scanning';
  }

  /** @param hasIndexer false if the library was opened without one */
  view(
    hasIndexer: boolean,
  ): Omit<Status, 'engine' | 'films' | 'revision' | 'recovered' | 'histories' | 'photos' | 'people'> {
    const { phase } = this.#progress;
    const isStopped = this.#failure !== null || !hasIndexer;
    return {
      ...this.#progress,
      phase: isStopped ? 'stopped' : phase === 'deriving' ? 'indexing' : phase,
      stoppedBy: this.#failure?.kind ?? null,
      isLockedElsewhere: this.#failure?.reason?.code === 'library-indexed',
      restarts: this.#restarts,
      scans: this.#scans,
    };
  }
}
