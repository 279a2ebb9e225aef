import type { Metadata } from '../../domain/metadata.ts';
import type { RawPicture } from './raw-picture.ts';
import type { MetadataSource, World } from './read-metadata.ts';
import { WorkerPool } from './worker-pool.ts';

export type DecoderTask =
  | { readonly kind: 'heic' | 'bmp'; readonly bytes: Uint8Array; readonly maxPixels: number }
  | { readonly kind: 'metadata'; readonly file: MetadataSource; readonly world: World };

/** Timeout in ms for the metadata of one file, including the start of its thread; usually 1 ms. */
const METADATA_TIME = 8000;

const script = new URL('./decoder-worker.ts', import.meta.url);
const pixels = new WorkerPool(script, 2);
// A separate pool, so that the metadata of one photo does not wait for the pixels of another.
const metadata = new WorkerPool(script, 1);

/** Decoders that run in threads, so that no file can hang or crash the process. */
export const decoderThreads = {
  /** @throws ProblemError */
  decode(
    kind: 'heic' | 'bmp',
    bytes: Uint8Array,
    limits: { readonly maxPixels: number; readonly timeLimit: number },
    signal: AbortSignal,
  ): Promise<RawPicture> {
    const copy = new Uint8Array(bytes);
    const task: DecoderTask = { kind, bytes: copy, maxPixels: limits.maxPixels };
    return pixels.run(task, [copy.buffer], limits.timeLimit, signal);
  },
  /** @throws ProblemError */
  readMetadata(file: MetadataSource, world: World, signal: AbortSignal): Promise<Metadata> {
    const copy = new Uint8Array(file.bytes);
    const task: DecoderTask = { kind: 'metadata', file: { ...file, bytes: copy }, world };
    return metadata.run(task, [copy.buffer], METADATA_TIME, signal);
  },
  async close(): Promise<void> {
    await Promise.all([pixels.close(), metadata.close()]);
  },
};
