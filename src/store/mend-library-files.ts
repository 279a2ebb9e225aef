import { readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { mendPrivateFiles } from '../platform/files/private-files.ts';
import { log } from '../platform/log/log.ts';

const SQLITE = '(-wal|-shm|-journal)?';
/** What Beachcomb names after the whole name of a library. */
const AFTER_NAME = new RegExp(`^(|\\.new|\\.lock|\\.recovery)${SQLITE}$|^\\.(met-damage|decoding)$`);
/** What it also names so, and named after the name without its extension in earlier versions. */
const AFTER_STEM = new RegExp(
  `^\\.thumbnails\\.sqlite${SQLITE}$|^\\.said\\.jsonl(\\.new)?$|^\\.engines\\.json(\\.new)?$|^\\.[\\w-]*(damaged|copy|kept)-\\d{4}-.*$|^\\.said\\.[\\w-]+-\\d{4}-.*$`,
);

/**
 * Takes an existing library and the files beside it away from the group and all other users: older versions made them
 * by the umask. Files of other programs in the same folder stay as they are.
 */
export function mendLibraryFiles(library: string): void {
  try {
    const file = realpathSync(library);
    const [folder, name] = [path.dirname(file), path.basename(file)];
    const stem = name.replace(/\.sqlite$/, '');
    const isOurs = (entry: string): boolean =>
      (entry.startsWith(name) &&
        (AFTER_NAME.test(entry.slice(name.length)) || AFTER_STEM.test(entry.slice(name.length)))) ||
      (entry.startsWith(stem) && AFTER_STEM.test(entry.slice(stem.length)));
    mendPrivateFiles(
      readdirSync(folder)
        .filter(isOurs)
        .map((entry) => path.join(folder, entry)),
    );
  } catch (error) {
    // No library yet: its files are made private.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      log.warn('the files of the library cannot be listed', { error });
  }
}
