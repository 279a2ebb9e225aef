import path from 'node:path';
import type { Plugin } from 'vite';

/** Replacements for the development shell, by file of electron/. Each text must occur exactly once. */
const changes = (url: string): Readonly<Record<string, readonly (readonly [string, string])[]>> => ({
  'lock-down.ts': [
    ["'app://beachcomb/'", JSON.stringify(url)],
    ["new Set(['app:',", "new Set(['http:', 'ws:', 'app:',"],
    ["'MAP * ~NOTFOUND'", "'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'"],
  ],
  'places.ts': [
    [
      "path.join(root, 'src', 'entry', 'host', 'main.ts')",
      "path.join(root, 'scripts', 'dev', 'watched-host.ts')",
    ],
  ],
});

/**
 * The source of a file of electron/ for the development shell, whose window loads `url`; null if it is unchanged.
 * The shipped shell has no such switch: it is built without these replacements.
 * @throws Error if a text to replace does not occur exactly once
 */
export function openLock(file: string, source: string, url: string): string | null {
  const wanted = changes(url)[file];
  if (wanted === undefined) return null;
  return wanted.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`electron/${file} does not hold ${from} once.`);
    return text.replace(from, () => to);
  }, source);
}

/** Applies `openLock` in the build of the shell. */
export const openLockPlugin = (url: string): Plugin => ({
  name: 'beachcomb-open-lock',
  enforce: 'pre',
  transform(source, id) {
    if (path.basename(path.dirname(id)) !== 'electron') return null;
    return openLock(path.basename(id), source, url);
  },
});
