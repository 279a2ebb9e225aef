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
import { completePhotos } from '../companions/complete-photos.ts';
import type { FilmDecoderLink } from '../films/film-decoder-link.ts';
import { seeFilms } from '../films/see-films.ts';
import type { Concurrency } from './concurrency.ts';
import { CrashMarker } from './crash-marker.ts';
import { fillFromThumbnails } from './fill-from-thumbnails.ts';
import { indexPhotos } from './index-photos.ts';
import { assessLastProcess, type LastProcess } from './last-process.ts';
import type { Progress } from './progress.ts';
import { readMetadataAgain } from './read-metadata-again.ts';
import { readersFor } from './readers-for.ts';
import { recogniseAgain } from './recognise-again.ts';
import { restBetweenPhotos } from './rest-between-photos.ts';
import { type AnalysisOptions, runAnalysers } from './run-analysers.ts';
import type { RunOptions } from './run-options.ts';
import { RunProgress } from './run-progress.ts';
import type { RunSummary } from './run-summary.ts';
import { scanFolders } from './scan-folders.ts';
import { settleMissing } from './settle-missing.ts';
import { SilentDrives } from './silent-drives.ts';
import { ThumbnailRestorer } from './thumbnail-restorer.ts';
import { WatchedFolders } from './watched-folders.ts';

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
      : duringLongStep(() => settleMissing(this.#writer, scans, options.forgetMissing, this.#options.now()));
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

  #scan(folders: readonly ChosenFolder[], options: RunOptions): ReturnType<typeof scanFolders> {
    const tools = {
      writer: this.#writer,
      progress: this.#progress,
      silent: this.#silent,
      watched: this.#watched,
      now: this.#options.now,
      rest: restBetweenPhotos(this.#options.concurrency.share, options.signal),
    };
    return scanFolders(tools, folders, options);
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
    const rest = restBetweenPhotos(this.#options.concurrency.share, signal);
    return async () => {
      await this.#progress.whenResumed();
      await rest();
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

  async #analyse(options: RunOptions, mayGoOn: () => Promise<void>): Promise<RunSummary['analysed']> {
    const { analysis, library, concurrency } = this.#options;
    if (analysis === null) return {};
    const tools = {
      analysis,
      writer: this.#writer,
      library,
      killed: this.#killed,
      threads: concurrency.threads,
      progress: this.#progress,
      mayGoOn,
    };
    const analysed = await runAnalysers(tools, options);
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
