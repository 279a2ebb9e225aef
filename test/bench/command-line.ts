/**
 * npm run bench:command-line: processor time (user + system) of short commands, the best of ten runs, beside a Node
 * that does nothing. Each is run from its sources and, after `npm start` or scripts/package/build-cli.ts, from its bundle.
 *
 *   --photos N,N   sizes of the libraries (2000,100000)
 *   --runs N       how often each command is run (10)
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { buildCommandLine } from '../../scripts/package/build-cli.ts';
import { ROOT } from '../support/paths.ts';
import { syntheticLibrary } from './synthetic-library.ts';

const { values } = parseArgs({
  options: {
    photos: { type: 'string', default: '2000,100000' },
    runs: { type: 'string', default: '10' },
  },
});

/** Writes what its process and its children used, in seconds, when the command has ended. */
const MEASURE = `import { resourceUsage } from 'node:process';
import { writeFileSync } from 'node:fs';
process.on('exit', () => {
  const { userCPUTime, systemCPUTime } = resourceUsage();
  writeFileSync(process.env.BEACHCOMB_BENCH_OUT, String((userCPUTime + systemCPUTime) / 1e6));
});`;

function secondsOf(folder: string, args: readonly string[]): number {
  const out = path.join(folder, 'seconds');
  const run = spawnSync(process.execPath, ['--import', path.join(folder, 'measure.mjs'), ...args], {
    env: { ...process.env, BEACHCOMB_BENCH_OUT: out },
    stdio: 'ignore',
  });
  if (run.status !== 0) throw new Error(`${args.join(' ')} ended with ${run.status}.`);
  return Number(readFileSync(out, 'utf8'));
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-bench-'));
try {
  writeFileSync(path.join(folder, 'measure.mjs'), MEASURE);
  mkdirSync(path.join(ROOT, 'dist'), { recursive: true });
  await buildCommandLine(path.join(ROOT, 'dist', 'cli'));
  const launcher = path.join(ROOT, 'scripts', 'beachcomb.mjs');
  const sources = path.join(ROOT, 'src', 'entry', 'cli', 'main.ts');
  const commands: [name: string, args: readonly string[]][] = [
    ['node -e 0', ['-e', '0']],
    ['--version', [launcher, '--version']],
  ];
  for (const photos of values.photos.split(',').map(Number)) {
    const search = ['search', '--library', await syntheticLibrary(photos), '--limit', '100', 'dog'];
    commands.push([`search of ${photos}, sources`, [sources, ...search]]);
    commands.push([`search of ${photos}`, [launcher, ...search]]);
  }
  const best = commands.map(([name, args]) => ({
    name,
    seconds: Math.min(...Array.from({ length: Number(values.runs) }, () => secondsOf(folder, args))),
  }));
  const bare = best[0]?.seconds ?? Number.NaN;
  console.table(
    Object.fromEntries(
      best.map(({ name, seconds }) => [
        name,
        { 'CPU s': seconds.toFixed(3), 'times node -e 0': (seconds / bare).toFixed(1) },
      ]),
    ),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
