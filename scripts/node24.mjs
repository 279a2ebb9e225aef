// node24.mjs SCRIPT ARGS…: runs SCRIPT under Node 24, whatever Node started this.
// Everything outside Electron's own processes runs on Node 24, because it runs TypeScript directly and better-sqlite3
// requires it.
import { spawn } from 'node:child_process';
import { mkdirSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const WANTED = 24;

/**
 * Folder of Node's compile cache in the user's cache folder or in BEACHCOMB_CACHE_FOLDER, readable by this user only; null if there can be none: then
 * everything is compiled at every start.
 */
export function compiledFolder({ env = process.env, platform = process.platform, home = os.homedir() } = {}) {
  const caches =
    platform === 'win32'
      ? (env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'))
      : platform === 'darwin'
        ? path.join(home, 'Library', 'Caches')
        : path.isAbsolute(env.XDG_CACHE_HOME ?? '')
          ? env.XDG_CACHE_HOME
          : path.join(home, '.cache');
  const own =
    env.BEACHCOMB_CACHE_FOLDER || path.join(caches, platform === 'linux' ? 'beachcomb' : 'Beachcomb');
  const folder = path.join(own, 'compiled');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { mode, uid } = statSync(folder);
    // Code from a folder that somebody else can write is never run.
    const isOwn = platform === 'win32' || (uid === process.getuid?.() && (mode & 0o077) === 0);
    return isOwn ? folder : null;
  } catch {
    // A home that cannot be written costs time at each start, nothing else.
    return null;
  }
}

/** Whether a script is what Node was started with, also through a link to it. @param {string} url import.meta.url */
export function isMain(url) {
  const [, started] = process.argv;
  if (started === undefined) return false;
  try {
    return realpathSync(started) === realpathSync(fileURLToPath(url));
  } catch {
    // Node was started with something that is not a file.
    return false;
  }
}

/** Flags for processes that hold a library in memory; the reasons are in src/api/host-runtime.ts. */
export const HOST_FLAGS = ['--max-semi-space-size=2', '--heap-growing-percent=20'];
export const HOST_ENVIRONMENT = { MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_ARENA_MAX: '1' };

/** Path of a Node 24: the current one or that of the pinned platform package; null if neither exists. */
export function findNode24() {
  if (Number(process.versions.node.split('.')[0]) === WANTED) return process.execPath;
  const require = createRequire(import.meta.url);
  const { platform, arch } = process;
  const names = [`node-${platform === 'win32' ? 'win' : platform}-${arch}`, `node-bin-${platform}-${arch}`];
  for (const name of names) {
    try {
      const manifest = require.resolve(`${name}/package.json`);
      return path.join(path.dirname(manifest), 'bin', platform === 'win32' ? 'node.exe' : 'node');
    } catch {
      // Not installed: try the next name.
    }
  }
  return null;
}

const compileCache = () => {
  const folder = compiledFolder();
  return folder === null ? {} : { NODE_COMPILE_CACHE: folder };
};

/**
 * Runs a script under Node 24 on the terminal of this process; resolves to its exit code.
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, interruptedBy?: NodeJS.Signals | null }} [how] `interruptedBy`: what
 * the script is sent when this process alone may have been interrupted; null: nothing
 */
export function runNode24(args, { cwd, env = process.env, interruptedBy = null } = {}) {
  const node = findNode24();
  if (node === null) {
    process.stderr.write(
      `Beachcomb needs Node ${WANTED}, and its package for ${process.platform}-${process.arch} is not installed. Run "npm ci", or install Node ${WANTED}.\n`,
    );
    // 1 would be a search without results.
    return Promise.resolve(2);
  }
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], {
    stdio: 'inherit',
    cwd,
    env: { ...env, ...compileCache() },
  });
  // The terminal sends Ctrl-C to the whole process group; the child exits cleanly, and this process waits for it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      const passed = signal === 'SIGINT' ? interruptedBy : signal;
      if (passed !== null) child.kill(passed);
    });
  }
  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(1);
    });
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

/**
 * Runs a script that holds a library in memory until a signal. `kill -INT` reaches this process alone, Ctrl-C both: so
 * the script gets another signal, of which the first after an interrupt changes nothing. A second interrupt would end
 * it in the middle of closing. On Windows a signal that is sent would do so too.
 */
export const runHost = (args) =>
  runNode24([...HOST_FLAGS, ...args], {
    env: { ...process.env, ...HOST_ENVIRONMENT },
    interruptedBy: process.platform === 'win32' ? null : 'SIGTERM',
  });

if (isMain(import.meta.url)) {
  process.exitCode = await runNode24(process.argv.slice(2));
}
