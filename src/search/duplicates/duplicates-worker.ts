import { parentPort, workerData } from 'node:worker_threads';
import { findNear } from './find-near.ts';
import type { PhotosToCompare } from './near-pair.ts';

/** The thread that looks for near duplicates: it is given the photos and answers with groups of rows. */
parentPort?.postMessage({
  groups: findNear(workerData as PhotosToCompare, {
    onProgress: (part) => parentPort?.postMessage({ part }),
  }),
});
