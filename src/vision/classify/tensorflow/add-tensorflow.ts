import { existsSync } from 'node:fs';
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { BeachcombError } from '../../../domain/error.ts';
import { log } from '../../../platform/log/log.ts';
import { runInstallScript } from './run-install-script.ts';
import { tensorflowState } from './tensorflow-state.ts';

/** What a person should know before it is added, each a sentence or two. */
export const TENSORFLOW_NEEDS: readonly string[] = [
  'TensorFlow is of use with an NVIDIA graphics card, whose driver (450 or newer), CUDA 11.2 and cuDNN 8.1 have to be installed. Without them it computes on the processor, slower than Beachcomb does anyway.',
  'About 400 MB are downloaded from storage.googleapis.com. Nothing about you or your photos is sent there.',
];

/** Where the prebuilt addon is made for a graphics card. */
const SYSTEMS = ['linux-x64', 'win32-x64'];
/** Elsewhere it cannot be added. */
export const isTensorflowMadeForHere = (): boolean => SYSTEMS.includes(`${process.platform}-${process.arch}`);
const LAST_WORDS = 4000;

/**
 * Brings TensorFlow's native part by the package's own install script. Does nothing where it is there already.
 * Where it fails or is stopped, everything is as it was before.
 * @param onLine gets what the script says and how far it is, line by line
 * @param signal stops it
 * @param env see tensorflowState; the script takes from it where to download from
 * @throws BeachcombError `unavailable` with a sentence for a person; the signal's reason when stopped
 */
export async function addTensorflow(
  onLine: (line: string) => void,
  signal: AbortSignal,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  signal.throwIfAborted();
  if (!isTensorflowMadeForHere())
    throw unavailable('TensorFlow is made for a graphics card on Linux and Windows with x64 only.');
  const found = tensorflowState(env);
  if (found.state === 'present') return;
  if (found.state === 'missing')
    throw unavailable(
      'The package @tensorflow/tfjs-node-gpu is not installed. It comes with "npm ci" where optional packages are not left out.',
    );
  const { folder } = found;
  const manifest = path.join(folder, 'package.json');
  const before = await readFile(manifest);
  let words = '';
  try {
    // The script writes into it, too: better to fail here than after the download.
    await writeFile(manifest, before);
    let crashed = false;
    const say = (line: string): void => {
      words = `${words}\n${line}`.slice(-LAST_WORDS);
      // What Node prints of an error that nobody caught is told in one sentence below.
      crashed ||= /^\S+:\d+$/.test(line);
      if (!crashed) onLine(line);
    };
    await runInstallScript(folder, env, say, signal);
    const after = tensorflowState(env);
    if (after.state !== 'present') throw new Error(words);
    await bringWindowsLibrary(folder, after.addon);
    await writeFile(manifest, before);
  } catch (error) {
    const cause = error instanceof Error ? error : new Error(String(error));
    for (const name of ['deps', 'lib', 'build', path.join('scripts', '_tmp.zip')])
      await rm(path.join(folder, name), { recursive: true, force: true, maxRetries: 3 });
    // Where it cannot be written now, it could not be before either.
    await writeFile(manifest, before).catch((failure: unknown) =>
      log.warn('the manifest of TensorFlow cannot be put back', { error: failure }),
    );
    signal.throwIfAborted();
    throw unavailable(
      `TensorFlow could not be added: ${reasonIn(cause.message)}. Everything is as it was before.`,
      cause,
    );
  }
}

const unavailable = (message: string, cause?: Error): BeachcombError =>
  new BeachcombError('unavailable', message, { cause });

/**
 * On Windows the script lays the library where an addon for this Node's interface would lie, which is newer
 * than any of the package's (tensorflow/tfjs#8542).
 */
async function bringWindowsLibrary(folder: string, addon: string): Promise<void> {
  const name = 'tensorflow.dll';
  const library = path.join(folder, 'deps', 'lib', name);
  if (existsSync(library)) await copyFile(library, path.join(path.dirname(addon), name));
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/, 'the server cannot be reached'],
  [/ENOSPC/, 'the disk is full'],
  [/EACCES|EPERM|EROFS/, "the package's folder cannot be written to"],
  [/TAR_|zlib|Z_DATA_ERROR|Invalid or unsupported zip/, 'what was downloaded is not what was expected'],
  [
    /node-pre-gyp (?:install failed|ERR! build error)|`make` failed/,
    'its addon was not found for this system and could not be built here',
  ],
];

/** Half a sentence out of what the script said. */
function reasonIn(words: string): string {
  const known = REASONS.find(([pattern]) => pattern.test(words));
  return known?.[1] ?? /^.*Error: (.*?)\.?$/m.exec(words)?.[1] ?? 'its install script failed';
}
