import process from 'node:process';
import { log } from '../../platform/log/log.ts';
import { startLog } from '../../platform/log/start-log.ts';
import { loaderReport, redirectRuntime } from '../../platform/onnx/redirect-runtime.ts';
import { checkPackFile } from '../../platform/packs/check-pack-file.ts';
import { readPack } from '../../platform/packs/read-pack.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './engine-error.ts';
import { serveEngine } from './serve-engine.ts';

/**
 * The process of one engine, so that a driver that hangs or crashes affects nothing else. Arguments: the engine, the
 * models folder, and the folder of its pack if it needs one.
 */

startLog('engine', 'parent');
const [which = '', models = '', pack] = process.argv.slice(2);

async function open(): Promise<Engine> {
  if (which === 'tensorflow') {
    const { openTensorflowEngine } = await import('./tensorflow/open-tensorflow-engine.ts');
    if (pack === undefined) throw new EngineError({ code: 'not-added' });
    return openTensorflowEngine(models, pack);
  }
  if (pack !== undefined) redirectRuntime(pack);
  // What it imports loads ONNX Runtime.
  const { GPU_PROVIDERS, openOnnxEngine } = await import('./onnx-engine.ts');
  const providers = Object.keys(GPU_PROVIDERS) as (keyof typeof GPU_PROVIDERS)[];
  const provider = providers.find((name) => name === which);
  if (provider === undefined) throw new Error(`There is no engine "${which}".`);
  return openOnnxEngine(models, 1, provider);
}

/** What does not load may be damaged: only then its files are read for that. */
async function isDamaged(folder: string): Promise<boolean> {
  try {
    const { manifest } = await readPack(folder);
    for (const file of manifest.files) if ((await checkPackFile(folder, file)) !== null) return true;
  } catch (error) {
    log.info('the manifest of an engine cannot be read', { error });
  }
  return false;
}

serveEngine(() =>
  open().catch(async (error: unknown) => {
    if (pack === undefined) throw error;
    log.warn('an engine does not open', { error });
    if (await isDamaged(pack)) throw new EngineError({ code: 'pack-damaged' }, { cause: error });
    const { code } = EngineError.from(error).reason;
    throw code === 'library-missing' ? (loaderReport(pack) ?? error) : error;
  }),
);
