import { createRequire } from 'node:module';
import process from 'node:process';
import util from 'node:util';

/** The exports of @tensorflow/tfjs-node-gpu: TensorFlow.js with an additional backend. */
export type Tensorflow = typeof import('@tensorflow/tfjs');

/**
 * Loads TensorFlow into this process and patches the process for it, so it must run in a separate process. Its
 * computations block the thread.
 * @param folder of the package, with the addon installed
 * @throws Error if the addon does not load
 */
export function loadTensorflow(folder: string): Tensorflow {
  // Log errors only, and allocate GPU memory on demand.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  process.env['TF_FORCE_GPU_ALLOW_GROWTH'] ??= 'true';
  // Version 4.22 calls functions that Node 23 removed and Node 24 warns about.
  Object.assign(util, {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  });
  return createRequire(import.meta.url)(folder) as Tensorflow;
}
