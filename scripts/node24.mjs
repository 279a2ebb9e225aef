// node24.mjs SCRIPT ARGS…: runs SCRIPT under Node 24, whatever Node started this.
// Everything outside Electron's own processes runs on Node 24, because it runs TypeScript directly and better-sqlite3
// requires it.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const WANTED = 24;

/** Folder of Node's compile cache, shared by all processes. */
const COMPILED = fileURLToPath(new URL('../.cache/compiled', import.meta.url));

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

/** Runs a script under Node 24 on the terminal of this process; resolves to its exit code. */
export function runNode24(args, { cwd, env = process.env } = {}) {
  const node = findNode24();
  if (node === null) {
    process.stderr.write(
      `Beachcomb needs Node ${WANTED}, and its package for ${process.platform}-${process.arch} is not installed. Run "npm ci", or install Node ${WANTED}.\n`,
    );
    return Promise.resolve(1);
  }
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], {
    stdio: 'inherit',
    cwd,
    env: { ...env, NODE_COMPILE_CACHE: COMPILED },
  });
  // The terminal sends Ctrl-C to the whole process group; the child exits cleanly, and this process waits for it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT') child.kill(signal);
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

/** Runs a script that holds a library in memory. */
export const runHost = (args) =>
  runNode24([...HOST_FLAGS, ...args], { env: { ...process.env, ...HOST_ENVIRONMENT } });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await runNode24(process.argv.slice(2));
}
