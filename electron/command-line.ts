import path from 'node:path';

export interface CommandLine {
  /** Full path of the library from `--library`. */
  readonly library: string | null;
  /** Full paths of the folders to add. */
  readonly folders: readonly string[];
}

/**
 * Parses `[--library FILE] [FOLDER…]`, relative to `cwd`. Other switches belong to Chromium or the system and are
 * ignored; after `--` everything is a folder.
 */
export function readCommandLine(words: readonly string[], cwd: string): CommandLine {
  let library: string | null = null;
  const folders: string[] = [];
  let onlyFolders = false;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    if (onlyFolders || !word.startsWith('-')) {
      if (word !== '') folders.push(path.resolve(cwd, word));
    } else if (word === '--') onlyFolders = true;
    else if (word.startsWith('--library=')) library = path.resolve(cwd, word.slice('--library='.length));
    else if (word === '--library') {
      i += 1;
      library = path.resolve(cwd, words[i] ?? '');
    }
  }
  return { library, folders };
}
