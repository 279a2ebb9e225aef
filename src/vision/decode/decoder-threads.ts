import type { Metadata } from '../../domain/metadata.ts';
import type { ThreadFormat } from './format-readers.ts';
import type { RawPicture } from './raw-picture.ts';
import type { MetadataSource, World } from './read-metadata.ts';
import { WorkerPool } from './worker-pool.ts';

export type DecoderTask =
  | { readonly kind: ThreadFormat; readonly bytes: Uint8Array; readonly maxPixels: number }
  | { readonly kind: 'metadata'; readonly file: MetadataSource; readonly world: World };

/** Milliseconds for the metadata of one file, the start of its thread included; usual is one. */
const METADATA_TIME = 8000;

const script = new URL('./decoder-worker.ts', import.meta.url);
const pixels = new WorkerPool(script, 2);
// Of its own, so that the metadata of one photo doesn't wait for the pixels of another.
const metadata = new WorkerPool(script, 1);

/** The decoders that run in threads of their own, where no file can hang or crash the process. */
export const decoderThreads = {
  /** @throws ProblemError */
  decode(
    kind: ThreadFormat,
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
