import type { PhotoFormat } from '../../domain/file.ts';
import type { Metadata } from '../../domain/metadata.ts';
import type { DecodedPhoto } from '../../domain/photo.ts';
import { type Problem, ProblemError } from '../../domain/problem.ts';
import { DEFAULT_LIMITS, type DecodeLimits } from './decode-limits.ts';
import { decodePixels, libvips } from './decode-pixels.ts';
import { decoderThreads } from './decoder-threads.ts';
import { formatOfBytes } from './format-of-bytes.ts';
import { JPEG_HEAD, jpegSegments, START_OF_SCAN } from './jpeg-segments.ts';
import { readMetadata, type World } from './read-metadata.ts';
import { reducePicture, workingSize } from './reduce-picture.ts';

export { decodeForDisplay } from './decode-for-display.ts';

/**
 * Number of bytes searched for metadata: a JPEG has it before its pixels, other formats anywhere, but never this far
 * in.
 */
const MOST_BYTES = 64 * 1024 * 1024;

/** A file with its bytes. */
export interface FileToDecode {
  readonly bytes: Buffer;
  /** Name for display, which may contain a date. */
  readonly name: string;
  /** Last modification, in microseconds since 1970. */
  readonly mtime: number;
}

export interface DecodeOptions {
  readonly signal?: AbortSignal;
  readonly limits?: DecodeLimits;
  /** In ms since 1970; times more than a day later are rejected. */
  readonly now?: () => number;
  /** IANA name of the time zone for file times; the system's if absent. */
  readonly timeZone?: string;
}

/**
 * Decodes one photo, once, to model input, thumbnail and metadata. The format is detected by the bytes. A slightly
 * damaged file is decoded with a warning; any other failure is a `Problem`.
 * @throws the signal's reason when aborted; running native work then ends by itself within its time limit
 */
export async function decode(
  file: FileToDecode,
  options: DecodeOptions = {},
): Promise<DecodedPhoto | Problem> {
  const {
    signal = new AbortController().signal,
    limits = DEFAULT_LIMITS,
    now = Date.now,
    timeZone,
  } = options;
  signal.throwIfAborted();
  const world: World = { now: now(), ...(timeZone === undefined ? {} : { timeZone }) };
  const stop = Promise.withResolvers<never>();
  const onAbort = (): void => stop.reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([stop.promise, decodeFile(file, limits, world, signal)]);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Ends the threads that decoding started. The next photo starts them again. */
export async function closeDecoders(): Promise<void> {
  await decoderThreads.close();
}

async function decodeFile(
  file: FileToDecode,
  limits: DecodeLimits,
  world: World,
  signal: AbortSignal,
): Promise<DecodedPhoto | Problem> {
  const { bytes } = file;
  if (bytes.length > limits.maxBytes)
    return {
      kind: 'too-large',
      detail: `${bytes.length} bytes are above the limit of ${limits.maxBytes} bytes.`,
    };
  const format = formatOfBytes(bytes);
  if (typeof format === 'object') return format;
  const { warning, ...picture } = await decodePixels(bytes, format, workingSize, limits, signal);
  signal.throwIfAborted();
  const reduced = await libvips.together(() => reducePicture(picture));
  signal.throwIfAborted();
  return {
    format,
    width: picture.size[0],
    height: picture.size[1],
    ...reduced,
    metadata: await metadataOf(file, format, world, signal),
    warning,
  };
}

/** Metadata of the file; if unreadable, only what follows from its name and time. */
async function metadataOf(
  file: FileToDecode,
  format: PhotoFormat,
  world: World,
  signal: AbortSignal,
): Promise<Metadata> {
  const { name, mtime } = file;
  const bytes = partWithMetadata(file.bytes, format);
  const bare = (): Metadata => readMetadata({ bytes: new Uint8Array(), name, mtime }, world);
  // About half of the usual files have no metadata: skip the thread for those.
  if (bytes === null) return bare();
  try {
    return await decoderThreads.readMetadata({ bytes, name, mtime }, world, signal);
  } catch (error) {
    if (error instanceof ProblemError) return bare();
    throw error;
  }
}

/** Markers of the segments with metadata: EXIF and XMP, IPTC. */
const METADATA = new Set([0xe1, 0xed]);

/** The part of a file that contains its metadata; null if there is none. */
function partWithMetadata(bytes: Uint8Array, format: PhotoFormat): Uint8Array | null {
  if (format === 'gif' || format === 'bmp') return null;
  if (format !== 'jpeg') return bytes.subarray(0, MOST_BYTES);
  let found = false;
  for (const { marker, start } of jpegSegments(bytes)) {
    found ||= METADATA.has(marker);
    // The two bytes of the marker are enough for the reader to detect the start of the pixels.
    if (marker === START_OF_SCAN) return found ? bytes.subarray(0, start + 4) : null;
  }
  return bytes.subarray(0, JPEG_HEAD);
}
