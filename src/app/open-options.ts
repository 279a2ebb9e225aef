import path from 'node:path';
import type { BeachcombError } from '../domain/error.ts';
import type { Language } from '../domain/label.ts';

export interface OpenOptions {
  /** Path of library.sqlite; created if missing. */
  readonly path: string;
  /** Path of the models folder. */
  readonly models: string;
  /** Data folder of Beachcomb, where added packs lie; that of the library if absent. */
  readonly dataFolder?: string;
  /** Path of the folder of sample photos, if there is one. */
  readonly samples: string | null;
  /** Path of the system's pictures folder, if known. */
  readonly pictures?: string | null;
  /** Starts the indexer and keeps it running; a search from the command line does not need it. */
  readonly indexing: boolean;
  /** Called when the open library is found damaged: it should be closed and opened again. */
  readonly onDamaged?: () => void;
  /** Receives why the library is read-only, once it is open; absent: `log` does. */
  readonly onReadOnly?: (why: BeachcombError) => void;
  /** Receives what happens to the library as sentences in `language`. */
  readonly log: (line: string) => void;
  /** The shell of the desktop app can move files to the trash of the system. */
  readonly hasShell?: boolean;
  /** English if absent: the log is in English. */
  readonly language?: Language;
}

/** Data folder of Beachcomb, where added packs lie. */
export const dataFolderOf = ({
  path: library,
  dataFolder,
}: Pick<OpenOptions, 'path' | 'dataFolder'>): string => dataFolder ?? path.dirname(library);
