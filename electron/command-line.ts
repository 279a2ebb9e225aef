import path from 'node:path';
import { HIDDEN } from './autostart.ts';

export interface CommandLine {
  /** Full path of the library from `--library`. */
  readonly library: string | null;
  /** Full paths of the folders to add. */
  readonly folders: readonly string[];
  /** Starts without the window, as at a login. */
  readonly isHidden: boolean;
}

/**
 * Parses `[--hidden] [--library FILE] [FOLDER…]`, relative to `cwd`. Other switches belong to Chromium or the system and are
 * ignored; after `--` everything is a folder.
 */
export function readCommandLine(words: readonly string[], cwd: string): CommandLine {
  let library: string | null = null;
  const folders: string[] = [];
  let onlyFolders = false;
  let isHidden = false;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    if (onlyFolders || !word.startsWith('-')) {
      if (word !== '') folders.push(path.resolve(cwd, word));
    } else if (word === '--') onlyFolders = true;
    else if (word === HIDDEN) isHidden = true;
    else if (word.startsWith('--library=')) library = path.resolve(cwd, word.slice('--library='.length));
    else if (word === '--library') {
      i += 1;
      library = path.resolve(cwd, words[i] ?? '');
    }
  }
  return { library, folders, isHidden };
}

const COMMAND_LINE = '--cli';

/**
 * The arguments of the command line behind `--cli`, which an AppImage is asked for because its files are mounted for
 * as long as it runs only; null where the window is meant. Before it, switches of Chromium may stand.
 */
export function commandArguments(words: readonly string[]): readonly string[] | null {
  const at = words.findIndex((word) => !word.startsWith('-') || word === COMMAND_LINE);
  return words[at] === COMMAND_LINE ? words.slice(at + 1) : null;
}
