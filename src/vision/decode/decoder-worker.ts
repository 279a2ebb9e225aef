import { parentPort } from 'node:worker_threads';
import { ProblemError } from '../../domain/problem.ts';
import { decodeBmp } from './decode-bmp.ts';
import { decodeHeif } from './decode-heif.ts';
import type { DecoderTask } from './decoder-threads.ts';
import { detailOfError } from './detail-of-error.ts';
import type { ThreadFormat } from './format-readers.ts';
import { readMetadata } from './read-metadata.ts';
import type { Reply } from './worker-pool.ts';

/** Above this the memory that libheif took, which it never gives back, is freed with its thread. */
const MANY_PIXELS = 24_000_000;

const DECODERS = {
  heic: decodeHeif,
  bmp: decodeBmp,
} as const satisfies Record<ThreadFormat, typeof decodeBmp>;

// The metadata library talks to the console about files that it cannot read; that is not for the log.
console.warn = () => {};

parentPort?.on('message', (task: DecoderTask) => {
  const { reply, transfer } = answer(task);
  parentPort?.postMessage(reply, transfer);
});

function answer(task: DecoderTask): { reply: Reply<unknown>; transfer: ArrayBuffer[] } {
  try {
    if (task.kind === 'metadata')
      return { reply: { value: readMetadata(task.file, task.world), tired: false }, transfer: [] };
    const value = DECODERS[task.kind](task.bytes, task.maxPixels);
    return {
      reply: { value, tired: value.width * value.height > MANY_PIXELS },
      transfer: [value.data.buffer],
    };
  } catch (error) {
    // Anything else than a finding is the decoder's own failure at these bytes; it may have broken itself.
    const found = error instanceof ProblemError;
    const problem = found ? error.problem : { kind: 'damaged' as const, detail: detailOfError(error) };
    return { reply: { problem, tired: !found }, transfer: [] };
  }
}
