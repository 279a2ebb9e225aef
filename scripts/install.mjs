// Installs missing packages: `npm ci` if node_modules does not match package-lock.json.
// Plain Node without dependencies, because it runs before they are installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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

/** Makes node_modules match the lockfile. Fast if it does already. */
export function installMissing() {
  const { platform, arch } = process;
  const problem = systemProblem({ platform, arch, glibc: glibcVersion(), node: process.versions.node });
  if (problem !== null) giveUp(problem);
  const stamp = path.join(root, 'node_modules', '.installed-for');
  const wanted = lockHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stderr.write('Installing what is missing (once, about a minute)…\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    timeout: 15 * 60_000,
  });
  if (result.status !== 0)
    giveUp(
      'The packages could not be installed. Is there a connection to the package registry? Then try again.',
    );
  writeFileSync(stamp, wanted);
}
