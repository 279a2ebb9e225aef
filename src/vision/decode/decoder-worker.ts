import { parentPort } from 'node:worker_threads';
import { ProblemError } from '../../domain/problem.ts';
import { decodeBmp } from './decode-bmp.ts';
import { decodeHeif } from './decode-heif.ts';
import type { DecoderTask } from './decoder-threads.ts';
import { detailOfError } from './detail-of-error.ts';
import { readMetadata } from './read-metadata.ts';
import type { Reply } from './worker-pool.ts';

/** Above this, the memory of libheif, which never shrinks, is freed by ending the thread. */
const MANY_PIXELS = 24_000_000;

// The metadata library prints to the console for files that it cannot read; keep that out of the log.
console.warn = () => {};

parentPort?.on('message', (task: DecoderTask) => {
  const { reply, transfer } = answer(task);
  parentPort?.postMessage(reply, transfer);
});

function answer(task: DecoderTask): { reply: Reply<unknown>; transfer: ArrayBuffer[] } {
  try {
    if (task.kind === 'metadata')
      return { reply: { value: readMetadata(task.file, task.world), tired: false }, transfer: [] };
    const value = (task.kind === 'heic' ? decodeHeif : decodeBmp)(task.bytes, task.maxPixels);
    return {
      reply: { value, tired: value.width * value.height > MANY_PIXELS },
      transfer: [value.data.buffer],
    };
  } catch (error) {
    // Any other error is a failure of the decoder on these bytes, which may have corrupted its state.
    const found = error instanceof ProblemError;
    const problem = found ? error.problem : { kind: 'damaged' as const, detail: detailOfError(error) };
    return { reply: { problem, tired: !found }, transfer: [] };
  }
}
