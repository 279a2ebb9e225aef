import { createRequire } from 'node:module';
import process from 'node:process';
import util from 'node:util';

/** What @tensorflow/tfjs-node-gpu exports: all of TensorFlow.js, and a backend of its own. */
export type Tensorflow = typeof import('@tensorflow/tfjs');

/**
 * Loads TensorFlow into this process, and makes this process fit for it: for a process of its own. Its work
 * blocks the thread.
 * @param folder the package's, whose addon is there
 * @throws Error when the addon does not load
 */
export function loadTensorflow(folder: string): Tensorflow {
  // Only errors, and no more of a graphics card's memory than it needs.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  process.env['TF_FORCE_GPU_ALLOW_GROWTH'] ??= 'true';
  // Version 4.22 still calls what Node 23 has removed, and what Node 24 warns of.
  Object.assign(util, {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  });
  return createRequire(import.meta.url)(folder) as Tensorflow;
}
