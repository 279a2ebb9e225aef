import { watch } from 'node:fs';
import path from 'node:path';
import { ROOT } from './root.ts';

/** Debounce time, because editors save a file in several steps. */
const QUIET_MS = 150;

/** Calls `onChange` once after files in these folders of the checkout changed and QUIET_MS passed without a change. */
export function watchFolders(folders: readonly string[], onChange: () => void): { close(): void } {
  let quiet: NodeJS.Timeout | undefined;
  const watchers = folders.map((folder) =>
    watch(path.join(ROOT, folder), { recursive: true }, () => {
      clearTimeout(quiet);
      quiet = setTimeout(onChange, QUIET_MS);
    }),
  );
  return {
    close() {
      clearTimeout(quiet);
      for (const watcher of watchers) watcher.close();
    },
  };
}
