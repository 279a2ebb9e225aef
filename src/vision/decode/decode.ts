import type { Metadata } from '../../domain/metadata.ts';
import type { DecodedPhoto, UnseenFilm } from '../../domain/photo.ts';
import {
  type FilmFormat,
  isFilmFormat,
  type PhotoFormat,
  type PictureFormat,
} from '../../domain/photo-format.ts';
import { type Problem, ProblemError } from '../../domain/problem.ts';
import { storedDetail } from '../../domain/problem-detail.ts';
import { log } from '../../platform/log/log.ts';
import { decodeFilm, decodeFilmMetadata } from '../film/decode-film.ts';
import { embeddedFilm } from '../film/embedded-film.ts';
import { filmThreads } from '../film/film-threads.ts';
import { pictureInRaw } from './camera-raw/picture-in-raw.ts';
import type { PictureSize } from './check-size.ts';
import { DEFAULT_LIMITS, type DecodeLimits } from './decode-limits.ts';
import { type DecodedPixels, decodePixels, decodeUnsound, libvips } from './decode-pixels.ts';
import { decoderThreads, NoThreadError, type SoundPicture } from './decoder-threads.ts';
import { formatOfBytes } from './format-of-bytes.ts';
import { FORMAT_READERS, isRawFormat, isThreadFormat } from './format-readers.ts';
import { type PhotoName, readMetadata, type World } from './read-metadata.ts';
import { reducePicture, workingSize } from './reduce-picture.ts';

export { decodeForDisplay } from './decode-for-display.ts';

/** A file whose bytes were read: of a film its sample, see src/platform/files/film-sample.ts. */
export interface FileToDecode extends PhotoName {
  readonly bytes: Buffer;
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
 * damaged file is decoded with a warning; any other failure is a `Problem`. A film is read by ranges from its place.
 * @throws the signal's reason when aborted; running native work then ends by itself within its time limit
 */
export async function decode(
  file: FileToDecode,
  options: DecodeOptions = {},
): Promise<DecodedPhoto | Problem> {
  const decoded = await decodeOrRead(file, options);
  if ('input' in decoded || 'kind' in decoded) return decoded;
  return { kind: 'video', detail: storedDetail({ code: 'frames-not-decoded' }) };
}

/** The same; for a film of which no frame can be decoded here, what it states of itself. */
export async function decodeOrRead(
  file: FileToDecode,
  options: DecodeOptions = {},
): Promise<DecodedPhoto | UnseenFilm | Problem> {
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
    return await Promise.race([stop.promise, decodeBytes(file, limits, world, signal)]);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/**
 * The metadata of a file alone, as `decode` reads it. Null for a file that is no photo, and when aborted.
 */
export async function decodeMetadata(
  file: FileToDecode,
  { signal = new AbortController().signal, now = Date.now, timeZone }: DecodeOptions = {},
): Promise<Metadata | null> {
  const format = formatOfBytes(file.bytes);
  if (typeof format === 'object' || signal.aborted) return null;
  const world: World = { now: now(), ...(timeZone === undefined ? {} : { timeZone }) };
  try {
    if (isFilmFormat(format)) return await decodeFilmMetadata(file, format, world, signal);
    return withMotion(
      file,
      format,
      await metadataOf(file, shownOf(file.bytes, format).metadata, world, signal),
    );
  } catch (error) {
    if (signal.aborted || error instanceof ProblemError) return null;
    throw error;
  }
}

/** Ends the threads that decoding started. The next photo starts them again. */
export async function closeDecoders(): Promise<void> {
  await Promise.all([decoderThreads.close(), filmThreads.close()]);
}

async function decodeBytes(
  file: FileToDecode,
  limits: DecodeLimits,
  world: World,
  signal: AbortSignal,
): Promise<DecodedPhoto | UnseenFilm | Problem> {
  const { bytes } = file;
  if (bytes.length > limits.maxBytes)
    return {
      kind: 'too-large',
      detail: storedDetail({
        code: 'bytes-above-limit',
        bytes: bytes.length,
        limit: limits.maxBytes,
      }),
    };
  const format = formatOfBytes(bytes);
  if (typeof format === 'object') return format;
  if (isFilmFormat(format)) return decodeFilm(file, format, limits, world, signal);
  const shown = shownOf(bytes, format);
  const { size, warning, ...reduced } = await decodeReduced(shown, limits, signal);
  signal.throwIfAborted();
  return {
    format,
    width: (shown.size ?? size)[0],
    height: (shown.size ?? size)[1],
    ...reduced,
    metadata: withMotion(file, format, await metadataOf(file, shown.metadata, world, signal)),
    warning,
  };
}

/**
 * Decodes a picture and reduces it: in a thread, or here where something is wrong with it or there is no thread.
 * @throws ProblemError
 */
async function decodeReduced(
  { bytes, format }: Shown,
  limits: DecodeLimits,
  signal: AbortSignal,
): Promise<SoundPicture & Pick<DecodedPhoto, 'warning'>> {
  const source = { bytes, sizeFor: workingSize, limits, signal };
  let unsound: Promise<DecodedPixels> | null = null;
  if (!isThreadFormat(format)) {
    const reduced = await libvips
      .together(() => decoderThreads.reduce(bytes, format, limits))
      .catch((error: unknown) => {
        if (!(error instanceof NoThreadError)) throw error;
        log.warn('a picture is decoded outside of a thread', { error });
        return 'unstarted' as const;
      });
    if (typeof reduced === 'object') return { ...reduced, warning: null };
    signal.throwIfAborted();
    if (reduced === 'unsound') unsound = decodeUnsound({ ...source, format });
  }
  const { warning, ...picture } = await (unsound ?? decodePixels(bytes, format, workingSize, limits, signal));
  signal.throwIfAborted();
  const reduced = await libvips.together(() => reducePicture(picture));
  return { size: picture.size, ...reduced, warning };
}

/** With the place of the film that is in the file of a photo. */
const withMotion = ({ bytes }: FileToDecode, format: PhotoFormat, metadata: Metadata): Metadata => ({
  ...metadata,
  ...embeddedFilm(bytes, format),
});

/** What is decoded of a file, and what its metadata is read from. */
interface Shown {
  readonly bytes: Buffer;
  readonly format: PictureFormat;
  /** Upright size of the photo, where it is not that of the decoded picture. */
  readonly size: PictureSize | null;
  readonly metadata: Uint8Array | null;
}

/** @throws ProblemError */
function shownOf(bytes: Buffer, format: Exclude<PhotoFormat, FilmFormat>): Shown {
  if (!isRawFormat(format))
    return { bytes, format, size: null, metadata: FORMAT_READERS[format].metadataPart(bytes) };
  const { jpeg, size, metadata } = pictureInRaw(bytes, format);
  return { bytes: jpeg, format: 'jpeg', size, metadata };
}

/** Metadata of the file; if unreadable, only what follows from its name and time. */
async function metadataOf(
  { bytes: _, place: __, ...named }: FileToDecode,
  bytes: Uint8Array | null,
  world: World,
  signal: AbortSignal,
): Promise<Metadata> {
  const bare = (): Metadata => readMetadata({ ...named, bytes: new Uint8Array() }, world);
  // About half of the usual files have no metadata: skip the thread for those.
  if (bytes === null) return bare();
  try {
    return await decoderThreads.readMetadata({ ...named, bytes }, world, signal);
  } catch (error) {
    if (error instanceof ProblemError) return bare();
    throw error;
  }
}
