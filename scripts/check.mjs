// npm run check: type check, format, lint and dead code, at once. All of them run, even if one fails.
import { execFile } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { installMissing, root } from './install.mjs';
import { findNode24, isMain } from './node24.mjs';

// One thread each: with several the compiler takes twice the processor time.
const CHECKS = [
  ['types', 'typescript/bin/tsc', '-p', '.', '--singleThreaded'],
  ['types of the renderer', 'typescript/bin/tsc', '-p', 'renderer', '--singleThreaded'],
  ['format and lint', '@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
  ['dead code', 'knip/bin/knip.js'],
];

const MOST_OUTPUT = 64 << 20;
const env = process.stdout.isTTY ? { ...process.env, FORCE_COLOR: '1' } : process.env;

/** Runs a check to its end; resolves to whether it passes, after what it printed and a line about it. */
function run([name, script, ...args]) {
  return new Promise((resolve) => {
    execFile(
      findNode24(),
      [path.join(root, 'node_modules', script), ...args],
      { cwd: root, env, maxBuffer: MOST_OUTPUT },
      (error, stdout, stderr) => {
        process.stdout.write(`${stdout}${stderr}${error === null ? 'ok   ' : 'WRONG'} ${name}\n`);
        resolve(error === null);
      },
    );
  });
}

/** Runs every check; resolves to true if all pass. */
export async function check() {
  return (await Promise.all(CHECKS.map(run))).every(Boolean);
}

if (isMain(import.meta.url)) {
  await installMissing();
  process.exitCode = (await check()) ? 0 : 1;
}
