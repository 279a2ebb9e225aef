import type { Metadata } from '../../domain/metadata.ts';
import { type FilmFormat, isFilmFormat, type PhotoFormat } from '../../domain/photo-format.ts';
import { ProblemError } from '../../domain/problem.ts';
import { decoderThreads, type NamedBytes } from './decoder-threads.ts';
import { formatOfBytes } from './format-of-bytes.ts';
import { FORMAT_READERS, isRawFormat } from './format-readers.ts';
import { JPEG_HEAD, jpegSegments, START_OF_SCAN } from './jpeg-segments.ts';
import { type MetadataSource, readTurnedMetadata, type TurnedMetadata, type World } from './read-metadata.ts';
import type { StoredSize } from './size-in-head.ts';

/** What the first bytes of a photo state. Metadata that lies behind them is absent. */
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
 * How many bytes of a file its metadata needs at least, as far as these show; no more than these where they are enough.
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
 * Reads what the first bytes of some photos state, without decoding them. Null for a film, which often describes itself
 * at its end, and for a file that is no photo: reading the whole file states why.
 * @param sources with the first bytes of the files
 * @returns in the order of the sources
 */
export async function readHeads(
  sources: readonly MetadataSource[],
  world: World,
  signal: AbortSignal,
): Promise<(PhotoHead | null)[]> {
  const parts = sources.map(partOf);
  const photos = parts.filter((part) => part !== null);
  if (photos.length === 0) return parts.map(() => null);
  const read = await turnedMetadataOf(
    photos.map(({ named }) => named),
    world,
    signal,
  );
  let next = 0;
  return parts.map((part) => {
    const turned = part === null ? undefined : read[next++];
    return part === null || turned === undefined ? null : headOf(part, turned);
  });
}

/** The same of one photo. */
export async function readHead(
  source: MetadataSource,
  world: World,
  signal: AbortSignal,
): Promise<PhotoHead | null> {
  const [head = null] = await readHeads([source], world, signal);
  return head;
}

/** What the metadata of a photo is read from, and what else its first bytes state. */
interface HeadPart {
  readonly format: PhotoHead['format'];
  readonly size: StoredSize | null;
  readonly named: NamedBytes;
}

function partOf({ bytes, place: _, ...name }: MetadataSource): HeadPart | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const format = formatOfBytes(head);
  if (typeof format === 'object' || isFilmFormat(format)) return null;
  const part = isRawFormat(format) ? head : FORMAT_READERS[format].metadataPart(head);
  return { format, size: sizeInHead(head, format), named: { ...name, bytes: part ?? new Uint8Array() } };
}

function headOf({ format, size }: HeadPart, { metadata, isTurned, orientation }: TurnedMetadata): PhotoHead {
  const [width, height] = size?.size ?? [0, 0];
  // HEIF turns its pictures by a property of its own.
  const isUpright = format === 'heic' || format === 'avif' ? !(size?.isTurned ?? false) : !isTurned;
  return {
    format,
    metadata,
    orientation,
    width: isUpright ? width : height,
    height: isUpright ? height : width,
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

/** What the thread reads of some files. Where it cannot bear one of them, each is read alone. */
async function turnedMetadataOf(
  files: readonly NamedBytes[],
  world: World,
  signal: AbortSignal,
): Promise<readonly TurnedMetadata[]> {
  try {
    return await decoderThreads.readHeads(files, world, signal);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    // Metadata that cannot be read: what its name and time state.
    if (files.length === 1)
      return files.map((file) => readTurnedMetadata({ ...file, bytes: new Uint8Array() }, world));
    const read: TurnedMetadata[] = [];
    for (const file of files) read.push(...(await turnedMetadataOf([file], world, signal)));
    return read;
  }
}
