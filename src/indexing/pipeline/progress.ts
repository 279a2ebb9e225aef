import type { AnalysisProgress } from '../../domain/analyser.ts';
import type { Device } from '../../domain/device.ts';
import type { IndexingPhase, Watching } from '../../domain/indexing-phase.ts';
import type { PausedBy } from '../../domain/paused-by.ts';

/** State and progress of the indexer. Counts are of photo files. */
export interface Progress {
  readonly phase: IndexingPhase;
  readonly found: number;
  /** Those that are in the timeline: by the head of their file, or because they are done. */
  readonly listed: number;
  /** Those that were decoded, or are done. */
  readonly decoded: number;
  readonly done: number;
  readonly problems: number;
  /** Mean of the last ten seconds. */
  readonly photosPerSecond: number;
  readonly secondsLeft: number | null;
  /** The analyser at work, after all photos are indexed; null in the other phases. */
  readonly analysis: AnalysisProgress | null;
  readonly device: Device | null;
  /** Why it is paused. */
  readonly pausedBy: PausedBy | null;
  /** How changes in the folders are detected; null if the folders are not watched. */
  readonly watching: Watching | null;
}

const WINDOW_MS = 10_000;

/** Photos per second over a sliding window. */
export class Rate {
  readonly #now: () => number;
  #events: { readonly at: number; readonly n: number }[] = [];

  constructor(now: () => number) {
    this.#now = now;
    this.restart();
  }

  /** Resets the rate after a pause, because earlier events do not reflect the current speed. */
  restart(): void {
    this.#events = [{ at: this.#now(), n: 0 }];
  }

  add(n: number): void {
    const at = this.#now();
    this.#events.push({ at, n });
    // The newest event outside the window stays, because the window begins there.
    const first = this.#events.findIndex((event) => event.at >= at - WINDOW_MS);
    if (first > 1) this.#events.splice(0, first - 1);
  }

  perSecond(): number {
    const begin = this.#events[0]?.at ?? 0;
    const seconds = (this.#now() - begin) / 1000;
    const photos = this.#events.slice(1).reduce((sum, { n }) => sum + n, 0);
    return seconds > 0 ? photos / seconds : 0;
  }
}
