import { existsSync } from 'node:fs';
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type { EngineReason } from '../../../domain/engine-reason.ts';
import { log } from '../../../platform/log/log.ts';
import { EngineError } from '../engine-error.ts';
import { runInstallScript } from './run-install-script.ts';
import { tensorflowState } from './tensorflow-state.ts';

/** Systems with a prebuilt addon for graphics cards. */
const SYSTEMS = ['linux-x64', 'win32-x64'];
/** Whether TensorFlow can be added on this system. */
export const isTensorflowMadeForHere = (): boolean => SYSTEMS.includes(`${process.platform}-${process.arch}`);
const LAST_WORDS = 4000;

/**
 * Installs TensorFlow's native addon with the package's own install script. Does nothing if it is installed already.
 * Restores the previous state if it fails or is aborted.
 * @param onLine called with each line of output and progress of the script
 * @param signal aborts the installation
 * @param env see tensorflowState; the script reads the download address from it
 * @throws EngineError if it cannot be added; the reason of the signal when aborted
 */
export async function addTensorflow(
  onLine: (line: string) => void,
  signal: AbortSignal,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  signal.throwIfAborted();
  if (!isTensorflowMadeForHere()) throw new EngineError({ code: 'wrong-system' });
  const found = tensorflowState(env);
  if (found.state === 'present') return;
  if (found.state === 'missing') throw new EngineError({ code: 'package-missing' });
  const { folder } = found;
  const manifest = path.join(folder, 'package.json');
  const before = await readFile(manifest);
  let words = '';
  try {
    // The script writes to this file, too: fail here rather than after the download.
    await writeFile(manifest, before);
    let crashed = false;
    const say = (line: string): void => {
      words = `${words}\n${line}`.slice(-LAST_WORDS);
      // Output of Node for an uncaught error; it becomes one sentence below.
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
    // If it cannot be written now, it could not be written before either.
    await writeFile(manifest, before).catch((failure: unknown) =>
      log.warn('the manifest of TensorFlow cannot be put back', { error: failure }),
    );
    signal.throwIfAborted();
    throw new EngineError(reasonIn(cause.message), { cause });
  }
}

/**
 * On Windows the script installs the library into the folder for this Node's Node-API version, which is newer than
 * the versions of the package's addons (tensorflow/tfjs#8542).
 */
async function bringWindowsLibrary(folder: string, addon: string): Promise<void> {
  const name = 'tensorflow.dll';
  const library = path.join(folder, 'deps', 'lib', name);
  if (existsSync(library)) await copyFile(library, path.join(path.dirname(addon), name));
}

/** Reasons by the English output of the script or Node. */
const REASONS: readonly (readonly [RegExp, EngineReason])[] = [
  [/ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/, { code: 'server-unreachable' }],
  [/ENOSPC/, { code: 'disk-full' }],
  [/EACCES|EPERM|EROFS/, { code: 'folder-unwritable' }],
  [/TAR_|zlib|Z_DATA_ERROR|Invalid or unsupported zip/, { code: 'download-invalid' }],
  [/node-pre-gyp (?:install failed|ERR! build error)|`make` failed/, { code: 'addon-unavailable' }],
];

/** The reason of a failure, from the output of the script. */
function reasonIn(words: string): EngineReason {
  const known = REASONS.find(([pattern]) => pattern.test(words));
  if (known !== undefined) return known[1];
  const detail = /^.*Error: (.*?)\.?$/m.exec(words)?.[1];
  return detail === undefined ? { code: 'install-failed' } : { code: 'other', detail };
}
