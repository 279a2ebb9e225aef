import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import * as z from 'zod';
import { EngineError } from '../engine-error.ts';
import { tensorflowState } from './tensorflow-state.ts';

/** What a person should know before it is added; each a sentence or two. */
export const TENSORFLOW_NEEDS: readonly string[] = [
  'TensorFlow computes on an NVIDIA graphics card where it finds the driver (450 or newer), CUDA 11.2 and cuDNN 8.1. Without them it computes on the processor, and slower than Beachcomb does now.',
  'About 400 MB are downloaded from storage.googleapis.com, and about 1 GB is kept. Nothing of your photos is sent.',
];

const LAST_WORDS = 2000;
const manifestSchema = z.object({ scripts: z.object({ install: z.string() }) });

/**
 * Runs TensorFlow's own install script, which downloads its native part, with this Node. Nothing is done where
 * it is there already. Where it fails or is stopped, everything is as before.
 * @param onLine gets what the script says, line by line
 * @param signal stops it
 * @throws EngineError with a sentence for a person; the signal's reason when stopped
 */
export async function addTensorflow(
  onLine: (line: string) => void,
  signal: AbortSignal,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  signal.throwIfAborted();
  const { state, folder } = tensorflowState(env);
  if (state === 'present') return;
  if (folder === null)
    throw new EngineError(
      "TensorFlow's package is not installed. It is an optional one: npm install @tensorflow/tfjs-node-gpu brings it.",
    );
  const manifest = path.join(folder, 'package.json');
  // The script writes into it while it runs.
  const before = await readFile(manifest);
  const { scripts } = manifestSchema.parse(JSON.parse(before.toString()));
  let words = '';
  const say = (line: string): void => {
    words = `${words}\n${line}`.slice(-LAST_WORDS);
    onLine(line);
  };
  let failure: string | null = null;
  try {
    const code = await runScript(scripts.install, folder, env, say, signal);
    signal.throwIfAborted();
    if (code !== 0 || tensorflowState(env).state !== 'present') failure = reasonIn(words);
    else await bringWindowsLibrary(folder);
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
    throw error;
  } finally {
    await writeFile(manifest, before);
    if (failure !== null)
      for (const name of ['deps', 'lib'])
        await rm(path.join(folder, name), { recursive: true, force: true, maxRetries: 3 });
  }
  if (failure !== null)
    throw new EngineError(`TensorFlow could not be added: ${failure}. Everything is as it was before.`);
}

/** @returns its exit code; null where it was killed */
async function runScript(
  script: string,
  folder: string,
  env: NodeJS.ProcessEnv,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<number | null> {
  // "node scripts/install.js gpu download", as npm would run it: this Node and the package's helper on the path.
  const [program, ...args] = script.split(' ');
  if (program !== 'node') throw new EngineError(`its install script is not the expected one: ${script}`);
  const helper = createRequire(path.join(folder, 'package.json')).resolve(
    '@mapbox/node-pre-gyp/package.json',
  );
  const paths = [path.dirname(process.execPath), path.join(path.dirname(helper), 'bin'), pathOf(env)];
  const group = process.platform !== 'win32';
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...env, PATH: paths.join(path.delimiter) },
    stdio: ['ignore', 'pipe', 'pipe'],
    // It starts others: they are stopped together.
    detached: group,
  });
  const stop = (): void => {
    try {
      if (group && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      else child.kill();
    } catch {
      // it has ended
    }
  };
  signal.addEventListener('abort', stop, { once: true });
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (text: string) => {
      // A progress bar writes over its own line.
      const lines = (rest + text).split(/[\r\n]+/);
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.trim() !== '') onLine(line);
    });
    stream.on('end', () => rest.trim() !== '' && onLine(rest));
  }
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Windows has it as Path. */
const pathOf = (env: NodeJS.ProcessEnv): string =>
  Object.entries(env).find(([name]) => name.toUpperCase() === 'PATH')?.[1] ?? '';

/**
 * The script lays the library of Windows where an addon for this Node's interface would lie, which is newer than
 * any of the package's (tensorflow/tfjs#8542).
 */
async function bringWindowsLibrary(folder: string): Promise<void> {
  const { addon } = tensorflowState();
  const library = path.join(folder, 'deps', 'lib', 'tensorflow.dll');
  if (addon !== null && existsSync(library))
    await copyFile(library, path.join(path.dirname(addon), 'tensorflow.dll'));
}

/** Half a sentence out of what the script said. */
function reasonIn(words: string): string {
  const host = /(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH)/.exec(words);
  if (host !== null) return `its server cannot be reached (${host[1]})`;
  if (/ENOSPC/.test(words)) return 'the disk is full';
  if (/EACCES|EPERM|EROFS/.test(words)) return 'its folder cannot be written to';
  const error = /^.*Error:.*$/m.exec(words)?.[0].trim();
  return (error ?? 'its install script failed').replace(/\.$/, '');
}
