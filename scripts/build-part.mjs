// Builds the parts of a checkout that are not run from their sources: for `npm start`, and as a script for `serve`, which
// gets the window. Plain Node without dependencies.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { findNode24, isMain } from './node24.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Folders of src that window and shell are built of too. */
const SHARED = ['src/api', 'src/domain', 'src/i18n', 'src/platform', 'src/query'];
const WINDOW = path.join(root, 'dist', 'renderer');
/** Where a window is built: another process may serve the one that is there. */
const NEW_WINDOW = `${WINDOW}-${process.pid}`;
const VITE = ['build', '--config', 'renderer/vite.config.ts', '--logLevel', 'error', '--outDir', NEW_WINDOW];

/** Each part: where in dist it is, what it is built of, and how. */
const PARTS = {
  window: {
    stamp: '.renderer',
    output: 'renderer/index.html',
    sources: ['renderer', ...SHARED],
    args: ['node_modules/vite/bin/vite.js', ...VITE],
    finish: takeNewWindow,
  },
  // Without it the command line runs from its sources, which takes longer.
  'command line': {
    stamp: '.command line',
    output: 'cli/main.mjs',
    sources: ['src'],
    args: ['scripts/package/build-cli.ts'],
  },
  shell: {
    stamp: '.shell',
    output: 'electron/main.mjs',
    sources: ['electron', ...SHARED],
    args: ['electron/build.ts'],
  },
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

/** Puts the new window in the place of the old one, unless another process is quicker: its window is as new. */
function takeNewWindow() {
  const old = `${NEW_WINDOW}-old`;
  if (existsSync(WINDOW)) renameUnless(['ENOENT'], WINDOW, old);
  renameUnless(['ENOTEMPTY', 'EEXIST', 'EPERM'], NEW_WINDOW, WINDOW);
  for (const folder of [old, NEW_WINDOW]) rmSync(folder, { recursive: true, force: true });
}

/** @param {readonly string[]} codes of the errors that are none @param {string} from @param {string} to */
function renameUnless(codes, from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!codes.includes(error.code)) throw error;
  }
}

/**
 * Builds a part unless its build is of the same sources.
 * @param {keyof typeof PARTS} name
 * @returns {boolean} whether it is there
 */
export function buildPart(name) {
  const { stamp, output, sources, args, finish } = PARTS[name];
  const file = path.join(root, 'dist', stamp);
  const wanted = sourcesHash(sources);
  const isThere = existsSync(path.join(root, 'dist', output));
  if (isThere && existsSync(file) && readFileSync(file, 'utf8') === wanted) return true;
  process.stderr.write(`Building the ${name}…\n`);
  const built = spawnSync(findNode24() ?? process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (built.status !== 0) return false;
  finish?.();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, wanted);
  return true;
}

if (isMain(import.meta.url) && !buildPart('window')) process.exitCode = 1;
