/**
 * npm run try:readme: both commands of README as a newcomer meets them: a fresh clone in a folder with spaces and 照片,
 * an empty cache of npm, a home with nothing in it, and on the PATH a Node, its npm and what every Linux has. Linux only;
 * needs git and the registry.
 *
 *   --node 20,22,24,26     newest Node of each of these
 *   --users root,nobody    as whom; only root can be another user
 *   --tests 24             Node and first user that `npm test` runs with, too; "none" for none
 *   --keep                 leaves the last clone
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import * as z from 'zod';
import { findProcesses } from '../e2e/find-processes.ts';
import { enterServer } from '../integration/entry/http/enter-server.ts';
import { MODELS, ROOT } from '../support/paths.ts';

const { values } = parseArgs({
  options: {
    node: { type: 'string', default: '20,22,24,26' },
    users: { type: 'string', default: process.getuid?.() === 0 ? 'root,nobody' : os.userInfo().username },
    tests: { type: 'string', default: '24' },
    keep: { type: 'boolean', default: false },
  },
});

/** npm comes with each Node, but not in its package of npm: one of the same time. */
const NPM_OF: Readonly<Record<string, string>> = { 20: '10', 22: '10', 24: '11', 26: '11' };
/** What every Linux has: a shell, the core utilities, and git, by which the clone came. */
const PROGRAMS = [
  'sh',
  'bash',
  'env',
  'git',
  'tar',
  'gzip',
  'grep',
  'sed',
  'awk',
  'find',
  'xargs',
  'ps',
  'which',
  'su',
  'basename',
  'cat',
  'chmod',
  'chown',
  'cp',
  'cut',
  'date',
  'dd',
  'df',
  'dirname',
  'du',
  'echo',
  'expr',
  'false',
  'head',
  'id',
  'kill',
  'ln',
  'ls',
  'mkdir',
  'mkfifo',
  'mktemp',
  'mv',
  'nice',
  'printf',
  'pwd',
  'readlink',
  'realpath',
  'rm',
  'rmdir',
  'seq',
  'sleep',
  'sort',
  'stat',
  'stty',
  'sync',
  'tail',
  'tee',
  'test',
  'timeout',
  'touch',
  'tr',
  'true',
  'truncate',
  'tty',
  'uname',
  'uniq',
  'wc',
  'whoami',
  'yes',
  'mount',
  'umount',
  'setsid',
  'hostname',
  'getconf',
  'ldd',
];
const SAMPLES = ['beach.jpg', 'bus.jpg', 'dog.jpg', 'parrots.jpg', 'receipt.jpg'];
const START_WITHIN_MS = 10 * 60_000;
const TESTS_WITHIN_MS = 20 * 60_000;
const POLL_MS = 100;
/** Shown of tests that did not end in time. */
const LAST_LINES = 20;
const foundSchema = z.object({ ok: z.literal(true), output: z.object({ hits: z.array(z.unknown()) }) });

/** Somebody who has just cloned the project. */
interface Newcomer {
  readonly clone: string;
  readonly photos: string;
  readonly env: NodeJS.ProcessEnv;
  readonly ids: { readonly uid?: number; readonly gid?: number };
}

function run(program: string, args: readonly string[], cwd = ROOT): string {
  const { status, stdout, stderr, error } = spawnSync(program, [...args], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr || error?.message}`);
  return stdout.trim();
}

/** Installs the newest Node of a major version with npm. @returns folder with `node`, `npm` and `npx` */
function installNode(work: string, major: string): string {
  const folder = path.join(work, `node-${major}`);
  const bin = path.join(folder, 'bin');
  if (existsSync(bin)) return bin;
  mkdirSync(bin, { recursive: true });
  const wanted = [`node-linux-${process.arch}@${major}`, `npm@${NPM_OF[major] ?? 'latest'}`];
  run(
    'npm',
    ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', ...wanted],
    folder,
  );
  const modules = path.join(folder, 'node_modules');
  symlinkSync(path.join(modules, `node-linux-${process.arch}`, 'bin', 'node'), path.join(bin, 'node'));
  for (const name of ['npm', 'npx'])
    symlinkSync(path.join(modules, 'npm', 'bin', `${name}-cli.js`), path.join(bin, name));
  return bin;
}

/** A folder with what every Linux has. */
function systemPrograms(work: string): string {
  const bin = path.join(work, 'system');
  mkdirSync(bin);
  for (const name of PROGRAMS) {
    const found = ['/usr/bin', '/bin', '/usr/sbin', '/sbin']
      .map((folder) => path.join(folder, name))
      .find((file) => existsSync(file));
    if (found !== undefined) symlinkSync(found, path.join(bin, name));
  }
  return bin;
}

/** How npm reaches its registry from here, without what else is set for it. */
function registryEnv(): NodeJS.ProcessEnv {
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];
  const given = [...names, 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'].map((name) => [name, process.env[name]]);
  return {
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    npm_config_registry: run('npm', ['config', 'get', 'registry']),
  };
}

function newcomer(work: string, node: string, user: string): Newcomer {
  const folder = path.join(work, `Fotos 照片 ${user}`);
  rmSync(folder, { recursive: true, force: true });
  const [clone, photos, home] = ['beachcomb', 'Urlaub 2019', 'home'].map((name) => path.join(folder, name));
  if (clone === undefined || photos === undefined || home === undefined) throw new Error('No folders.');
  for (const one of [photos, home]) mkdirSync(one, { recursive: true });
  for (const name of SAMPLES) copyFileSync(path.join(MODELS, 'samples', name), path.join(photos, name));
  run('git', ['clone', '--quiet', '--depth', '1', `file://${ROOT}`, clone]);
  const own = user === os.userInfo().username;
  if (!own) run('chown', ['-R', user, folder]);
  return {
    clone,
    photos,
    ids: own ? {} : { uid: Number(run('id', ['-u', user])), gid: Number(run('id', ['-g', user])) },
    env: {
      ...registryEnv(),
      PATH: [node, path.join(work, 'system')].join(path.delimiter),
      HOME: home,
      USER: user,
      LANG: 'C.UTF-8',
      TERM: 'dumb',
    },
  };
}

