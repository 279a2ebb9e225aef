import type { Metadata } from '../../domain/metadata.ts';
import { type FilmFormat, isFilmFormat, type PhotoFormat } from '../../domain/photo-format.ts';
import { ProblemError } from '../../domain/problem.ts';
import { decoderThreads } from './decoder-threads.ts';
import { formatOfBytes } from './format-of-bytes.ts';
import { FORMAT_READERS, isRawFormat } from './format-readers.ts';
import { JPEG_HEAD, jpegSegments, START_OF_SCAN } from './jpeg-segments.ts';
import { type MetadataSource, readTurnedMetadata, type TurnedMetadata, type World } from './read-metadata.ts';
import type { StoredSize } from './size-in-head.ts';

/** What the first bytes of a photo say. Metadata that lies behind them is absent. */
export interface PhotoHead {
  readonly format: Exclude<PhotoFormat, FilmFormat>;
  /** Upright size in pixels; 0 if unknown. */
  readonly width: number;
  readonly height: number;
  readonly metadata: Metadata;
  /** As in TurnedMetadata. */
  readonly orientation: number;
}

/** In bytes: what is read of a photo at first. The metadata of most photos is within it. */
export const FIRST_BYTES = 64 * 1024;

/**
 * How many bytes of a file its metadata needs at least, as far as these tell; no more than these where they are enough.
 * @param head the first bytes
 */
export function headNeeded(head: Uint8Array): number {
  if (formatOfBytes(head) !== 'jpeg') return head.length;
  let end = 0;
  for (const segment of jpegSegments(head)) {
    if (segment.marker === START_OF_SCAN) return head.length;
    end = segment.end;
  }
  return end > head.length ? JPEG_HEAD : head.length;
}

/**
 * Reads what the first bytes of a photo say, without decoding it. Null for a film, which often describes itself at its
 * end, and for a file that is no photo: reading the whole file states why.
 * @param source with the first bytes of the file
 */
export async function readHead(
  source: MetadataSource,
  world: World,
  signal: AbortSignal,
): Promise<PhotoHead | null> {
  const head = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.byteLength);
  const format = formatOfBytes(head);
  if (typeof format === 'object' || isFilmFormat(format)) return null;
  const size = sizeInHead(head, format);
  const part = isRawFormat(format) ? head : FORMAT_READERS[format].metadataPart(head);
  const { metadata, isTurned, orientation } = await turnedMetadataOf(
    { ...source, bytes: part ?? new Uint8Array() },
    world,
    signal,
  );
  const [width, height] = size?.size ?? [0, 0];
  // HEIF turns its pictures by a property of its own.
  const isUpright = format === 'heic' || format === 'avif' ? !(size?.isTurned ?? false) : !isTurned;
  return {
    ...{ format, metadata, orientation },
    ...{ width: isUpright ? width : height, height: isUpright ? height : width },
  };
}

/** The size of a picture by the first bytes of its file; null where they do not state it. */
function sizeInHead(head: Buffer, format: keyof typeof FORMAT_READERS): StoredSize | null {
  try {
    const found = FORMAT_READERS[format].sizeInHead(head);
    return found !== null && Math.min(...found.size) > 0 ? found : null;
  } catch (error) {
    // Expected: the head ends before the size.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Of a file without metadata, or with metadata that cannot be read: what its name and time say. */
async function turnedMetadataOf(
  source: MetadataSource,
  world: World,
  signal: AbortSignal,
): Promise<TurnedMetadata> {
  const bare = (): TurnedMetadata => readTurnedMetadata({ ...source, bytes: new Uint8Array() }, world);
  if (source.bytes.length === 0) return bare();
  try {
    return await decoderThreads.readHead(source, world, signal);
  } catch (error) {
    if (error instanceof ProblemError) return bare();
    throw error;
  }
}
