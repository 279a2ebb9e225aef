import { serveWorker } from '../../platform/process/serve-worker.ts';
import { findNear } from './find-near.ts';
import type { PhotosToCompare } from './near-pair.ts';

/** The thread that looks for near duplicates: photos in, groups of rows out, and how much is done meanwhile, 0 to 1. */
serveWorker<PhotosToCompare, null, number[][], Error, number>({
  open: (notify) => ({
    ready: null,
    // All that it holds goes with it.
    handle: (photos) => ({ reply: findNear(photos, { onProgress: notify }), retire: true }),
  }),
  encodeError: (error) => ({
    fault: error instanceof Error ? error : new Error(String(error)),
    retire: true,
  }),
});
