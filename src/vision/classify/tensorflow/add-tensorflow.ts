import { existsSync } from 'node:fs';
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type { EngineReason } from '../../../domain/engine-reason.ts';
import { log } from '../../../platform/log/log.ts';
import { EngineError } from '../engine-error.ts';
import { runInstallScript } from './run-install-script.ts';
import { tensorflowState } from './tensorflow-state.ts';

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
 * @throws EngineError where it could not be added; the signal's reason when stopped
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
    throw new EngineError(reasonIn(cause.message), { cause });
  }
}

/**
 * On Windows the script lays the library where an addon for this Node's interface would lie, which is newer
 * than any of the package's (tensorflow/tfjs#8542).
 */
async function bringWindowsLibrary(folder: string, addon: string): Promise<void> {
  const name = 'tensorflow.dll';
  const library = path.join(folder, 'deps', 'lib', name);
  if (existsSync(library)) await copyFile(library, path.join(path.dirname(addon), name));
}

/** What the script or Node prints, in English, and what it means. */
const REASONS: readonly (readonly [RegExp, EngineReason])[] = [
  [/ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/, { code: 'server-unreachable' }],
  [/ENOSPC/, { code: 'disk-full' }],
  [/EACCES|EPERM|EROFS/, { code: 'folder-unwritable' }],
  [/TAR_|zlib|Z_DATA_ERROR|Invalid or unsupported zip/, { code: 'download-invalid' }],
  [/node-pre-gyp (?:install failed|ERR! build error)|`make` failed/, { code: 'addon-unavailable' }],
];

/** Why it failed, out of what the script printed. */
function reasonIn(words: string): EngineReason {
  const known = REASONS.find(([pattern]) => pattern.test(words));
  if (known !== undefined) return known[1];
  const detail = /^.*Error: (.*?)\.?$/m.exec(words)?.[1];
  return detail === undefined ? { code: 'install-failed' } : { code: 'other', detail };
}
