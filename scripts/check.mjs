// npm run check: type check, format, lint and dead code. All of them run, even if one fails. On two processors the
// compiler takes half the processor time with one thread.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { installMissing, root } from './install.mjs';
import { findNode24, isMain } from './node24.mjs';

const CHECKS = [
  ['types', 'typescript/bin/tsc', '-p', '.', '--singleThreaded'],
  ['types of the renderer', 'typescript/bin/tsc', '-p', 'renderer', '--singleThreaded'],
  ['format and lint', '@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
  ['dead code', 'knip/bin/knip.js'],
];

/** Runs every check; true if all pass. */
export function check() {
  let good = true;
  for (const [name, script, ...args] of CHECKS) {
    const result = spawnSync(findNode24(), [path.join(root, 'node_modules', script), ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    process.stdout.write(`${result.status === 0 ? 'ok   ' : 'WRONG'} ${name}\n`);
    if (result.status !== 0) good = false;
  }
  return good;
}

if (isMain(import.meta.url)) {
  await installMissing();
  process.exitCode = check() ? 0 : 1;
}
