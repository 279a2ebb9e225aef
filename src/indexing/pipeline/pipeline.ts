import { setTimeout as sleep } from 'node:timers/promises';
import { PAUSED_BY, type PausedBy } from '../../domain/paused-by.ts';
import { computeLabels } from '../../knowledge/labels/compute-labels.ts';
import { vocabularyVersion } from '../../knowledge/labels/vocabulary.ts';
import { IndexWriter } from '../../store/index-writer.ts';
import { lockLibrary } from '../../store/library-lock.ts';
import type { ChosenFolder } from '../../store/scanned-files.ts';
import { ThumbnailCache, thumbnailPath } from '../../store/thumbnail-cache.ts';
import type { Engine } from '../../vision/classify/engine.ts';
import { closeDecoders } from '../../vision/decode/decode.ts';
import { DEFAULT_LIMITS } from '../../vision/decode/decode-limits.ts';
import { isRemote } from '../scan/is-remote.ts';
import { manyMissing } from '../scan/many-missing.ts';
import type { Concurrency } from './concurrency.ts';
import { CrashMarker } from './crash-marker.ts';
import { fillFromThumbnails } from './fill-from-thumbnails.ts';
import { indexPhotos } from './index-photos.ts';
import { type Progress, Rate } from './progress.ts';
import { recheckTouched } from './recheck-touched.ts';
import { recogniseAgain } from './recognise-again.ts';
import { restAfterWork } from './rest.ts';
import { type FolderScan, scanFolder, type TouchedFile } from './scan-folder.ts';
import { WatchedFolders } from './watched-folders.ts';

/** What one run came to. */
export interface RunSummary {
  readonly scans: readonly Omit<FolderScan, 'touched'>[];
  /** Files that were looked at: indexed, known by their content, or with a problem. */
  readonly indexed: number;
  readonly known: number;
  readonly problems: number;
  readonly recomputed: number;
  /** Photos that a network of another generation had recognised, and that of today has now. */
  readonly recognisedAgain: number;
  /** Files read again because only their ctime changed, whose content is as it was. */
  readonly rechecked: number;
  /** Files that are gone and that a person has to be asked about, since they are so many. */
  readonly asked: number;
  /** How many photos were read and decoded at once, at most. */
  readonly decoders: number;
  readonly seconds: number;
}

export interface RunOptions {
  /** Folders to scan; null for all. */
  readonly folders: readonly number[] | null;
  /** Scans only what the watches say has changed. */
  readonly changedOnly: boolean;
  /** Folders whose missing files the person wants forgotten. */
  readonly forgetMissing: readonly number[];
  readonly signal: AbortSignal;
  /** True where another run is wanted: what is recognised again makes way for it, and goes on in that run. */
  readonly shouldYield: () => boolean;
}

/**
 * How many photos are read at once. Two keep a disk of this computer busy, and more would make one with a head seek;
 * over a network so many that how long each waits for its answers does not matter.
 */
async function readersFor(folders: readonly ChosenFolder[]): Promise<number> {
  const remote = await Promise.all(folders.map(({ path }) => isRemote(path)));
  return remote.includes(true) ? 8 : 2;
}

/** Milliseconds of processor time that this process took so far, all its threads together. */
const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/**
 * The one place where the stages meet: everything that an indexer does with one library, which it holds
 * alone until `close`.
 */
export class Pipeline {
  readonly #writer: IndexWriter;
  readonly #thumbnails: ThumbnailCache;
  readonly #marker: CrashMarker;
  readonly #lock: { release(): void };
  readonly #openEngine: () => Promise<Engine>;
  readonly #network: () => Promise<string>;
  readonly #now: () => number;
  readonly #onProgress: (progress: Progress) => void;
  readonly #rate: Rate;
  readonly #concurrency: Concurrency;
  readonly #pausedBy = new Set<PausedBy>();
  /** Folders of which a person was asked about missing files: only a look at the whole can tell more. */
  readonly #asked = new Set<number>();
  #watched: WatchedFolders | null = null;
  #engine: Engine | null = null;
  #phase: Progress['phase'] = 'idle';
  #counts = { found: 0, done: 0, problems: 0 };
  /** Photos that wait to be recognised again, once everything else is done: found, and not yet done. */
  #outdated = 0;
  #pause: PromiseWithResolvers<void> | null = null;

