import type { AnalysisProgress } from '../../domain/analyser.ts';
import type { Device } from '../../domain/device.ts';
import { PAUSED_BY, type PausedBy } from '../../domain/paused-by.ts';
import { type Progress, Rate } from './progress.ts';

/** Photo files of a library. */
interface Counts {
  readonly found: number;
  readonly listed: number;
  readonly done: number;
  readonly problems: number;
}

interface Sources {
  /** The counts as the library has them. */
  readonly counts: () => Counts;
  readonly device: () => Device | null;
  readonly watching: () => Progress['watching'];
  /** ms since 1970 */
  readonly now: () => number;
  readonly onProgress: (progress: Progress) => void;
}

/** How far the work on a library is, and whether it is paused. Every change is reported. */
export class RunProgress {
  readonly #sources: Sources;
  readonly #rate: Rate;
  readonly #pausedBy = new Set<PausedBy>();
  #pause: PromiseWithResolvers<void> | null = null;
  #phase: Progress['phase'] = 'idle';
  #counts: Counts = { found: 0, listed: 0, done: 0, problems: 0 };
  /** Photos that were decoded and are not done yet. */
  #inFlight = 0;
  /** Photos that wait to be recognised again after all other work: found, and not yet done. */
  #outdated = 0;
  #analysing: AnalysisProgress | null = null;

  constructor(sources: Sources) {
    this.#sources = sources;
    this.#rate = new Rate(sources.now);
  }

  pause(by: PausedBy): void {
    if (this.#pausedBy.has(by)) return;
    this.#pausedBy.add(by);
    this.#pause ??= Promise.withResolvers();
    this.#report();
  }

  /** Removes a cause of a pause; work continues if there is no other. */
  resume(by: PausedBy): void {
    if (!this.#pausedBy.delete(by)) return;
    if (this.#pausedBy.size === 0) {
      this.#pause?.resolve();
      this.#pause = null;
      this.#rate.restart();
    }
    this.#report();
  }

  /** Ends when nothing pauses the work. */
  async whenResumed(): Promise<void> {
    await this.#pause?.promise;
  }

  enter(phase: Progress['phase']): void {
    this.#phase = phase;
    this.#rate.restart();
    this.recount();
  }

  /** Follows the counts of the library: a folder was scanned, or other problems count. */
  recount(): void {
    const counts = this.#sources.counts();
    this.#counts = { ...counts, done: Math.max(0, counts.done - this.#outdated) };
    this.#report();
  }

  /** Whether all files that were found are done. */
  get isDone(): boolean {
    return this.#counts.done >= this.#counts.found;
  }

  /** Files came into the timeline. */
  addListed(files: number): void {
    const listed = this.#counts.listed + files;
    this.#counts = { ...this.#counts, listed, found: Math.max(this.#counts.found, listed) };
    this.#report();
  }

  addDecoded(): void {
    this.#inFlight += 1;
    this.#report();
  }

  /** Files that were decoded are done. */
  addDone(files: number, problems: number): void {
    this.#inFlight -= files;
    this.#count(files, problems);
  }

  /** No file is decoded any more. */
  landAll(): void {
    this.#inFlight = 0;
  }

  /** So many photos are to be recognised again. */
  beginAgain(photos: number): void {
    this.#outdated = photos;
    this.enter('indexing');
  }

  addRecognisedAgain(photos: number): void {
    this.#outdated -= photos;
    this.#count(photos, 0);
  }

  endAgain(): void {
    this.#outdated = 0;
  }

  #count(done: number, problems: number): void {
    const { done: before, problems: known } = this.#counts;
    this.#counts = { ...this.#counts, done: before + done, problems: known + problems };
    this.#rate.add(done);
    this.#report();
  }

  showAnalysis(progress: AnalysisProgress): void {
    const before = this.#analysing;
    this.#analysing = progress;
    if (before === null) this.enter('analysing');
    else this.#rate.add(progress.done - before.done);
    this.#report();
  }

  endAnalysis(): void {
    this.#analysing = null;
  }

  #report(): void {
    const { found, listed, done, problems } = this.#counts;
    const isCounted = this.#phase === 'indexing' || this.#phase === 'analysing';
    const photosPerSecond = isCounted && this.#pause === null ? this.#rate.perSecond() : 0;
    const left = this.#analysing === null ? found - done : this.#analysing.found - this.#analysing.done;
    this.#sources.onProgress({
      phase: this.#pause === null ? this.#phase : 'paused',
      found,
      listed,
      decoded: Math.min(found, Math.max(done, done + this.#inFlight)),
      done,
      problems,
      photosPerSecond,
      secondsLeft: photosPerSecond > 0 ? left / photosPerSecond : null,
      analysis: this.#analysing,
      device: this.#sources.device(),
      pausedBy: PAUSED_BY.find((by) => this.#pausedBy.has(by)) ?? null,
      watching: this.#sources.watching(),
    });
  }
}
