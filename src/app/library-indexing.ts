import * as z from 'zod';
import { indexingSchema, recoverySchema } from '../api/contract/indexing-calls.ts';
import type { Indexing, Status } from '../api/contract.ts';
import { SWITCHED_ANALYSER_IDS } from '../domain/analyser.ts';
import type { BeachcombError } from '../domain/error.ts';
import { WAITS_FOR_POWER } from '../domain/index-mode.ts';
import { formatterFor } from '../i18n/formatter.ts';
import { failureText } from '../i18n/sentences.ts';
import type { IndexerCommand, Start } from '../indexing/process/message.ts';
import { type Observer, type Supervised, superviseIndexer } from '../indexing/process/supervise.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { UserDataWriter } from '../store/user-data-writer.ts';
import { EngineTasks } from './engine-tasks.ts';
import { FilmDecoding } from './film-decoding.ts';
import { IndexingState } from './indexing-state.ts';
import { dataFolderOf, type OpenOptions } from './open-options.ts';
import { programVersion } from './program-version.ts';
import { storedSetting } from './stored-setting.ts';

/** Before anything is chosen. */
export const DEFAULT_INDEXING = indexingSchema.parse({ mode: 'normal', pauseOnBattery: true });
/** A recovery is reported for this many ms unless the user dismisses it. */
const RECOVERY_SHOWN_MS = 30 * 24 * 3600 * 1000;

interface Sources {
  readonly reader: LibraryReader;
  readonly userData: UserDataWriter;
  /** Why the library is read-only, if it is: then nothing is indexed. */
  readonly unwritable: BeachcombError | null;
  /** The added image-text pack that is chosen, ID@VERSION; null: none. */
  readonly pack: () => string | null;
  /** Called when the indexer finds the library damaged. */
  readonly onDamaged: () => void;
}

/** The indexer of an open library, with its settings, state and engines. */
export class LibraryIndexing {
  readonly #options: OpenOptions;
  readonly #sources: Sources;
  readonly #state: IndexingState;
  readonly engines: EngineTasks;
  readonly films: FilmDecoding;
  readonly #version = programVersion();
  #filmCounts = { revision: -1, counts: { waiting: 0, unreadable: 0 } };
  readonly #indexer: Supervised | null;
  #pack: string | null;

  /** Starts the indexer if the options request it and the library is writable. */
  constructor(options: OpenOptions, sources: Sources) {
    const { path, models } = options;
    this.#options = options;
    this.#sources = sources;
    this.#pack = sources.pack();
    this.#state = new IndexingState(sources.unwritable);
    this.engines = new EngineTasks({
      path,
      models,
      dataFolder: dataFolderOf(options),
      mode: () => this.settings().mode,
      choice: () => this.engineChoice(),
      choose: (engine) => sources.userData.setSetting('engine', engine),
      hold: (hold) => this.send({ command: 'holdForComparison', hold }),
      onChange: () => this.#indexer?.change(this.#policy()),
      now: Date.now,
    });
    this.films = new FilmDecoding({
      send: (command) => this.send(command),
      isOn: () => this.settings().filmFrames,
    });
    const version = this.#version;
    const start = {
      library: path,
      models,
      dataFolder: dataFolderOf(options),
      folders: null,
      resident: true,
      paused: false,
      version,
    };
    this.#indexer =
      options.indexing && sources.unwritable === null
        ? superviseIndexer({ ...start, ...this.#policy() }, this.#observer())
        : null;
  }

  #observer(): Observer {
    const { log, language = 'en' } = this.#options;
    return {
      onProgress: (progress) => this.#state.onProgress(progress),
      onRestart: (exit, output) => {
        this.#state.onRestart();
        this.films.onRestart();
        this.engines.onEngine(null);
        log(formatterFor(language)('cli.index.restarted', { exit, output }));
      },
      onFilm: (task, film) => this.films.onFilm(task, film),
      onEngine: (state) => this.engines.onEngine(state),
      onFailed: (error) => {
        this.#state.onFailed(error);
        log(failureText(language, error));
        if (error.kind === 'library-damaged') this.#sources.onDamaged();
      },
    };
  }

  /** Sends a command to the indexer, if there is one. */
  send(command: IndexerCommand): void {
    this.#indexer?.send(command);
  }

  settings(): Indexing {
    return storedSetting(this.#sources.reader, 'indexing', indexingSchema, DEFAULT_INDEXING);
  }

  setSettings(settings: Indexing): void {
    this.#sources.userData.setSetting('indexing', settings);
    this.#indexer?.change(this.#policy());
  }

  /** Another image-text pack may be chosen: photos are embedded by it from now on. */
  followPack(): void {
    const pack = this.#sources.pack();
    if (pack === this.#pack) return;
    this.#pack = pack;
    this.#indexer?.change(this.#policy());
  }

  /** The engine that the user chose: 'auto', or its id. */
  engineChoice(): string {
    return z.string().min(1).max(64).catch('auto').parse(this.#sources.reader.setting('engine'));
  }

  /** Settings of the indexer. */
  #policy(): Pick<Start, 'mode' | 'pauseOnBattery' | 'engine' | 'analysers' | 'pack'> {
    const { mode, pauseOnBattery, analysers } = this.settings();
    return {
      mode,
      pauseOnBattery: pauseOnBattery && WAITS_FOR_POWER[mode],
      engine: this.engineChoice(),
      analysers: SWITCHED_ANALYSER_IDS.filter((id) => analysers[id]),
      pack: this.#pack,
    };
  }

  isScanning(): boolean {
    return this.#state.isScanning();
  }

  status(): Omit<Status, 'photos' | 'people'> {
    const state = this.#state.view(this.#indexer !== null);
    const revision = this.#sources.reader.revision();
    return {
      ...state,
      films: this.#films(revision),
      // The engine may change before there is progress to report.
      device: this.engines.device() ?? state.device,
      engine: this.engines.status(),
      revision,
      recovered: this.#recovered(),
      histories: this.#sources.userData.historiesFound(),
    };
  }

  #films(revision: number): Status['films'] {
    if (this.#filmCounts.revision !== revision)
      this.#filmCounts = { revision, counts: this.#sources.reader.filmCounts(this.#version) };
    return this.#filmCounts.counts;
  }

  #recovered(): Status['recovered'] {
    const { data = null } = recoverySchema.safeParse(this.#sources.reader.setting('recovery'));
    return data !== null && Date.now() - data.at < RECOVERY_SHOWN_MS ? data : null;
  }

  /** Stops the indexer and the engine task under way. */
  async close(): Promise<void> {
    this.films.close();
    await Promise.all([this.#indexer?.stop(), this.engines.close()]);
  }
}
