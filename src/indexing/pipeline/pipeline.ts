import { setTimeout as sleep } from 'node:timers/promises';
import {
  ANALYSERS,
  type AnalyserId,
  SWITCHED_ANALYSER_IDS,
  type SwitchedAnalyserId,
} from '../../domain/analyser.ts';
import type { MissingEvent } from '../../domain/file.ts';
import type { PausedBy } from '../../domain/paused-by.ts';
import { computeLabels } from '../../knowledge/labels/compute-labels.ts';
import { vocabularyVersion } from '../../knowledge/labels/vocabulary.ts';
import { duringLongStep } from '../../platform/process/sign-of-life.ts';
import { IndexWriter } from '../../store/index-writer.ts';
import { lockLibrary } from '../../store/library-lock.ts';
import type { Outcome } from '../../store/photo-writer.ts';
import type { ChosenFolder } from '../../store/scanned-files.ts';
import { ThumbnailCache } from '../../store/thumbnail-cache.ts';
import { thumbnailPath } from '../../store/thumbnail-path.ts';
import type { Engine } from '../../vision/classify/engine.ts';
import { closeDecoders } from '../../vision/decode/decode.ts';
import { DEFAULT_LIMITS } from '../../vision/decode/decode-limits.ts';
import { type AnalysisTools, analysePhotos } from '../analysis/analyse-photos.ts';
import { embedPhotos } from '../analysis/embed-photos.ts';
import { completePhotos } from '../companions/complete-photos.ts';
import type { FilmDecoderLink } from '../films/film-decoder-link.ts';
import { seeFilms } from '../films/see-films.ts';
import { isRemote } from '../scan/is-remote.ts';
import { manyMissing } from '../scan/many-missing.ts';
import type { Concurrency } from './concurrency.ts';
import { CrashMarker } from './crash-marker.ts';
import { fillFromThumbnails } from './fill-from-thumbnails.ts';
import { indexPhotos } from './index-photos.ts';
import { assessLastProcess, type LastProcess } from './last-process.ts';
import { PhotoLister } from './photo-lister.ts';
import type { Progress } from './progress.ts';
import { readMetadataAgain } from './read-metadata-again.ts';
import { recheckTouched } from './recheck-touched.ts';
import { recogniseAgain } from './recognise-again.ts';
import { restAfterWork } from './rest.ts';
import { RunProgress } from './run-progress.ts';
import { type FolderScan, scanFolder, type TouchedFile } from './scan-folder.ts';
import { SilentDrives } from './silent-drives.ts';
import { ThumbnailRestorer } from './thumbnail-restorer.ts';
import { WatchedFolders } from './watched-folders.ts';

/** Summary of one run. */
export interface RunSummary {
  readonly scans: readonly Omit<FolderScan, 'touched'>[];
  /** Processed files: indexed, already known by their content, or with a problem. */
  readonly indexed: number;
  readonly known: number;
  readonly problems: number;
  readonly recomputed: number;
  /** Photos recognised again, because their predictions came from a network of another generation. */
  readonly recognisedAgain: number;
  /** Photos that each analyser was done with in this run. */
  readonly analysed: Readonly<Partial<Record<AnalyserId, number>>>;
  /** Files read again because only their ctime changed, whose content is unchanged. */
  readonly rechecked: number;
  /** Missing files that the user has not answered about. */
  readonly asked: number;
  /** Maximum number of photos read and decoded at once. */
  readonly decoders: number;
  /** Without the analysers. */
  readonly seconds: number;
}

export interface RunOptions {
  /** Folders to scan; null for all. */
  readonly folders: readonly number[] | null;
  /** Scans only the parts in which the watches detected changes. */
  readonly changedOnly: boolean;
  /** Missing files that are removed at the request of the user. */
  readonly forgetMissing: readonly MissingEvent[];
  readonly signal: AbortSignal;
  /** Returns true if another run is due: recognising photos again is interrupted for it, and continues in that run. */
  readonly shouldYield: () => boolean;
}