  /**
   * @param library path of library.sqlite
   * @param openEngine called when the first photo needs it
   * @param network gives the name of the photo network of today; called when it is needed
   * @param now ms since 1970
   * @throws BeachcombError `library-busy` and what the store throws
   */
  constructor(
    library: string,
    openEngine: () => Promise<Engine>,
    network: () => Promise<string>,
    now: () => number,
    onProgress: (progress: Progress) => void,
    killed: boolean,
    concurrency: Concurrency,
  ) {
    this.#concurrency = concurrency;
    this.#lock = lockLibrary(library);
    this.#openEngine = openEngine;
    this.#network = network;
    this.#now = now;
    this.#onProgress = onProgress;
    this.#rate = new Rate(now);
    this.#writer = new IndexWriter(library);
    this.#thumbnails = new ThumbnailCache(thumbnailPath(library), 'write');
    const markerPath = `${library}.decoding`;
    if (!killed)
      this.#writer.queue.recordDeaths(
        CrashMarker.read(markerPath),
        'The indexer died while decoding this file.',
      );
    this.#marker = new CrashMarker(markerPath);
  }

  pause(by: PausedBy): void {
    if (this.#pausedBy.has(by)) return;
    this.#pausedBy.add(by);
    this.#pause ??= Promise.withResolvers();
    this.#report();
  }

  /** Takes a pause back; work goes on when there is no other. */
  resume(by: PausedBy): void {
    if (!this.#pausedBy.delete(by)) return;
    if (this.#pausedBy.size === 0) {
      this.#pause?.resolve();
      this.#pause = null;
      this.#rate.restart();
    }
    this.#report();
  }

  /** Watches the folders from the next run on. @param onChange something has changed: time for another run */
  watch(onChange: () => void): void {
    this.#watched ??= new WatchedFolders(onChange);
  }

  retry(files: readonly number[] | null): void {
    this.#writer.queue.retry(files);
  }

  /** The person changed what counts. */
  recount(): void {
    const counts = this.#writer.queue.counts();
    this.#counts = { ...counts, done: Math.max(0, counts.done - this.#outdated) };
    this.#report();
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
      pausedBy: PAUSED_BY.find((by) => this.#pausedBy.has(by)) ?? null,
      watching: this.#watched?.watching ?? null,
    });
  }

  #enter(phase: Progress['phase']): void {
    this.#phase = phase;
    this.#rate.restart();
    this.recount();
  }

  async #open(): Promise<Engine> {
    this.#engine ??= await this.#openEngine();
    return this.#engine;
  }

  /** Scans the folders and looks at everything that waits. Aborting ends it cleanly after the batch under way. */
  async run(options: RunOptions): Promise<RunSummary> {
    const { signal } = options;
    const start = this.#now();
    const done = { photo: 0, known: 0, problem: 0 };
    this.#enter('deriving');
    const recomputed = this.#writer.predictions.recomputeLabels(vocabularyVersion, computeLabels, signal);
    this.#enter('scanning');
    this.#writer.scanned.dropUnwantedFiles();
    if (!options.changedOnly) this.#writer.queue.retryAccess();
    const scans: Omit<FolderScan, 'touched'>[] = [];
    let rechecked = 0;
    const folders = this.#writer.scanned.folders();
    this.#watched?.keep(folders);
    for (const folder of folders) {
      if (options.folders !== null && !options.folders.includes(folder.id)) continue;
      const watch = this.#watched?.of(folder.id) ?? null;
      if (options.changedOnly && (watch?.due ?? null) === null) continue;
      if (signal.aborted) break;
      try {
        const look = (await watch?.look(!options.changedOnly || this.#asked.has(folder.id))) ?? null;
        const { touched, ...scan } = await scanFolder(this.#writer, folder, signal, look, this.#now);
        scans.push(scan);
        rechecked += await this.#recheck(folder, touched, signal);
      } catch (error) {
        // Stopped in the middle: only a scan that came to its end has seen everything.
        if (!signal.aborted) throw error;
      }
      this.#enter('scanning');
    }
    this.#enter('indexing');
    const mayDecode = this.#mayDecode(signal);
    if (!signal.aborted && this.#counts.done < this.#counts.found) {
      const readers = await readersFor(folders);
      await indexPhotos({
        writer: this.#writer,
        thumbnails: this.#thumbnails,
        // Photos are read and decoded meanwhile.
        engine: this.#open(),
        marker: this.#marker,
        readers,
        decoders: this.#concurrency.decoders,
        signal,
        mayRead: async () => this.#pause?.promise,
        mayDecode,
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
    if (!options.changedOnly) await fillFromThumbnails(this.#writer, this.#thumbnails, signal, mayDecode);
    const asked = signal.aborted ? 0 : this.#settleMissing(scans, options.forgetMissing);
    const recognisedAgain = await this.#recogniseAgain(options, mayDecode);
    this.#writer.checkpoint();
    this.#enter('idle');
    return {
      scans,
      indexed: done.photo,
      known: done.known,
      problems: done.problem,
      recomputed,
      recognisedAgain,
      rechecked,
      asked,
      decoders: this.#concurrency.decoders,
      seconds: (this.#now() - start) / 1000,
    };
  }

  /** Waits while the work is paused, and rests as the pace wants it. Reading is the least of the work on a photo. */
  #mayDecode(signal: AbortSignal): () => Promise<void> {
    const rest = restAfterWork(this.#concurrency.share, processorTime, performance.now.bind(performance));
    return async () => {
      await this.#pause?.promise;
      const ms = rest();
      if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => {});
    };
  }

  /** Last of all, photos that a network of another generation recognised. @returns how many are recognised now */
  async #recogniseAgain(
    { signal, shouldYield }: RunOptions,
    mayDecode: () => Promise<void>,
  ): Promise<number> {
    if (signal.aborted) return 0;
    let count = 0;
    await recogniseAgain({
      writer: this.#writer,
      thumbnails: this.#thumbnails,
      marker: this.#marker,
      openEngine: () => this.#open(),
      network: await this.#network(),
      decoders: this.#concurrency.decoders,
      signal,
      shouldYield,
      mayDecode,
      onStart: (photos) => {
        this.#outdated = photos;
        this.#enter('indexing');
      },
      onSaved: (photos, recognised) => {
        count += recognised;
        this.#outdated -= photos;
        this.#counts.done += photos;
        this.#rate.add(photos);
        this.#report();
      },
    });
    this.#outdated = 0;
    return count;
  }

  /** Reads the files again of which only the ctime changed. @returns how many are as they were */
  async #recheck(
    folder: ChosenFolder,
    touched: readonly TouchedFile[],
    signal: AbortSignal,
  ): Promise<number> {
    if (touched.length === 0) return 0;
    const tools = {
      writer: this.#writer,
      folder,
      readers: await readersFor([folder]),
      maxBytes: DEFAULT_LIMITS.maxBytes,
      signal,
      mayRead: async () => this.#pause?.promise,
    };
    return recheckTouched(tools, touched);
  }

  /** Forgets files that are gone, now that moved ones are known by their content; asks where too many are. */
  #settleMissing(scans: RunSummary['scans'], forget: readonly number[]): number {
    let asked = 0;
    for (const { folder, known, missing, unreachable } of scans) {
      if (unreachable !== null) continue;
      const mayForget = (gone: number): boolean => forget.includes(folder) || !manyMissing(known, gone);
      const inDoubt = this.#writer.scanned.finishScan(folder, missing, mayForget, this.#now());
      if (inDoubt > 0) this.#asked.add(folder);
      else this.#asked.delete(folder);
      asked += inDoubt;
    }
    return asked;
  }

  async close(): Promise<void> {
    this.#watched?.close();
    await this.#engine?.close();
    await closeDecoders();
    this.#marker.close();
    this.#thumbnails.close();
    this.#writer.close();
    this.#lock.release();
  }
}