/** Runs a command of the clone, in a group of its own, as a terminal does. */
function command({ clone, env, ids }: Newcomer, [program = 'npm', ...args]: readonly string[]) {
  const child = spawn(program, args, {
    cwd: clone,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...ids,
  });
  const printed = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed.text += text;
    });
  const gone = once(child, 'close');
  return { child, printed, gone };
}

/** What Ctrl-C does. */
const interrupt = (child: ChildProcess): void => {
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
};

interface Started {
  /** In s. */
  readonly address: number;
  readonly search: number;
  /** Processes that Ctrl-C left. */
  readonly left: number;
}

/** `npm start` until a search finds the beach, then Ctrl-C. @throws Error with what it printed */
async function start(who: Newcomer): Promise<Started> {
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  const { child, printed, gone } = command(who, ['npm', 'start', '--', who.photos]);
  try {
    const until = Date.now() + START_WITHIN_MS;
    let found: string | undefined;
    while (found === undefined) {
      if (child.exitCode !== null || Date.now() > until)
        throw new Error(`npm start printed no address:\n${printed.text}`);
      await delay(POLL_MS);
      found = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(printed.text)?.[0];
    }
    const address = seconds();
    const server = await enterServer(found);
    for (;;) {
      const { body } = await server.call('search.run', { text: 'beach' });
      const answer = foundSchema.safeParse(JSON.parse(body));
      if (answer.success && answer.data.output.hits.length > 0) break;
      if (Date.now() > until) throw new Error(`A search found no beach: ${body}\n${printed.text}`);
      await delay(POLL_MS);
    }
    const search = seconds();
    interrupt(child);
    await gone;
    return { address, search, left: findProcesses(who.clone).length };
  } finally {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
      process.kill(-child.pid, 'SIGKILL');
      await gone;
    }
  }
}

interface Tested {
  /** In s: by the clock, and of all processors. */
  readonly seconds: number;
  readonly processor: string;
  readonly code: number | null;
  /** From the sums on, with what failed before. */
  readonly end: string;
}

/** `npm test`, timed by the shell, which counts all processes that were waited for. */
async function test(who: Newcomer): Promise<Tested> {
  const began = performance.now();
  const timed = "TIMEFORMAT='processor %U %S'; time npm test";
  const { child, printed, gone } = command(who, ['bash', '-c', timed]);
  const late = setTimeout(
    () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'),
    TESTS_WITHIN_MS,
  );
  await gone;
  clearTimeout(late);
  const lines = stripVTControlCharacters(printed.text).split('\n');
  const from = lines.findLastIndex((line) => /^ *Test Files /.test(line));
  const failed = lines.filter((line) => /^ *(?:FAIL|WRONG|×) /.test(line));
  const end = [...failed, ...lines.slice(from < 0 ? -LAST_LINES : from)].join('\n');
  const [, user, system] = /^processor ([\d.]+) ([\d.]+)$/m.exec(end) ?? [];
  return {
    seconds: (performance.now() - began) / 1000,
    processor: (Number(user) + Number(system)).toFixed(0),
    code: child.exitCode,
    end,
  };
}

const work = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-readme-')));
const rows: Record<string, string>[] = [];
let good = true;
try {
  // Another user passes through.
  chmodSync(work, 0o755);
  systemPrograms(work);
  const users = values.users.split(',');
  for (const major of values.node.split(','))
    for (const user of users) {
      const bin = installNode(work, major);
      const who = newcomer(work, bin, user);
      const version = run(path.join(bin, 'node'), ['--version']);
      process.stderr.write(`Node ${version} as ${user}…\n`);
      const row: Record<string, string> = { node: version, user };
      rows.push(row);
      try {
        const first = await start(who);
        row['address s'] = first.address.toFixed(1);
        row['search s'] = first.search.toFixed(1);
        const again = await start(who);
        row['address again s'] = again.address.toFixed(1);
        row['left'] = String(first.left + again.left);
        if (first.left + again.left > 0) good = false;
        if (major !== values.tests || user !== users[0]) continue;
        const tested = await test(who);
        row['npm test s'] = tested.seconds.toFixed(0);
        row['of processors'] = tested.processor;
        row['exit code'] = String(tested.code);
        process.stdout.write(`${tested.end}\n`);
        if (tested.code !== 0) good = false;
      } catch (error) {
        good = false;
        row['failed'] = 'see above';
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
} finally {
  console.table(rows);
  if (values.keep) process.stdout.write(`${work}\n`);
  else rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}
process.exitCode = good ? 0 : 1;