/** Number of heads of files that are read at once: fewer than the stalls in a row that leave a directory out. */
const HEADS_AT_ONCE = 2;
/** What is done with photos after their labels. */
export interface AnalysisOptions {
  /** Path of the models folder. */
  readonly models: string;
  /** The analysers that are on; what the others found is deleted. */
  readonly on: readonly SwitchedAnalyserId[];
  /** Data folder of Beachcomb, with the packs that were added; null: none were. */
  readonly dataFolder: string | null;
  /** The added pack that photos are embedded by, ID@VERSION; null: none. */
  readonly pack: string | null;
}

/**
 * Number of photos read at once. Two keep a local disk busy, and more would make a hard disk seek; over a network it is
 * so many that the latency of each read does not matter.
 */
async function readersFor(folders: readonly ChosenFolder[]): Promise<number> {
  const remote = await Promise.all(folders.map(({ path }) => isRemote(path)));
  return remote.includes(true) ? 8 : 2;
}

/** Processor time of this process so far in ms, all threads together. */
const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** What a pipeline works on and with. */
export interface PipelineOptions {
  /** Path of library.sqlite. */
  readonly library: string;
  /** Called when the first photo needs it. */
  readonly openEngine: () => Promise<Engine>;
  /** Returns the name of the current photo network; called when needed. */
  readonly network: () => Promise<string>;
  /** ms since 1970 */
  readonly now: () => number;
  readonly onProgress: (progress: Progress) => void;
  readonly last: LastProcess;
  /** Of the program. */
  readonly version: string;
  readonly concurrency: Concurrency;
  /** Null: no analyser runs, and what they found stays. */
  readonly analysis: AnalysisOptions | null;
  /** Null: no film is decoded outside of this process. */
  readonly films: FilmDecoderLink | null;
}

