import { type Problem, ProblemError } from '../../domain/problem.ts';
import { type Handled, serveWorker } from '../../platform/process/serve-worker.ts';
import { decodeBmp } from './decode-bmp.ts';
import { decodeHeif } from './decode-heif.ts';
import { decodeJxl } from './decode-jxl.ts';
import type { DecoderTask } from './decoder-threads.ts';
import { detailOfError } from './detail-of-error.ts';
import type { ThreadFormat } from './format-readers.ts';
import type { RawPicture } from './raw-picture.ts';
import { readTurnedMetadata, type TurnedMetadata } from './read-metadata.ts';
import { MANY_PIXELS } from './thread-count.ts';

/** @throws ProblemError */
type Decoder = (bytes: Uint8Array, maxPixels: number) => RawPicture | Promise<RawPicture>;

const DECODERS = {
  heic: decodeHeif,
  bmp: decodeBmp,
  jxl: decodeJxl,
} as const satisfies Record<ThreadFormat, Decoder>;

// The metadata library talks to the console about files that it cannot read; that is not for the log.
console.warn = () => {};

type Reply = RawPicture | readonly TurnedMetadata[];

serveWorker<DecoderTask, null, Reply, Problem>({
  open: () => ({ ready: null, handle }),
  // Anything else than a finding is the decoder's own failure at these bytes; it may have broken itself.
  encodeError: (error) =>
    error instanceof ProblemError
      ? { fault: error.problem, retire: false }
      : { fault: { kind: 'damaged', detail: detailOfError(error) }, retire: true },
});

async function handle(task: DecoderTask): Promise<Handled<Reply>> {
  if (task.kind === 'metadata')
    return { reply: task.files.map((file) => readTurnedMetadata(file, task.world)) };
  const picture = await DECODERS[task.kind](task.bytes, task.maxPixels);
  return {
    reply: picture,
    transfer: [picture.data.buffer],
    // The memory of a library, which never shrinks, is freed by ending the thread.
    retire: picture.width * picture.height > MANY_PIXELS,
  };
}
