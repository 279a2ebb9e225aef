/**
 * npm run bench:command-line: processor time (user + system) of short commands, the best of ten runs, beside a Node
 * that does nothing. Each is run from its sources and from its bundle; a search also as the first after a change, for
 * which no index is kept, and beside a program that has the library open, whose processor time counts too.
 *
 *   --photos N,N   sizes of the libraries (2000,100000)
 *   --runs N       how often each command is run (10)
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { buildCommandLine } from '../../scripts/package/build-cli.ts';
import { serveCommands } from '../../src/entry/socket/serve-commands.ts';
import { discardKeptIndex } from '../../src/search/index/kept-index.ts';
import { openAtRest } from '../support/open-at-rest.ts';
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

async function secondsOf(folder: string, args: readonly string[]): Promise<number> {
  const out = path.join(folder, 'seconds');
  const before = process.cpuUsage();
  const run = spawn(process.execPath, ['--import', path.join(folder, 'measure.mjs'), ...args], {
    env: { ...process.env, BEACHCOMB_BENCH_OUT: out },
    stdio: 'ignore',
  });
  const [status] = await once(run, 'close');
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}.`);
  // What this process computed is what the open library did.
  const { user, system } = process.cpuUsage(before);
  return Number(readFileSync(out, 'utf8')) + (user + system) / 1e6;
}

interface Measured {
  readonly name: string;
  readonly seconds: number;
}

async function best(
  folder: string,
  name: string,
  args: readonly string[],
  before: () => void = () => {},
): Promise<Measured> {
  const seconds = [];
  for (let run = 0; run < Number(values.runs); run += 1) {
    before();
    seconds.push(await secondsOf(folder, args));
  }
  return { name, seconds: Math.min(...seconds) };
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-bench-'));
try {
  writeFileSync(path.join(folder, 'measure.mjs'), MEASURE);
  mkdirSync(path.join(ROOT, 'dist'), { recursive: true });
  await buildCommandLine(path.join(ROOT, 'dist', 'cli'));
  const launcher = path.join(ROOT, 'scripts', 'beachcomb.mjs');
  const sources = path.join(ROOT, 'src', 'entry', 'cli', 'main.ts');
  const measured = [
    await best(folder, 'node -e 0', ['-e', '0']),
    await best(folder, '--version', [launcher, '--version']),
  ];
  for (const photos of values.photos.split(',').map(Number)) {
    const library = await syntheticLibrary(photos);
    const search = ['search', '--library', library, '--limit', '100', 'dog'];
    measured.push(await best(folder, `search of ${photos}, sources`, [sources, ...search]));
    const discard = (): void => discardKeptIndex(library);
    measured.push(await best(folder, `search of ${photos}, the first`, [launcher, ...search], discard));
    measured.push(await best(folder, `search of ${photos}`, [launcher, ...search]));
    const open = await openAtRest(library);
    const commands = await serveCommands(library, async () => open.handlers);
    measured.push(await best(folder, `search of ${photos}, open elsewhere`, [launcher, ...search]));
    await commands.close();
    await open.close();
  }
  const bare = measured[0]?.seconds ?? Number.NaN;
  console.table(
    Object.fromEntries(
      measured.map(({ name, seconds }) => [
        name,
        { 'CPU s': seconds.toFixed(3), 'times node -e 0': (seconds / bare).toFixed(1) },
      ]),
    ),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