/** Connects the stages: everything that an indexer does with one library, which it locks until `close`. */
export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #lock: { release(): void };
  readonly #writer: IndexWriter;
  readonly #thumbnails: ThumbnailCache;
  readonly #marker: CrashMarker;
  readonly #restorer: ThumbnailRestorer;
  readonly #silent: SilentDrives;
  readonly #progress: RunProgress;
  /** Every photo that can be read has its thumbnail. */
  #hasThumbnails = false;
  /** This process was started because the one before it crashed, and has not finished a run yet. */
  #isAfterCrash: boolean;
  #watched: WatchedFolders | null = null;
  #engine: Engine | null = null;
  /** No file ended the process before this one; false once its traces were looked at. */
  #killed: boolean;

  /** @throws BeachcombError `library-busy` and what the store throws */
  constructor(options: PipelineOptions) {
    const { library, last, now, version } = options;
    this.#options = options;
    this.#killed = last.lastCrash !== null && last.lastCrash !== 'file';
    this.#isAfterCrash = last.lastCrash !== null;
    this.#lock = lockLibrary(library);
    this.#writer = new IndexWriter(library);
    this.#silent = new SilentDrives(this.#writer, now);
    this.#thumbnails = new ThumbnailCache(thumbnailPath(library), 'write');
    const markerPath = `${library}.decoding`;
    assessLastProcess(this.#writer.queue, CrashMarker.read(markerPath), last, version);
    this.#marker = new CrashMarker(markerPath);
    const [writer, thumbnails, marker] = [this.#writer, this.#thumbnails, this.#marker];
    this.#restorer = new ThumbnailRestorer({ writer, thumbnails, marker });
    this.#progress = new RunProgress({
      counts: () => writer.queue.counts(),
      device: () => this.#engine?.device ?? null,
      watching: () => this.#watched?.watching ?? null,
      now,
      onProgress: options.onProgress,
    });
  }

  pause(by: PausedBy): void {
    this.#progress.pause(by);
  }

  /** Removes a cause of a pause; work continues if there is no other. */
  resume(by: PausedBy): void {
    this.#progress.resume(by);
  }

  /**
   * Watches the folders from the next run on. @param onChange called when a change was detected and another run is due
   */
  watch(onChange: () => void): void {
    this.#watched ??= new WatchedFolders(onChange);
    this.#silent.onDue = onChange;
    this.#thumbnails.onBegun = () => {
      this.#hasThumbnails = false;
      onChange();
    };
  }

  /** A window shows these photos, and has no picture of them. */
  restoreThumbnails(photos: readonly number[]): void {
    this.#restorer.want(photos);
  }

  /** @param onExhausted called when drives that do not answer have taken the threads of this process */
  whenExhausted(onExhausted: () => void): void {
    this.#silent.onExhausted = onExhausted;
  }

  /** Directories whose drives did not answer are tried again. */
  trySilentDrives(): void {
    this.#silent.tryAgain();
  }

  retry(files: readonly number[] | null): void {
    this.#writer.queue.retry(files);
    this.#silent.tryAgain();
  }

  /** The user expects missing files back. */
  expectBack(event: Pick<MissingEvent, 'folder'>): void {
    this.#writer.scanned.expectBack(event);
  }

  /** Whether films wait for the decoder that is there. */
  hasFilmsToSee(): boolean {
    const { films, version } = this.#options;
    const decoder = films?.decoder ?? null;
    return decoder !== null && this.#writer.films.waiting(decoder, version).length > 0;
  }

  /** The user changed which problems count. */
  recount(): void {
    this.#progress.recount();
  }

  async #open(): Promise<Engine> {
    this.#engine ??= await this.#options.openEngine();
    return this.#engine;
  }

  /** Scans the folders and indexes all waiting files. Aborting stops it cleanly after the batch in progress. */
  async run(options: RunOptions): Promise<RunSummary> {
    const { signal } = options;
    const start = this.#options.now();
    this.#progress.enter('deriving');
    const recomputed = duringLongStep(() =>
      this.#writer.predictions.recomputeLabels(vocabularyVersion, computeLabels, signal),
    );
    this.#progress.enter('scanning');
    duringLongStep(() => this.#writer.scanned.dropUnwantedFiles());
    this.#writer.silent.deleteUnwanted();
    this.#writer.listed.dropStale(!options.changedOnly);
    if (!options.changedOnly) {
      this.#writer.queue.retryAccess(!this.#isAfterCrash);
      this.#writer.analyses.retryAccess(!this.#isAfterCrash);
      this.#isAfterCrash = false;
    }
    const folders = this.#writer.scanned.folders();
    const { scans, rechecked } = await this.#scan(folders, options);
    this.#progress.enter('indexing');
    const mayDecode = this.#mayDecode(signal);
    const done = await this.#indexWaiting(folders, signal, mayDecode);
    if (!options.changedOnly) {
      await fillFromThumbnails(this.#writer, this.#thumbnails, signal, mayDecode);
      await readMetadataAgain(this.#writer, signal, mayDecode, this.#options.now);
    }
    await this.#restoreThumbnails(options, mayDecode);
    const asked = signal.aborted
      ? 0
      : duringLongStep(() => this.#settleMissing(scans, options.forgetMissing));
    await completePhotos(this.#writer.companions, signal, mayDecode, this.#options.now);
    const recognisedAgain = await this.#recogniseAgain(options, mayDecode);
    const seconds = (this.#options.now() - start) / 1000;
    await this.#seeFilms(options, mayDecode);
    const analysed = await this.#analyse(options, mayDecode);
    duringLongStep(() => this.#writer.checkpoint());
    this.#progress.enter('idle');
    return {
      scans,
      indexed: done.photo,
      known: done.known,
      problems: done.problem,
      recomputed,
      recognisedAgain,
      analysed,
      rechecked,
      asked,
      decoders: this.#options.concurrency.decoders,
      seconds,
    };
  }

  /** Scans the folders that the options name. @returns what was found, and how many touched files are unchanged */
  async #scan(
    folders: readonly ChosenFolder[],
    options: RunOptions,
  ): Promise<Pick<RunSummary, 'scans' | 'rechecked'>> {
    const { signal } = options;
    const scans: Omit<FolderScan, 'touched'>[] = [];
    let rechecked = 0;
    const lister = this.#lister(signal);
    // In a library that knows photos a new file may be a moved one, which is known when all folders are scanned.
    const onBatch = this.#writer.listed.isEmpty() ? () => lister.listFound() : undefined;
    this.#watched?.keep(folders);
    for (const folder of folders) {
      if (options.folders !== null && !options.folders.includes(folder.id)) continue;
      const watch = this.#watched?.of(folder.id) ?? null;
      const isWanted = this.#silent.takeDue(folder.path);
      if (options.changedOnly && !isWanted && (watch?.due ?? null) === null) continue;
      if (signal.aborted) break;
      try {
        const isWhole = !options.changedOnly || isWanted;
        const look = (await watch?.look(isWhole)) ?? null;
        const { touched, ...scan } = await scanFolder(
          this.#writer,
          folder,
          signal,
          look,
          this.#options.now,
          onBatch,
        );
        scans.push(scan);
        rechecked += await this.#recheck(folder, touched, signal);
      } catch (error) {
        // Aborted in the middle: only a completed scan covers all files.
        if (!signal.aborted) throw error;
      }
      this.#progress.enter('scanning');
    }
    await lister.listAll(scans.flatMap(({ missing }) => missing));
    return { scans, rechecked };
  }

  #lister(signal: AbortSignal): PhotoLister {
    const rest = this.#rest(signal);
    return new PhotoLister({
      writer: this.#writer,
      signal,
      now: this.#options.now,
      readers: HEADS_AT_ONCE,
      mayGoOn: rest,
      onListed: (files) => this.#progress.addListed(files),
    });
  }

  /** Indexes all waiting files. @returns how many files ended in which way */
  async #indexWaiting(
    folders: readonly ChosenFolder[],
    signal: AbortSignal,
    mayDecode: () => Promise<void>,
  ): Promise<Record<Outcome['kind'], number>> {
    const done = { photo: 0, known: 0, problem: 0 };
    if (signal.aborted || this.#progress.isDone) return done;
    // Companions of known photos do not wait for the new ones.
    await completePhotos(this.#writer.companions, signal, mayDecode, this.#options.now);
    const readers = await readersFor(folders);
    await indexPhotos({
      writer: this.#writer,
      thumbnails: this.#thumbnails,
      // Photos are read and decoded meanwhile.
      engine: this.#open(),
      marker: this.#marker,
      readers,
      decoders: this.#options.concurrency.decoders,
      signal,
      mayRead: () => this.#progress.whenResumed(),
      mayDecode,
      takeReady: (file) => this.#restorer.takeReady(file),
      onDecoded: () => this.#progress.addDecoded(),
      onSaved: (outcomes) => {
        for (const { kind } of outcomes) done[kind] += 1;
        this.#progress.addDone(outcomes.length, outcomes.filter(({ kind }) => kind === 'problem').length);
      },
    });
    this.#progress.landAll();
    this.#restorer.dropReady();
    this.#writer.listed.dropStale(false);
    return done;
  }

  /**
   * Waits while paused, and rests according to the concurrency settings. Reading is the smallest part of the work on a
   * photo.
   */
  #mayDecode(signal: AbortSignal): () => Promise<void> {
    const rest = this.#rest(signal);
    return async () => {
      await this.#progress.whenResumed();
      await rest();
    };
  }

  /** Rests according to the concurrency settings. */
  #rest(signal: AbortSignal): () => Promise<void> {
    const rest = restAfterWork(
      this.#options.concurrency.share,
      processorTime,
      performance.now.bind(performance),
    );
    return async () => {
      const ms = rest();
      if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => {});
    };
  }

  /** Makes the thumbnails again that the cache lost. */
  async #restoreThumbnails(
    { signal, shouldYield, changedOnly }: RunOptions,
    mayDecode: () => Promise<void>,
  ): Promise<void> {
    if (signal.aborted || (this.#hasThumbnails && changedOnly)) return;
    const { decoders } = this.#options.concurrency;
    this.#hasThumbnails = await this.#restorer.restoreAll({ decoders, signal, shouldYield, mayDecode });
  }

  /** Photos recognised by a network of another generation. @returns how many were recognised again */
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
      network: await this.#options.network(),
      decoders: this.#options.concurrency.decoders,
      signal,
      shouldYield,
      mayDecode,
      onStart: (photos) => this.#progress.beginAgain(photos),
      onSaved: (photos, recognised) => {
        count += recognised;
        this.#progress.addRecognisedAgain(photos);
      },
    });
    this.#progress.endAgain();
    return count;
  }

  /**
   * After all photos have their labels: the analysers that are on, one after the other.
   * @returns how many photos each was done with
   */
  async #analyse(
    { signal, shouldYield }: RunOptions,
    mayGoOn: () => Promise<void>,
  ): Promise<RunSummary['analysed']> {
    const analysed: Partial<Record<AnalyserId, number>> = {};
    const { analysis, library } = this.#options;
    if (analysis === null) return analysed;
    const { models, on, dataFolder, pack } = analysis;
    const toolsFor = (id: AnalyserId): AnalysisTools => ({
      writer: this.#writer,
      library,
      models,
      killed: this.#killed,
      threads: this.#options.concurrency.threads,
      pack: null,
      signal,
      shouldYield,
      mayGoOn,
      onProgress: (found, done) => this.#progress.showAnalysis({ analyser: id, found, done }),
    });
    if (!signal.aborted && !shouldYield()) {
      const embedded = await embedPhotos(toolsFor('embedding'), { dataFolder, name: pack });
      if (embedded !== null) analysed.embedding = embedded;
      this.#progress.endAnalysis();
    }
    for (const id of SWITCHED_ANALYSER_IDS) {
      if (!on.includes(id)) this.#writer.analyses.forget(id, signal);
      if (!on.includes(id) || signal.aborted || shouldYield()) continue;
      analysed[id] = await analysePhotos(toolsFor(id), { id, version: ANALYSERS[id].version });
      this.#progress.endAnalysis();
    }
    this.#killed = false;
    return analysed;
  }

  /** Before the analysers, which take longer: the films that a decoder outside of this process reads. */
  async #seeFilms({ signal, shouldYield }: RunOptions, mayDecode: () => Promise<void>): Promise<void> {
    const { films, version } = this.#options;
    if (films === null || signal.aborted || shouldYield()) return;
    await seeFilms({
      writer: this.#writer,
      thumbnails: this.#thumbnails,
      link: films,
      version,
      signal,
      shouldYield,
      mayDecode,
      openEngine: () => this.#open(),
      onProgress: (found, done) => this.#progress.showAnalysis({ analyser: 'films', found, done }),
    });
    this.#progress.endAnalysis();
  }

  /** Reads the files again of which only the ctime changed. @returns how many are unchanged */
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
      mayRead: () => this.#progress.whenResumed(),
    };
    return recheckTouched(tools, touched);
  }

  /**
   * Marks missing files once moved ones are found by their content. @returns number of files without an answer
   */
  #settleMissing(scans: RunSummary['scans'], forget: readonly MissingEvent[]): number {
    let asked = 0;
    for (const { folder, known, missing, unreachable } of scans) {
      if (unreachable !== null) continue;
      const isMany = (gone: number): boolean => manyMissing(known, gone);
      asked += this.#writer.scanned.finishScan(folder, missing, isMany, this.#options.now(), forget);
    }
    return asked;
  }

  async close(): Promise<void> {
    this.#watched?.close();
    this.#silent.close();
    await this.#restorer.close();
    await this.#engine?.close();
    await closeDecoders();
    this.#marker.close();
    this.#thumbnails.close();
    this.#writer.close();
    this.#lock.release();
  }
}
