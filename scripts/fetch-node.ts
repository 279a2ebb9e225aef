import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, createWriteStream, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import * as yauzl from 'yauzl';
import { fetchText } from '../src/platform/fetch/fetch-file.ts';
import { type HttpClient, openHttpClient } from '../src/platform/fetch/http-client.ts';
import { type Target, thisTarget } from './package/bundled-packages.ts';
import { fetchedNodeFolder, nodeProgram, nodeSystem, nodeVersion } from './package/packaged-node.ts';

/**
 * npm run fetch:node [-- HOST]: fetches the Node that packages ship from nodejs.org (or a mirror of it), compares it
 * with the published SHASUMS256.txt, and puts program and licence into dist/node.
 */

const root = path.resolve(import.meta.dirname, '..');
const HOST = 'https://nodejs.org/dist/';
const MOST_SUMS_BYTES = 1 << 20;
const WITHIN_MS = 10 * 60_000;
const ATTEMPTS = 3;
const PAUSE_MS = 1000;

export interface FetchNodeOptions {
  readonly version: string;
  readonly target: Target;
  /** Address of the folder with the releases; ends with a slash. */
  readonly host: string;
  /** Folder for the program and LICENSE; replaced when both are there. */
  readonly folder: string;
  /** In ms, before another attempt. */
  readonly pauseMs?: number;
}

/**
 * Fetches a release of Node. What is in the folder stays until the new one is whole and has the published hash.
 * @throws Error that names the file, and what is wrong with it
 */
export async function fetchNode(options: FetchNodeOptions): Promise<void> {
  const { version, target, host, folder, pauseMs = PAUSE_MS } = options;
  const release = new URL(`v${version}/`, host);
  const archive = `node-v${version}-${nodeSystem(target)}.${target.platform === 'win32' ? 'zip' : 'tar.gz'}`;
  const beside = `${folder}.part`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true });
  const client = openHttpClient({ proxy: null });
  const signal = AbortSignal.timeout(WITHIN_MS);
  try {
    const sums = new URL('SHASUMS256.txt', release);
    const published = await fetchText(client, sums, MOST_SUMS_BYTES, { signal, firstPauseMs: pauseMs });
    const wanted = hashIn(published, archive);
    if (wanted === null) throw new Error(`${sums.href} has no line for ${archive}.`);
    const file = path.join(beside, archive);
    await fetchWhole(client, new URL(archive, release), file, wanted, { signal, pauseMs });
    await unpack(file, beside, target);
    rmSync(file);
    rmSync(folder, { recursive: true, force: true });
    renameSync(beside, folder);
  } finally {
    await client.close();
    rmSync(beside, { recursive: true, force: true });
  }
}

/** The hash of a file in a list like that of sha256sum; null if it is not in it. */
function hashIn(published: string, name: string): string | null {
  for (const line of published.split('\n')) {
    const [, hash, file] = /^([0-9a-f]{64}) [ *](\S+)\r?$/.exec(line) ?? [];
    if (file === name) return hash ?? null;
  }
  return null;
}

/** Fetches a file, again where the connection breaks. @throws Error if it cannot be had, or has another hash */
async function fetchWhole(
  client: HttpClient,
  url: URL,
  file: string,
  wanted: string,
  { signal, pauseMs }: { readonly signal: AbortSignal; readonly pauseMs: number },
): Promise<void> {
  for (let attempt = 1; ; attempt += 1)
    try {
      const reply = await client.get(url, {}, signal);
      if (reply.status !== 200) throw new Error(`${url.host} answers with ${reply.status}.`);
      await pipeline(reply.body, createWriteStream(file));
      break;
    } catch (error) {
      if (attempt === ATTEMPTS) throw new Error(`${url.href} could not be fetched.`, { cause: error });
      process.stderr.write(`${String(error)} Once more.\n`);
      await delay(pauseMs * attempt, undefined, { signal });
    }
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (hash !== wanted)
    throw new Error(`${url.href} has the hash ${hash}, and the published one is ${wanted}. It is not used.`);
}

/** Takes program and licence out of the archive. @throws Error if one is not in it */
async function unpack(archive: string, folder: string, target: Target): Promise<void> {
  const around = path.basename(archive).replace(/\.(?:zip|tar\.gz)$/, '');
  if (target.platform === 'win32') await unzip(archive, around, folder);
  else {
    const members = [`${around}/bin/node`, `${around}/LICENSE`];
    const args = ['-xzf', archive, '-C', folder, '--strip-components=1', ...members];
    const { status, stderr, error } = spawnSync('tar', args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${archive} could not be unpacked: ${stderr || error?.message}`);
    renameSync(path.join(folder, 'bin', 'node'), path.join(folder, 'node'));
    rmSync(path.join(folder, 'bin'), { recursive: true });
  }
  chmodSync(path.join(folder, nodeProgram(target)), 0o755);
}

async function unzip(archive: string, around: string, folder: string): Promise<void> {
  const zip = await yauzl.openPromise(archive, { lazyEntries: true, autoClose: false });
  const missing = new Set(['node.exe', 'LICENSE']);
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.slice(around.length + 1);
      if (!entry.fileName.startsWith(`${around}/`) || !missing.delete(name)) continue;
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path.join(folder, name)));
    }
  } finally {
    zip.close();
  }
  if (missing.size > 0) throw new Error(`${archive} has no ${[...missing].join(' and no ')}.`);
}

if (process.argv[1] === import.meta.filename) {
  const [given] = process.argv.slice(2);
  const target = thisTarget();
  const [version, folder] = [nodeVersion(root), fetchedNodeFolder(root, target)];
  await fetchNode({ version, target, host: given ?? HOST, folder });
  const program = path.join(folder, nodeProgram(target));
  // It is of the system that packages are made on.
  const { stdout, error } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (stdout?.trim() !== `v${version}`)
    throw new Error(`${program} is not Node ${version}: ${stdout || error?.message}`);
  process.stdout.write(`Node ${version}: ${path.relative(root, folder)}\n`);
}
