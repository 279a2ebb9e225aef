import { parentPort, workerData } from 'node:worker_threads';
import { findNear } from './find-near.ts';
import type { PhotosToCompare } from './near-pair.ts';

/** Worker thread that finds near duplicates: receives the photos and posts groups of rows. */
parentPort?.postMessage({
  groups: findNear(workerData as PhotosToCompare, {
    onProgress: (part) => parentPort?.postMessage({ part }),
  }),
});
