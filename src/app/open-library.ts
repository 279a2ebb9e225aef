import { realpath, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import {
  type Indexing,
  indexingSchema,
  recoverySchema,
  type Settings,
  type Status,
  settingsSchema,
} from '../api/contract.ts';
import type { Handlers } from '../api/dispatch.ts';
import { BeachcombError } from '../domain/error.ts';
import { displayPath, folderName, joinPath, shownName } from '../domain/path-bytes.ts';
import type { Progress } from '../indexing/pipeline/progress.ts';
import { type Supervised, superviseIndexer } from '../indexing/process/supervise.ts';
import { isLabel, labelOf } from '../knowledge/labels/vocabulary.ts';
import { isStillThere } from '../platform/files/read-photo.ts';
import { log } from '../platform/log/log.ts';
import { Searcher } from '../search/searcher.ts';
import { openPhrases } from '../search/text-embedding/open-phrases.ts';
import { damagedMarker } from '../store/damaged-marker.ts';
import { LibraryReader } from '../store/library-reader.ts';
import { ThumbnailCache, thumbnailPath } from '../store/thumbnail-cache.ts';
import { openSaliencyMaps } from '../vision/saliency/open-saliency-maps.ts';
import { Copies } from './copies.ts';
import { correctedSearch } from './corrected-search.ts';
import { diagnostics } from './diagnostics.ts';
import { Duplicates } from './duplicates.ts';
import { Engines } from './engines.ts';
import { folderView } from './folder-view.ts';
import type { Library } from './library.ts';
import { libraryAbout } from './library-about.ts';
import { openUserData } from './open-user-data.ts';
import { originalPicture, pictureType } from './original-picture.ts';
import { metadataView, photoRow, splitPath } from './photo-view.ts';
import { programAbout } from './program-about.ts';
import { sameFolder } from './same-folder.ts';
import { searchHandlers } from './search-handlers.ts';
import { wordView } from './search-view.ts';
import { TextCorrections } from './text-correction.ts';
import { userDataHandlers } from './user-data-handlers.ts';
import { windowErrorHandlers } from './window-errors.ts';
import { withDamageHandling } from './with-damage-handling.ts';

export interface OpenOptions {
  /** Path of library.sqlite; made where it is not there. */
  readonly path: string;
  /** The models folder. */
  readonly models: string;
  /** The folder of sample photos, where there is one. */
  readonly samples: string | null;
  /** The system's folder for pictures, where it is known. */
  readonly pictures?: string | null;
  /** Starts the indexer and keeps it running; a search from the command line needs none. */
  readonly indexing: boolean;
  /** Damage was met in the library while it was open: it should be closed and opened again. */
  readonly onDamaged?: () => void;
  readonly log: (line: string) => void;
}

/** Signatures are read when the first photos have been shown. */
const READ_AHEAD_AFTER_MS = 3000;

const PROBLEMS_AT_ONCE = 1000;

const DEFAULT_SETTINGS: Settings = { language: null, theme: 'system' };
const DEFAULT_INDEXING: Indexing = { mode: 'normal', pauseOnBattery: true };
const IDLE: Progress = {
  phase: 'idle',
  found: 0,
  done: 0,
  problems: 0,
  photosPerSecond: 0,
  secondsLeft: null,
  device: null,
  pausedBy: null,
  watching: null,
};

const onReadAheadFailed = (error: unknown): void =>
  log.warn('the embeddings cannot be read ahead of the first search that needs them', { error });

/** What happened is told for so long where nobody says that it was read, milliseconds. */
const RECOVERY_TOLD_MS = 30 * 24 * 3600 * 1000;

/**
 * Opens (creates, migrates) a library and starts its indexer. A damaged one is put aside and made anew with all
 * that the person said; one that cannot be written can still be searched.
 * @throws BeachcombError what the store throws
 */
export async function openLibrary(options: OpenOptions): Promise<Library> {
  const { userData, unwritable } = openUserData(options);
  const reader = new LibraryReader(options.path);
  const thumbnails = new ThumbnailCache(thumbnailPath(options.path), 'read');
  const phrases = openPhrases(options.models, { log: options.log });
  const saliencyMaps = openSaliencyMaps(options.models);
  const searcher = new Searcher(reader, phrases);
  // What is most like a photo, and phrases, should not wait for it.
  setTimeout(() => void searcher.readAhead().catch(onReadAheadFailed), READ_AHEAD_AFTER_MS).unref();
  const duplicates = new Duplicates(searcher, reader, Date.now);
  searcher.setDuplicates(duplicates);
  const corrections = new TextCorrections(searcher, reader, Date.now);
  const copies = new Copies(searcher, reader);
  let progress = IDLE;
  let restarts = 0;
  let failure = unwritable;
  const indexing = (): Indexing => indexingSchema.catch(DEFAULT_INDEXING).parse(reader.setting('indexing'));
  const engineChoice = (): string => z.string().min(1).max(64).catch('auto').parse(reader.setting('engine'));
  const indexingPolicy = (): Indexing & { engine: string } => {
    const { mode, pauseOnBattery } = indexing();
    return { mode, pauseOnBattery: pauseOnBattery && mode !== 'full', engine: engineChoice() };
  };
  const onDamaged = (): void => {
    damagedMarker(options.path).put();
    options.onDamaged?.();
  };
  const engines = new Engines({
    path: options.path,
    models: options.models,
    mode: () => indexing().mode,
    choice: engineChoice,
    choose: (engine) => userData.setSetting('engine', engine),
    hold: (hold) => indexer?.send({ command: 'holdForComparison', hold }),
    onChange: () => indexer?.change(indexingPolicy()),
    now: Date.now,
  });
  const indexer: Supervised | null =
    options.indexing && unwritable === null
      ? superviseIndexer(
          {
            library: options.path,
            models: options.models,
            folders: null,
            resident: true,
            paused: false,
            ...indexingPolicy(),
          },
          {
            onProgress: (now) => {
              progress = now;
              failure = null;
            },
            onRestart: (reason) => {
              restarts += 1;
              engines.tell(null);
              options.log(reason);
            },
            onEngine: (state) => engines.tell(state),
            onFailed: (error) => {
              failure = error;
              options.log(error.message);
              if (error.kind === 'library-damaged') onDamaged();
            },
          },
        )
      : null;

  const folderRow = (id: number) => {
    const row = reader.folders().find((folder) => folder.id === id);
    if (row === undefined) throw new BeachcombError('not-found', `There is no folder ${id}.`);
    return row;
  };
  const folder = (id: number) => folderView(folderRow(id), progress.phase === 'scanning');
  const addFolder = async (wanted: Uint8Array): Promise<number> => {
    // Resolved, so that one folder under two names is one folder.
    const bytes = await realpath(Buffer.from(wanted), 'buffer').catch(() => null);
    const found = bytes === null ? null : await stat(bytes, { bigint: true }).catch(() => null);
    if (bytes === null || !found?.isDirectory())
      throw new BeachcombError(
        'folder-missing',
        `${displayPath(wanted)} is not a folder that can be opened.`,
      );
    const id = (await sameFolder(reader.folders(), found)) ?? userData.addFolder(bytes, Date.now());
    indexer?.send({ command: 'rescan' });
    return id;
  };
  const pictures = options.pictures ?? null;
  const offeredPictures = async (): Promise<string | null> => {
    const bytes = pictures === null ? null : await realpath(pictures, 'buffer').catch(() => null);
    return bytes === null || reader.folders().some((row) => bytes.equals(row.path))
      ? null
      : folderName(bytes);
  };
  const settings = (): Settings => settingsSchema.catch(DEFAULT_SETTINGS).parse(reader.setting('window'));
  const recovered = (): Status['recovered'] => {
    const { data = null } = recoverySchema.safeParse(reader.setting('recovery'));
    return data !== null && Date.now() - data.at < RECOVERY_TOLD_MS ? data : null;
  };
  const status = (): Status => ({
    ...progress,
    phase:
      failure !== null || indexer === null
        ? 'stopped'
        : progress.phase === 'deriving'
          ? 'indexing'
          : progress.phase,
    stoppedBy: failure?.kind ?? null,
    // Another engine may be used before there is progress to tell.
    device: engines.device() ?? progress.device,
    engine: engines.status(),
    revision: reader.revision(),
    restarts,
    recovered: recovered(),
  });

  const handlers: Handlers = {
    'settings.get': settings,
    'settings.set': (wanted) => {
      userData.setSetting('window', wanted);
      return settings();
    },
    'folders.list': () => reader.folders().map((row) => folderView(row, progress.phase === 'scanning')),
    'folders.add': async ({ path: wanted }) => {
      if (!path.isAbsolute(wanted))
        throw new BeachcombError(
          'folder-missing',
          `"${wanted}" is not a full path such as /home/me/Pictures.`,
        );
      return folder(await addFolder(Buffer.from(wanted)));
    },
    'folders.addSamples': async () => {
      if (options.samples === null)
        throw new BeachcombError('not-found', 'The sample photos are not installed.');
      return folder(await addFolder(Buffer.from(options.samples)));
    },
    'folders.pictures': async () => ({ name: await offeredPictures() }),
    'folders.addPictures': async () => {
      if (pictures === null) throw new BeachcombError('not-found', 'No folder for pictures is known.');
      return folder(await addFolder(Buffer.from(pictures)));
    },
    'folders.remove': ({ folder: id }) => {
      if (!userData.removeFolder(id)) throw new BeachcombError('not-found', `There is no folder ${id}.`);
      indexer?.send({ command: 'rescan' });
      return {};
    },
    'folders.directories': ({ folder: id }) => {
      const { excluded } = folderRow(id);
      return [...new Set([...reader.directories(id), ...excluded].map(shownName))].sort();
    },
    'folders.exclude': ({ folder: id, excluded }) => {
      const row = folderRow(id);
      // Names that are no text come back as they were known, by what they are shown as.
      const known = new Map(
        [...reader.directories(id), ...row.excluded].map((bytes) => [shownName(bytes), bytes]),
      );
      userData.setExcluded(
        id,
        excluded.map((name) => known.get(name) ?? Buffer.from(name)),
      );
      indexer?.send({ command: 'rescan' });
      return folder(id);
    },
    'folders.answerMissing': ({ folder: id, forget }) => {
      folderRow(id);
      indexer?.send(forget ? { command: 'forgetMissing', folder: id } : { command: 'rescan' });
      return {};
    },
    'program.about': () => programAbout(options.models),
    'program.diagnostics': async () => ({
      text: await diagnostics({ handlers, engineChoice: engineChoice() }),
    }),
    ...windowErrorHandlers(Date.now),
    'library.about': () => libraryAbout(options.path, os.homedir()),
    'status.get': status,
    'status.dismissRecovery': () => {
      userData.setSetting('recovery', null);
      return {};
    },
    'index.pause': () => {
      indexer?.send({ command: 'pause' });
      return {};
    },
    'index.resume': () => {
      indexer?.send({ command: 'resume' });
      return {};
    },
    'index.rescan': () => {
      indexer?.send({ command: 'rescan' });
      return {};
    },
    'indexing.get': indexing,
    'indexing.set': (wanted) => {
      userData.setSetting('indexing', wanted);
      indexer?.change(indexingPolicy());
      return indexing();
    },
    ...engines.handlers,
    ...copies.handlers,
    ...searchHandlers(searcher, reader, userData.statements, corrections, Date.now),
    ...userDataHandlers(searcher, reader, userData.statements, Date.now),
    'duplicates.list': (input) => duplicates.list(input),
    'photo.why': async ({ photo, label }) => {
      photoRow(reader, photo);
      if (!isLabel(label))
        throw new BeachcombError(
          'not-found',
          'Only what the network itself knows can be shown in the picture.',
        );
      let failure: unknown = new BeachcombError('not-found', 'The photo cannot be reached just now.');
      for (const { folderPath, path: file } of reader.places(photo))
        try {
          if (!(await isStillThere(folderPath, file))) continue;
          const { side, values, area } = await saliencyMaps.of(joinPath(folderPath, file), labelOf(label));
          return { side, values: [...values], area };
        } catch (error) {
          failure = error;
        }
      throw failure;
    },
    'problems.list': ({ offset, limit, ignored: wanted }) => {
      const { total, ignored, rows } = reader.problems(offset, limit, wanted);
      return {
        total,
        ignored,
        rows: rows.map(({ file, folderPath, path: place, kind, detail, deaths }) => ({
          file,
          folderName: folderName(folderPath),
          ...splitPath(place),
          kind,
          detail,
          tries: Math.max(1, deaths),
        })),
      };
    },
    'problems.ignore': ({ files, ignored }) => {
      userData.ignoreProblems(files, ignored);
      indexer?.send({ command: 'recount' });
      return {};
    },
    'problems.retry': ({ files }) => {
      indexer?.send({ command: 'retry', files });
      return {};
    },
    'photo.path': ({ photo }) => {
      const [place] = reader.places(photo);
      if (place === undefined) throw new BeachcombError('not-found', `There is no photo ${photo}.`);
      return { path: joinPath(place.folderPath, place.path).toString('base64') };
    },
    'file.path': ({ file }) => {
      const place = reader.filePlace(file);
      if (place === null) throw new BeachcombError('not-found', `There is no file ${file}.`);
      return { path: joinPath(place.folderPath, place.path).toString('base64') };
    },
  };

  return {
    handlers: withDamageHandling(handlers, onDamaged),
    thumbnail: (photo) => {
      const row = reader.photo(photo);
      const bytes = row === null ? null : thumbnails.get(row.hash);
      return bytes === null ? null : { type: pictureType(bytes), bytes };
    },
    original: (photo) => originalPicture(photoRow(reader, photo).format, reader.places(photo)),
    originalForConversion: (photo) =>
      originalPicture(photoRow(reader, photo).format, reader.places(photo), 'bmp'),
    search: (text, how) => correctedSearch(searcher, corrections, text, how),
    describe: (word) => wordView(word, searcher.index.customLabels).meaning,
    *problems() {
      for (let offset = 0; ; offset += PROBLEMS_AT_ONCE) {
        const { rows } = reader.problems(offset, PROBLEMS_AT_ONCE);
        for (const { folderPath, path: file, kind, detail } of rows)
          yield { path: joinPath(folderPath, file), kind, detail };
        if (rows.length < PROBLEMS_AT_ONCE) return;
      }
    },
    paths: (photo) => reader.places(photo).map(({ folderPath, path: file }) => joinPath(folderPath, file)),
    metadata: (photo) => {
      const row = reader.photo(photo);
      return row === null ? null : metadataView(row);
    },
    addFolder,
    engineChoice,
    async close() {
      await Promise.all([indexer?.stop(), engines.close(), copies.close()]);
      await phrases.close();
      await saliencyMaps.close();
      await duplicates.close();
      thumbnails.close();
      reader.close();
      userData.close();
    },
  };
}
