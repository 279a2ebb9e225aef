import process from 'node:process';
import { startLog } from '../../platform/log/start-log.ts';
import type { Engine } from './engine.ts';
import { GPU_PROVIDERS, type GpuProvider, openOnnxEngine } from './onnx-engine.ts';
import { serveEngine } from './serve-engine.ts';
import { openTensorflowEngine } from './tensorflow/open-tensorflow-engine.ts';

/** The process of one engine, so that a driver that hangs or crashes affects nothing else. */

startLog('engine', 'parent');
const [which = '', models = ''] = process.argv.slice(2);

function open(): Promise<Engine> {
  if (which === 'tensorflow') return openTensorflowEngine(models);
  const providers = Object.keys(GPU_PROVIDERS) as GpuProvider[];
  const provider = providers.find((name) => name === which);
  if (provider === undefined) throw new Error(`There is no engine "${which}".`);
  return openOnnxEngine(models, 1, provider);
}

serveEngine(open);
