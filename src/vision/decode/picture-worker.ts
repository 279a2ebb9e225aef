import { isMarkedAsUntransferable } from 'node:worker_threads';
import { dropBytes } from '../../domain/drop-bytes.ts';
import { type Problem, ProblemError } from '../../domain/problem.ts';
import { type Handled, serveWorker } from '../../platform/process/serve-worker.ts';
import { decodeSound } from './decode-pixels.ts';
import type { PictureTask, ReducedPicture } from './decoder-threads.ts';
import { detailOfError } from './detail-of-error.ts';
import { reducePicture, workingSize } from './reduce-picture.ts';

// While libvips, in threads of its own, decodes one picture, this one works on another.
serveWorker<PictureTask, null, ReducedPicture, Problem>({
  open: () => ({ ready: null, handle }),
  concurrent: true,
  encodeError: (error) => ({
    fault: error instanceof ProblemError ? error.problem : { kind: 'damaged', detail: detailOfError(error) },
    retire: false,
  }),
});

async function handle({ bytes, format, limits }: PictureTask): Promise<Handled<ReducedPicture>> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const decoded = await decodeSound({ bytes: file, format, sizeFor: workingSize, limits });
  dropBytes(bytes);
  if (typeof decoded === 'string') return { reply: decoded };
  const { size } = decoded;
  const { input, thumbnail, ...others } = await reducePicture(decoded);
  const [given, shown] = [own(input), own(thumbnail)];
  return {
    reply: { size, ...others, input: given, thumbnail: shown },
    transfer: [given.buffer, shown.buffer],
  };
}

/** Bytes that can be handed over: those of libvips belong to it, and are copied. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, length } = bytes;
  const isOwn = buffer instanceof ArrayBuffer && buffer.byteLength === length;
  if (isOwn && !isMarkedAsUntransferable(buffer)) return new Uint8Array(buffer);
  const copy = new Uint8Array(bytes);
  dropBytes(bytes);
  return copy;
}
