import { createRequire, Module } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import util from 'node:util';
import { log } from '../../../platform/log/log.ts';

/** The exports of @tensorflow/tfjs-node-gpu: TensorFlow.js with an additional backend. */
export type Tensorflow = typeof import('@tensorflow/tfjs');

const PACKAGE = '@tensorflow/tfjs-node-gpu';
const DOWNLOADER = '@mapbox/node-pre-gyp';
/** The addon in the folder of an engine pack. The addons of all later versions of Node-API load it. */
const ADDON = path.join('lib', 'napi-v8', 'tfjs_binding.node');

/** Whether this program has the code that uses TensorFlow's libraries, which are not part of it. */
export function hasTensorflow(): boolean {
  try {
    createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`);
    return true;
  } catch (error) {
    log.debug('there is no code for TensorFlow', { error });
    return false;
  }
}

/**
 * Loads TensorFlow into this process and patches the process for it, so it must run in a separate process. Its
 * computations block the thread.
 * @param folder of an engine pack, with the addon and the library
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
  const manifest = createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`);
  const ofPackage = createRequire(manifest);
  // It asks this package where its addon is.
  const place = ofPackage.resolve(DOWNLOADER);
  const downloader = new Module(place);
  downloader.exports = { find: () => path.join(folder, ADDON) };
  downloader.loaded = true;
  ofPackage.cache[place] = downloader;
  return ofPackage(path.dirname(manifest)) as Tensorflow;
}
