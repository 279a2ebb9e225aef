import os from 'node:os';
import type { Metadata } from '../../domain/metadata.ts';
import type { DecodedPhoto } from '../../domain/photo.ts';
import type { PictureFormat } from '../../domain/photo-format.ts';
import { type Problem, ProblemError } from '../../domain/problem.ts';
import { type WorkerFailure, WorkerPool } from '../../platform/process/worker-pool.ts';
import type { PictureSize } from './check-size.ts';
import type { DecodeLimits } from './decode-limits.ts';
import type { ThreadFormat } from './format-readers.ts';
import type { RawPicture } from './raw-picture.ts';
import type { MetadataSource, TurnedMetadata, World } from './read-metadata.ts';
import { LARGE_THREADS, MANY_PIXELS, pictureThreads, pixelThreads } from './thread-count.ts';

interface PixelsTask {
  readonly kind: ThreadFormat;
  readonly bytes: Uint8Array;
  readonly maxPixels: number;
}
interface MetadataTask {
  readonly kind: 'metadata';
  readonly files: readonly NamedBytes[];
  readonly world: World;
}
/** What metadata is read from: the place of a file is no part of it. */
export type NamedBytes = Omit<MetadataSource, 'place'>;
export type DecoderTask = PixelsTask | MetadataTask;

/** A picture to be decoded and reduced. */
export interface PictureTask {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly format: Exclude<PictureFormat, ThreadFormat>;
  readonly limits: DecodeLimits;
}
/** A picture that nothing was wrong with, reduced, and its upright size. */
export type SoundPicture = { readonly size: PictureSize } & Pick<
  DecodedPhoto,
  'input' | 'thumbnail' | 'perceptualHash' | 'colour' | 'appearance'
>;
/** What more is to be done for others: see `decodeSound`. */
export type ReducedPicture = SoundPicture | 'unsound' | 'large';

/** Pictures that a thread holds at once: those of a third of the processors, and some that are read or written. */
const PICTURES_A_THREAD = 6;
/** From the time limit of decoding on, in ms: for the start of a thread, and for what follows the decoding. */
const REDUCED_WITHIN_MS = 30_000;

/** For the metadata of some files, the start of their thread included; usual is 1 ms a file. */
const METADATA_DEADLINE_MS = 8000;

/** The system gave no thread to decode in. */
export class NoThreadError extends Error {
  constructor(cause: Error) {
    super(`No thread could be started: ${cause.message}`, { cause });
  }
}

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
    case 'not-started':
      return new NoThreadError(failure.error);
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
    endsThreads: 'at-once',
    onLoss: 'replace',
    holdsProcess: 'while-requested',
  }) as const;

const pixelPool = (size: number): WorkerPool<PixelsTask, DecoderTask, RawPicture, Problem> =>
  new WorkerPool({
    ...decoderPool(size),
    handOver: (task) => {
      const bytes = new Uint8Array(task.bytes);
      return { message: { ...task, bytes }, transfer: [bytes.buffer] };
    },
  });
const usualPixels = pixelPool(pixelThreads(os.availableParallelism(), os.totalmem()));
const largePixels = pixelPool(LARGE_THREADS);
// Of its own, so that the metadata of one photo doesn't wait for the pixels of another.
const metadata = new WorkerPool<MetadataTask, DecoderTask, readonly TurnedMetadata[], Problem>({
  ...decoderPool(1),
  handOver: (task) => {
    const files = task.files.map((file) => ({ ...file, bytes: new Uint8Array(file.bytes) }));
    return { message: { ...task, files }, transfer: files.map(({ bytes }) => bytes.buffer) };
  },
});

/** Of their own, because they need little memory and work on several pictures at once. */
const pictures = new WorkerPool<
  Omit<PictureTask, 'bytes'> & { readonly bytes: Uint8Array },
  PictureTask,
  ReducedPicture,
  Problem
>({
  ...decoderPool(pictureThreads(os.availableParallelism()), new URL('./picture-worker.ts', import.meta.url)),
  requestsPerWorker: PICTURES_A_THREAD,
  handOver: (task) => {
    const bytes = new Uint8Array(task.bytes);
    return { message: { ...task, bytes }, transfer: [bytes.buffer] };
  },
});

/** Decoders that run in threads, so that no file can hang or crash the process. */
export const decoderThreads = {
  /** @throws ProblemError */
  async decode(
    kind: ThreadFormat,
    bytes: Uint8Array,
    { maxPixels, timeLimit }: { readonly maxPixels: number; readonly timeLimit: number },
    signal: AbortSignal,
  ): Promise<RawPicture> {
    const options = { deadlineMs: timeLimit, signal };
    try {
      return await usualPixels.run({ kind, bytes, maxPixels: Math.min(maxPixels, MANY_PIXELS) }, options);
    } catch (error) {
      const isLarge = error instanceof ProblemError && error.problem.kind === 'too-large';
      if (!isLarge || maxPixels <= MANY_PIXELS) throw error;
    }
    // Its size was read before anything was allocated for it.
    return largePixels.run({ kind, bytes, maxPixels }, options);
  },
  /**
   * Decodes and reduces a picture that libvips reads, unless more is to be done for it. Work under way ends by itself.
   * @throws ProblemError
   */
  reduce(bytes: Uint8Array, format: PictureTask['format'], limits: DecodeLimits): Promise<ReducedPicture> {
    return pictures.run({ bytes, format, limits }, { deadlineMs: limits.timeLimit + REDUCED_WITHIN_MS });
  },
  /** @throws ProblemError */
  async readMetadata(file: NamedBytes, world: World, signal: AbortSignal): Promise<Metadata> {
    const [read] = await metadata.run(
      { kind: 'metadata', files: [file], world },
      { deadlineMs: METADATA_DEADLINE_MS, signal },
    );
    if (read === undefined) throw new Error('A decoder thread replied for fewer files than it was given.');
    return read.metadata;
  },
  /** In one message, because a message costs as much as the metadata of a file. @throws ProblemError of any of them */
  readHeads(
    files: readonly NamedBytes[],
    world: World,
    signal: AbortSignal,
  ): Promise<readonly TurnedMetadata[]> {
    return metadata.run({ kind: 'metadata', files, world }, { deadlineMs: METADATA_DEADLINE_MS, signal });
  },
  async close(): Promise<void> {
    const pools = [usualPixels, largePixels, pictures, metadata];
    await Promise.all(pools.map((pool) => pool.close()));
  },
};
