// Installs missing packages: `npm ci` if node_modules does not match package-lock.json.
// Plain Node without dependencies, because it runs before they are installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { glibcVersion, systemProblem } from './supported-systems.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');

/** Prints a sentence and exits with an error. */
export function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** Packages that fetched more after they were installed: kept while their version is the same. */
const FETCHED = ['electron'];
const INSTALL_WITHIN_MS = 15 * 60_000;
/** In ms from the signal to the end of npm, until it is killed. */
const END_WITHIN_MS = 5000;
const MODULES = path.join(root, 'node_modules');
/** Packages are installed here and moved when all are there: whatever ends it, what is installed stays as it was. */
const BESIDE = path.join(root, 'node_modules.new');
const STAMP = '.installed-for';

/** @param {string} file @returns {any} null if it is missing or not JSON */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Whether `npm ci` installed these packages: by its own list, which has no optional package of another system. */
function isInstalled() {
  const there = readJson(path.join(MODULES, '.package-lock.json'))?.packages;
  const wanted = readJson(path.join(root, 'package-lock.json'))?.packages;
  if (there === undefined || wanted === undefined) return false;
  return Object.entries(wanted).every(
    ([name, { version, optional }]) =>
      name === '' || (there[name] === undefined ? optional === true : there[name].version === version),
  );
}

/** Makes node_modules match the lockfile. Fast if it does already. */
export async function installMissing() {
  const { platform, arch } = process;
  const problem = systemProblem({ platform, arch, glibc: glibcVersion(), node: process.versions.node });
  if (problem !== null) giveUp(problem);
  const stamp = path.join(MODULES, STAMP);
  const wanted = lockHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!isInstalled()) {
    process.stderr.write('Installing what is missing (once, about a minute)…\n');
    await installBeside();
  }
  writeFileSync(stamp, wanted);
}

async function installBeside() {
  const owner = path.join(BESIDE, 'pid');
  if (existsSync(owner) && isRunning(Number(readFileSync(owner, 'utf8'))))
    giveUp('Another command installs the packages just now. Try again when it has finished.');
  try {
    rmSync(BESIDE, { recursive: true, force: true });
    mkdirSync(BESIDE);
    writeFileSync(owner, String(process.pid));
    for (const name of ['package.json', 'package-lock.json', '.npmrc'])
      if (existsSync(path.join(root, name))) copyFileSync(path.join(root, name), path.join(BESIDE, name));
  } catch (error) {
    giveUp(`The packages could not be installed in ${root}: ${error.message}`);
  }
  const ended = await npmCi();
  if (ended !== 0) rmSync(BESIDE, { recursive: true, force: true });
  if (ended === 'stopped') process.exit(130);
  if (ended !== 0)
    giveUp(
      'The packages could not be installed: see above. They come from the package registry; is there a connection, and room on the disk? Then try again.',
    );
  const fresh = path.join(BESIDE, 'node_modules');
  for (const name of FETCHED) keepFetched(path.join(MODULES, name), path.join(fresh, name));
  rmSync(MODULES, { recursive: true, force: true });
  renameSync(fresh, MODULES);
  rmSync(BESIDE, { recursive: true, force: true });
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** @param {string} old @param {string} fresh folders of the package */
function keepFetched(old, fresh) {
  const version = readJson(path.join(old, 'package.json'))?.version;
  if (version === undefined || version !== readJson(path.join(fresh, 'package.json'))?.version) return;
  rmSync(fresh, { recursive: true });
  renameSync(old, fresh);
}

/** Runs `npm ci` beside, with all that it starts. @returns {Promise<number | 'stopped' | null>} its exit code */
function npmCi() {
  const isWindows = process.platform === 'win32';
  const npm = spawn(isWindows ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: BESIDE,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: isWindows,
    // A group of its own, which ends as a whole.
    detached: !isWindows,
    timeout: INSTALL_WITHIN_MS,
  });
  const end = (signal) => {
    try {
      if (npm.pid !== undefined) process.kill(isWindows ? npm.pid : -npm.pid, signal);
    } catch {
      // It has ended already.
    }
  };
  let isStopped = false;
  const stop = () => {
    isStopped = true;
    end('SIGTERM');
    setTimeout(end, END_WITHIN_MS, 'SIGKILL').unref();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.once(signal, stop);
  return new Promise((resolve) => {
    const onEnd = (code) => {
      for (const signal of signals) process.off(signal, stop);
      // Whatever it started and left behind.
      if (code !== 0) end('SIGKILL');
      resolve(isStopped ? 'stopped' : code);
    };
    npm.once('error', () => onEnd(null));
    npm.once('exit', onEnd);
  });
}
