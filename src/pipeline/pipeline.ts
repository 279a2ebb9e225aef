import type { Engine } from '../classify/engine.ts';
import { closeDecoders } from '../decode/decode.ts';
import { manyMissing } from '../scan/many-missing.ts';
import { lockLibrary } from '../store/library-lock.ts';
import { MachineWriter } from '../store/machine-writer.ts';
import { ThumbnailCache, thumbnailPath } from '../store/thumbnail-cache.ts';
import { derive } from '../vocabulary/derive.ts';
import { vocabularyVersion } from '../vocabulary/vocabulary.ts';
import { CrashMarker } from './crash-marker.ts';
import { fillPerceptualHashes } from './fill-perceptual-hashes.ts';
import { indexPhotos } from './index-photos.ts';
import { type Progress, Rate } from './progress.ts';
import { type FolderScan, scanFolder } from './scan-folder.ts';

/** What one run came to. */
export interface RunSummary {
  readonly scans: readonly FolderScan[];
  /** Files that were looked at: indexed, known by their content, or with a problem. */
  readonly indexed: number;
  readonly known: number;
  readonly problems: number;
  readonly rederived: number;
  /** Files that are gone and that a person has to be asked about, since they are so many. */
  readonly asked: number;
  readonly seconds: number;
}

export interface RunOptions {
  /** Folders to scan; null for all. */
  readonly folders: readonly number[] | null;
  /** Folders whose missing files the person wants forgotten. */
  readonly forgetMissing: readonly number[];
  readonly signal: AbortSignal;
}

/**
 * The one place where the stages meet: everything that an indexer does with one library, which it holds
 * alone until `close`.
 */
export class Pipeline {
  readonly #writer: MachineWriter;
  readonly #thumbnails: ThumbnailCache;
  readonly #marker: CrashMarker;
  readonly #lock: { release(): void };
  readonly #openEngine: () => Promise<Engine>;
  readonly #now: () => number;
  readonly #onProgress: (progress: Progress) => void;
  readonly #rate: Rate;
  #engine: Engine | null = null;
  #phase: Progress['phase'] = 'idle';
  #counts = { found: 0, done: 0, problems: 0 };
  #pause: PromiseWithResolvers<void> | null = null;

  /**
   * @param library path of library.sqlite
   * @param openEngine called when the first photo needs it
   * @param now ms since 1970
   * @throws BeachcombError `library-busy` and what the store throws
   */
  constructor(
    library: string,
    openEngine: () => Promise<Engine>,
    now: () => number,
    onProgress: (progress: Progress) => void,
    killed: boolean,
  ) {
    this.#lock = lockLibrary(library);
    this.#openEngine = openEngine;
    this.#now = now;
    this.#onProgress = onProgress;
    this.#rate = new Rate(now);
    this.#writer = new MachineWriter(library);
    this.#thumbnails = new ThumbnailCache(thumbnailPath(library), 'write');
    const markerPath = `${library}.decoding`;
    if (!killed)
      this.#writer.recordDeaths(CrashMarker.read(markerPath), 'The indexer died while decoding this file.');
    this.#marker = new CrashMarker(markerPath);
  }

  pause(): void {
    this.#pause ??= Promise.withResolvers();
    this.#report();
  }

  resume(): void {
    this.#pause?.resolve();
    this.#pause = null;
    this.#rate.restart();
    this.#report();
  }

  retry(files: readonly number[] | null): void {
    this.#writer.retry(files);
  }

  #report(): void {
    const { found, done, problems } = this.#counts;
    const photosPerSecond = this.#phase === 'indexing' && this.#pause === null ? this.#rate.perSecond() : 0;
    this.#onProgress({
      phase: this.#pause === null ? this.#phase : 'paused',
      found,
      done,
      problems,
      photosPerSecond,
      secondsLeft: photosPerSecond > 0 ? (found - done) / photosPerSecond : null,
      device: this.#engine?.device ?? null,
    });
  }

  #enter(phase: Progress['phase']): void {
    this.#phase = phase;
    this.#counts = this.#writer.counts();
    this.#rate.restart();
    this.#report();
  }

  /** Scans the folders and looks at everything that waits. Aborting ends it cleanly after the batch under way. */
  async run(options: RunOptions): Promise<RunSummary> {
    const { signal } = options;
    const start = this.#now();
    const done = { photo: 0, known: 0, problem: 0 };
    this.#enter('deriving');
    const rederived = this.#writer.rederive(vocabularyVersion, derive, signal);
    this.#enter('scanning');
    this.#writer.dropUnwantedFiles();
    this.#writer.retryAccess();
    const scans: FolderScan[] = [];
    for (const folder of this.#writer.folders()) {
      if (options.folders !== null && !options.folders.includes(folder.id)) continue;
      if (signal.aborted) break;
      try {
        scans.push(await scanFolder(this.#writer, folder, signal));
      } catch (error) {
        // Stopped in the middle: only a scan that came to its end has seen everything.
        if (!signal.aborted) throw error;
      }
      this.#enter('scanning');
    }
    this.#enter('indexing');
    if (!signal.aborted && this.#counts.done < this.#counts.found) {
      this.#engine ??= await this.#openEngine();
      await indexPhotos({
        writer: this.#writer,
        thumbnails: this.#thumbnails,
        engine: this.#engine,
        marker: this.#marker,
        signal,
        mayGoOn: () => this.#pause?.promise ?? Promise.resolve(),
        onSaved: (outcomes) => {
          for (const { kind } of outcomes) done[kind] += 1;
          const problems = outcomes.filter(({ kind }) => kind === 'problem').length;
          this.#counts.done += outcomes.length;
          this.#counts.problems += problems;
          this.#rate.add(outcomes.length);
          this.#report();
        },
      });
    }
    await fillPerceptualHashes(this.#writer, this.#thumbnails, signal);
    const asked = signal.aborted ? 0 : this.#settleMissing(scans, options.forgetMissing);
    this.#writer.checkpoint();
    this.#enter('idle');
    return {
      scans,
      indexed: done.photo,
      known: done.known,
      problems: done.problem,
      rederived,
      asked,
      seconds: (this.#now() - start) / 1000,
    };
  }

  /** Forgets files that are gone, now that moved ones are known by their content; asks where too many are. */
  #settleMissing(scans: readonly FolderScan[], forget: readonly number[]): number {
    let asked = 0;
    for (const { folder, known, missing, unreachable } of scans) {
      if (unreachable !== null) continue;
      const mayForget = (gone: number): boolean => forget.includes(folder) || !manyMissing(known, gone);
      asked += this.#writer.finishScan(folder, missing, mayForget, this.#now());
    }
    return asked;
  }

  async close(): Promise<void> {
    this.resume();
    await this.#engine?.close();
    await closeDecoders();
    this.#marker.close();
    this.#thumbnails.close();
    this.#writer.close();
    this.#lock.release();
  }
}
