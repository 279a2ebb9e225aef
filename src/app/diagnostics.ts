import os from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Folder, Indexing, Settings } from '../api/contract.ts';
import type { Handlers } from '../api/dispatch.ts';
import { SWITCHED_ANALYSER_IDS } from '../domain/analyser.ts';
import { BeachcombError } from '../domain/error.ts';
import { log } from '../platform/log/log.ts';
import { lastLogRecords } from '../platform/log/log-file.ts';
import { logFolder } from '../platform/log/log-folder.ts';
import { publicRecord } from '../platform/log/public-record.ts';
import { programVersion } from './program-version.ts';

/** Number of log records included. */
const MOST_RECORDS = 100;
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The parts of an open library that are used. */
type Asked = Pick<
  Handlers,
  'folders.list' | 'status.get' | 'library.about' | 'indexing.get' | 'settings.get' | 'program.about'
>;

/** Numbers of a version only, because a custom kernel may have a name appended. */
const numbersOf = (version: string): string => /^[\d.]*/.exec(version)?.[0] ?? '';

/**
 * Content of a bug report, built from harmless data only: versions, system, counts, settings, the last log records.
 * Contains no path, no name and no text of the user.
 * @param library the open library; null if none can be opened
 */
export async function diagnostics(
  library: { readonly handlers: Asked; readonly engineChoice: string } | null,
): Promise<string> {
  const memory = (os.totalmem() / 2 ** 30).toFixed(0);
  const { locale } = Intl.DateTimeFormat().resolvedOptions();
  const records = lastLogRecords(logFolder(), MOST_RECORDS);
  return [
    `Beachcomb ${programVersion()}, Node ${process.versions.node}`,
    `${process.platform}-${process.arch} ${numbersOf(os.release())}, ${os.availableParallelism()} processors, ${memory} GiB, ${locale}`,
    ...(library === null ? ['library: not open'] : await libraryLines(library)),
    `log: the last ${records.length} records`,
    ...records.map((record) => publicRecord(record, ROOT)),
    '',
  ].join('\n');
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** The files of each kind, and the missing photos, of all folders. */
const FOLDER_COUNTS: Readonly<Record<string, (folder: Folder) => number>> = {
  files: ({ files }) => files,
  waiting: ({ waiting }) => waiting,
  problems: ({ problems }) => problems,
  cloudOnly: ({ cloudOnly }) => cloudOnly,
  missing: ({ missing }) => sum(missing.map(({ photos }) => photos)),
  others: ({ others }) => sum(Object.values(others)),
};

function foldersLine(folders: readonly Folder[]): string {
  const counts = Object.entries(FOLDER_COUNTS).map(([name, of]) => `${name} ${sum(folders.map(of))}`);
  return [`${folders.length}`, ...counts, ...folders.map(({ state }) => state)].join(', ');
}

/** What a report states of each setting; null: nothing. No text of the user may be in it. */
const SETTINGS = {
  language: ({ language }) => `language ${language ?? 'system'}`,
  theme: ({ theme }) => `theme ${theme}`,
} as const satisfies Reports<Settings>;

/** The same of what indexing may do. */
const INDEXING = {
  mode: ({ mode }) => `mode ${mode}`,
  pauseOnBattery: ({ pauseOnBattery }) => `pause on battery ${pauseOnBattery}`,
  analysers: ({ analysers }) =>
    `analysers ${SWITCHED_ANALYSER_IDS.filter((id) => analysers[id]).join(' ') || 'none'}`,
  filmFrames: ({ filmFrames }) => `frames of films ${filmFrames}`,
} as const satisfies Reports<Indexing>;

type Reports<Chosen> = { readonly [Field in keyof Chosen]-?: ((chosen: Chosen) => string) | null };

const reportsOf = <Chosen>(reports: Reports<Chosen>, chosen: Chosen): string[] =>
  Object.values<((chosen: Chosen) => string) | null>(reports).flatMap((report) => report?.(chosen) ?? []);

async function libraryLines(library: {
  readonly handlers: Asked;
  readonly engineChoice: string;
}): Promise<string[]> {
  const { handlers, engineChoice } = library;
  const sections: Readonly<Record<string, () => Promise<string>>> = {
    network: async () => (await handlers['program.about']({})).network,
    folders: async () => foldersLine(await handlers['folders.list']({})),
    library: async () => {
      const { bytes, thumbnailBytes } = await handlers['library.about']({});
      return `${bytes} bytes, thumbnails ${thumbnailBytes} bytes`;
    },
    indexing: async () => {
      const status = await handlers['status.get']({});
      const { phase, found, done, photos, problems, pausedBy, stoppedBy } = status;
      const { restarts, watching, recovered, engine } = status;
      // The choice is text from the library; the engine in use is text from the program.
      const choice = engineChoice === 'auto' || engineChoice === engine?.used ? engineChoice : 'another';
      return [
        phase,
        `files found ${found}`,
        `done ${done}`,
        `photos ${photos}`,
        `problems ${problems}`,
        `restarts ${restarts}`,
        `paused by ${pausedBy}`,
        `stopped by ${stoppedBy}`,
        `watching ${watching}`,
        `engine ${engine?.used ?? 'none yet'} (chosen: ${choice})`,
        `recovered ${recovered === null ? 'never' : recovered.reason}`,
      ].join(', ');
    },
    settings: async () => {
      const settings = reportsOf<Settings>(SETTINGS, await handlers['settings.get']({}));
      return [...settings, ...reportsOf<Indexing>(INDEXING, await handlers['indexing.get']({}))].join(', ');
    },
  };
  return Promise.all(
    Object.entries(sections).map(async ([name, section]) => {
      try {
        return `${name}: ${await section()}`;
      } catch (error) {
        log.error('a part of the diagnostics cannot be read', { detail: name, error });
        return `${name}: cannot be read (${error instanceof BeachcombError ? error.kind : 'internal'})`;
      }
    }),
  );
}
