// Builds the parts of a checkout that are not run from their sources: for `npm start`, and as a script for `serve`, which
// gets the window. Plain Node without dependencies.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { findNode24, isMain } from './node24.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Folders of src that window and shell are built of too. */
const SHARED = ['src/api', 'src/domain', 'src/i18n', 'src/platform', 'src/query'];
const VITE = ['build', '--config', 'renderer/vite.config.ts', '--logLevel', 'error'];

/** Each part: what it is built of, and how. */
const PARTS = {
  window: {
    stamp: '.renderer',
    sources: ['renderer', ...SHARED],
    args: ['node_modules/vite/bin/vite.js', ...VITE],
  },
  // Without it the command line runs from its sources, which takes longer.
  'command line': { stamp: '.command line', sources: ['src'], args: ['scripts/package/build-cli.ts'] },
  shell: { stamp: '.shell', sources: ['electron', ...SHARED], args: ['electron/build.ts'] },
};

/** Hash of all inputs of a build. @param {readonly string[]} places */
function sourcesHash(places) {
  const hash = createHash('sha256');
  const files = places
    .flatMap((place) =>
      readdirSync(path.join(root, place), { recursive: true }).map((name) =>
        path.join(place, name.toString()),
      ),
    )
    .filter((name) => statSync(path.join(root, name)).isFile())
    .sort();
  for (const name of [...files, 'package-lock.json'])
    hash.update(name).update(readFileSync(path.join(root, name)));
  return hash.digest('hex');
}

/**
 * Builds a part unless its build is of the same sources.
 * @param {keyof typeof PARTS} name
 * @returns {boolean} whether it is there
 */
export function buildPart(name) {
  const { stamp, sources, args } = PARTS[name];
  const file = path.join(root, 'dist', stamp);
  const wanted = sourcesHash(sources);
  if (existsSync(file) && readFileSync(file, 'utf8') === wanted) return true;
  process.stderr.write(`Building the ${name}…\n`);
  const built = spawnSync(findNode24() ?? process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (built.status !== 0) return false;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, wanted);
  return true;
}

// A window that something else built is left as it is.
if (isMain(import.meta.url)) {
  const isThere = existsSync(path.join(root, 'dist', 'renderer', 'index.html'));
  const isOurs = existsSync(path.join(root, 'dist', PARTS.window.stamp));
  if ((!isThere || isOurs) && !buildPart('window')) process.exitCode = 1;
}
