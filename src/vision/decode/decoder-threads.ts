import type { Metadata } from '../../domain/metadata.ts';
import { type Problem, ProblemError } from '../../domain/problem.ts';
import { type WorkerFailure, WorkerPool } from '../../platform/process/worker-pool.ts';
import type { ThreadFormat } from './format-readers.ts';
import type { RawPicture } from './raw-picture.ts';
import type { MetadataSource, TurnedMetadata, World } from './read-metadata.ts';

interface PixelsTask {
  readonly kind: ThreadFormat;
  readonly bytes: Uint8Array;
  readonly maxPixels: number;
}
interface MetadataTask {
  readonly kind: 'metadata';
  readonly file: MetadataSource;
  readonly world: World;
}
export type DecoderTask = PixelsTask | MetadataTask;

/** For the metadata of one file, the start of its thread included; usual is 1 ms. */
const METADATA_DEADLINE_MS = 8000;

/** A file that a decoder cannot bear is a problem of the file; a decoder that cannot start is a broken program. */
export function toProblemError(failure: WorkerFailure<Problem>): Error {
  switch (failure.kind) {
    case 'reported':
      return new ProblemError(failure.fault.kind, failure.fault.detail);
    case 'timed-out':
      return new ProblemError('too-slow', { code: 'not-finished', seconds: failure.limitMs / 1000 });
    case 'out-of-memory':
      return new ProblemError('too-large', { code: 'out-of-memory' });
    case 'ended':
      return new ProblemError('damaged', { code: 'decoder-ended' });
    case 'crashed':
      return failure.error;
    case 'closed':
      return new Error('The decoders were closed.');
  }
}

/** How the threads of the decoders are run; `script` is another one in tests. */
export const decoderPool = (size: number, script = new URL('./decoder-worker.ts', import.meta.url)) =>
  ({
    script,
    size,
    requestsPerWorker: 1,
    toError: toProblemError,
    onLoss: 'replace',
    holdsProcess: 'while-requested',
  }) as const;

const pixels = new WorkerPool<PixelsTask, DecoderTask, RawPicture, Problem>({
  ...decoderPool(2),
  handOver: (task) => {
    const bytes = new Uint8Array(task.bytes);
    return { message: { ...task, bytes }, transfer: [bytes.buffer] };
  },
});
const metadataPool = (): WorkerPool<MetadataTask, DecoderTask, TurnedMetadata, Problem> =>
  new WorkerPool({
    ...decoderPool(1),
    handOver: (task) => {
      const bytes = new Uint8Array(task.file.bytes);
      return { message: { ...task, file: { ...task.file, bytes } }, transfer: [bytes.buffer] };
    },
  });
// Of its own, so that the metadata of one photo doesn't wait for the pixels of another.
const metadata = metadataPool();
// Of its own, so that photos that are being listed do not wait for those that are being read.
const heads = metadataPool();

/** Decoders that run in threads, so that no file can hang or crash the process. */
export const decoderThreads = {
  /** @throws ProblemError */
  decode(
    kind: ThreadFormat,
    bytes: Uint8Array,
    limits: { readonly maxPixels: number; readonly timeLimit: number },
    signal: AbortSignal,
  ): Promise<RawPicture> {
    return pixels.run({ kind, bytes, maxPixels: limits.maxPixels }, { deadlineMs: limits.timeLimit, signal });
  },
  /** @throws ProblemError */
  async readMetadata(file: MetadataSource, world: World, signal: AbortSignal): Promise<Metadata> {
    const read = await metadata.run(
      { kind: 'metadata', file, world },
      { deadlineMs: METADATA_DEADLINE_MS, signal },
    );
    return read.metadata;
  },
  /** @throws ProblemError */
  readHead(file: MetadataSource, world: World, signal: AbortSignal): Promise<TurnedMetadata> {
    return heads.run({ kind: 'metadata', file, world }, { deadlineMs: METADATA_DEADLINE_MS, signal });
  },
  /** Ends the thread for heads; the next head starts it again. */
  closeHeads(): Promise<void> {
    return heads.close();
  },
  async close(): Promise<void> {
    await Promise.all([pixels.close(), metadata.close(), heads.close()]);
  },
};
