import sharp, { type Metadata, type Sharp } from 'sharp';
import type { PhotoFormat, PictureFormat } from '../../domain/photo-format.ts';
import { ProblemError } from '../../domain/problem.ts';
import { checkSize, type PictureSize } from './check-size.ts';
import type { DecodeLimits } from './decode-limits.ts';
import { decoderThreads } from './decoder-threads.ts';
import { detailOfError } from './detail-of-error.ts';
import { embeddedPreview } from './embedded-preview.ts';
import { FORMAT_READERS, isThreadFormat, type ThreadFormat } from './format-readers.ts';
import { Gate } from './gate.ts';
import { hdrTransferOf } from './hdr-transfer.ts';
import { LEAST_WEIGHT } from './pixel-weight.ts';
import { sizeOfPlainJpeg } from './plain-jpeg-size.ts';
import type { RawPicture } from './raw-picture.ts';
import { type ReadableFile, readableFile } from './readable-file.ts';
import type { WorkingPicture } from './reduce-picture.ts';
import { tiffOfPixels } from './tiff-of-pixels.ts';
import { toneFloat, toneHdr, toneLab } from './tone-pixels.ts';

// The caller decodes several photos in parallel, and each only once.
sharp.concurrency(1);
sharp.cache(false);

/**
 * libvips keeps one error text per process and clears it whenever a task ends. A file that fails is therefore decoded
 * again with no other task running, so that the text belongs to this file.
 */
export const libvips = new Gate();

/** A picture decoded to size, with the message of the decoder about slight damage. */
export type DecodedPixels = WorkingPicture & { readonly warning: string | null };

/** Pictures that need much memory are decoded one at a time. */
const large = new Gate();
/** In bytes. */
const LARGE = 96 * 1024 * 1024;

/** What makes the reading of a file fail. */
type FailOn = 'none' | 'error' | 'warning';

/** Deadline for a file in ms since 1970; moved while the file waits for others. */
interface Deadline {
  at: number;
}

/** Warnings of the JPEG library about bytes outside the pixels, and about peculiarities of cameras. */
const HARMLESS =
  /extraneous bytes before marker 0x(?!d[0-7])|Invalid SOS parameters|Adobe (color transform|marker)/;

/**
 * Decodes the pixels of a photo: upright, in sRGB, transparency on white.
 * @param sizeFor maps the upright size to the target size, because JPEG and WebP can be reduced while loading
 * @throws ProblemError `damaged`, `unsupported`, `too-large` or `too-slow`; the signal's reason when aborted
 */
export async function decodePixels(
  bytes: Buffer,
  format: PictureFormat,
  sizeFor: (size: PictureSize) => PictureSize,
  limits: DecodeLimits,
  signal: AbortSignal,
): Promise<DecodedPixels> {
  if (isThreadFormat(format)) return decodeInThread(bytes, format, sizeFor, limits, signal);
  const source: PixelSource = { bytes, format, sizeFor, limits, signal };
  const strict = FORMAT_READERS[format].pixels.failOn;
  let left = limits.timeLimit;
  const start = async (): Promise<DecodedPixels> => {
    const deadline: Deadline = { at: Date.now() + limits.timeLimit };
    return readAs(source, strict, deadline).finally(() => {
      left = deadline.at - Date.now();
    });
  };
  try {
    return await libvips.together(start);
  } catch (error) {
    if (!isWorthAnotherTry(error)) throw error;
  }
  return libvips.alone(() => readDamaged(source, strict, { at: Date.now() + left }));
}

/** A file that libvips reads, and how. */
interface PixelSource {
  readonly bytes: Buffer;
  readonly format: Exclude<PictureFormat, ThreadFormat>;
  readonly sizeFor: (size: PictureSize) => PictureSize;
  readonly limits: DecodeLimits;
  readonly signal: AbortSignal;
}

/** Of a file that fails so there may be something to see. */
const isWorthAnotherTry = (error: unknown): boolean =>
  error instanceof ProblemError && /^(damaged|unsupported)$/.test(error.problem.kind);

/**
 * Decodes a picture as `decodePixels` does where nothing is wrong with it. For a thread, while the caller holds
 * `libvips.together`.
 * @returns `unsound`: it is for `decodeUnsound`. `large`: it needs so much memory that it waits for others
 * @throws ProblemError `too-large`, `too-slow` or `no-memory`
 */
export async function decodeSound(
  source: Omit<PixelSource, 'signal'>,
): Promise<DecodedPixels | 'unsound' | 'large'> {
  const { format, limits } = source;
  const { signal } = new AbortController();
  const deadline: Deadline = { at: Date.now() + limits.timeLimit };
  let isLarge = false;
  try {
    const plain = await readPlain(source, deadline);
    if (plain !== null) return plain;
    return await readAs({ ...source, signal }, FORMAT_READERS[format].pixels.failOn, deadline, async () => {
      isLarge = true;
      throw new ProblemError('unsupported', 'It has to wait for others.');
    });
  } catch (error) {
    if (isWorthAnotherTry(error)) return isLarge ? 'large' : 'unsound';
    throw error;
  }
}

/** Reads a plain JPEG in one task of libvips instead of two, because all of its head is known; null for other files. */
async function readPlain(
  { bytes, format, sizeFor, limits }: Omit<PixelSource, 'signal'>,
  deadline: Deadline,
): Promise<DecodedPixels | null> {
  const size = format === 'jpeg' ? sizeOfPlainJpeg(bytes) : null;
  if (size === null) return null;
  checkSize(...size, Math.floor(limits.maxPixels / LEAST_WEIGHT));
  const working = sizeFor(size);
  const input = sharp(bytes, { failOn: FORMAT_READERS.jpeg.pixels.failOn, limitInputPixels: false });
  return { rgb: await read(input, working, deadline.at), working, size, warning: null };
}

/** Decodes a picture that `decodeSound` failed at, with no other task of libvips beside it. @throws as `decodePixels` */
export const decodeUnsound = (source: PixelSource): Promise<DecodedPixels> =>
  libvips.alone(() =>
    readDamaged(source, FORMAT_READERS[source.format].pixels.failOn, {
      at: Date.now() + source.limits.timeLimit,
    }),
  );

/** @param inTurn runs the work on a picture that needs much memory when no other one does */
async function readAs(
  { bytes, format, sizeFor, limits, signal }: PixelSource,
  failOn: FailOn,
  deadline: Deadline,
  inTurn: (work: () => Promise<Uint8Array>) => Promise<Uint8Array> = (work) => large.alone(work),
): Promise<DecodedPixels> {
  signal.throwIfAborted();
  const reader = FORMAT_READERS[format].pixels;
  const file = readableFile(bytes, format);
  const input = sharp(file.bytes, { failOn, limitInputPixels: false });
  const metadata = await inTime(input.metadata(), deadline.at);
  const { autoOrient } = metadata;
  const size: PictureSize = [autoOrient.width, autoOrient.height];
  const held = reader.heldBytes(metadata);
  checkSize(...size, Math.floor(limits.maxPixels / reader.pixelWeight(metadata)));
  if (held > limits.maxHeld)
    throw new ProblemError('too-large', { code: 'pixels-held', width: size[0], height: size[1] });
  const working = sizeFor(size);
  const work = async (): Promise<Uint8Array> => {
    const toning = toningOf(file, format, metadata);
    if (toning !== null) return readToned(input, working, deadline.at, toning);
    const preview = reader.hasPreview
      ? await inTime(embeddedPreview(bytes, metadata, working), deadline.at)
      : null;
    // A missing or damaged preview has no effect on the photo.
    const small = preview === null ? null : await read(preview, working, deadline.at).catch(() => null);
    return small ?? read(input, working, deadline.at);
  };
  const asked = Date.now();
  const rgb = await (held <= LARGE
    ? work()
    : inTurn(() => {
        // Time spent waiting for another file does not count.
        deadline.at += Date.now() - asked;
        return work();
      }));
  return { rgb, working, size, warning: null };
}

/** Decodes a file of a format that libvips does not read. @throws as `decodePixels` */
async function decodeInThread(
  bytes: Buffer,
  format: ThreadFormat,
  sizeFor: (size: PictureSize) => PictureSize,
  limits: DecodeLimits,
  signal: AbortSignal,
): Promise<DecodedPixels> {
  const raw = await decoderThreads.decode(format, bytes, limits, signal);
  const hdr = format === 'heic' && raw.profile === null ? hdrTransferOf(bytes) : null;
  const picture = await libvips.together(() => readRaw(raw, sizeFor, Date.now() + limits.timeLimit));
  return hdr === null ? picture : { ...picture, rgb: toneHdr(picture.rgb, 3, 255, hdr) };
}

/** Decodes a file that failed in strict mode: as much as exists, with the reason as a warning. */
async function readDamaged(
  source: PixelSource,
  strict: 'error' | 'warning',
  deadline: Deadline,
): Promise<DecodedPixels> {
  try {
    return await readAs(source, strict, deadline);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.kind !== 'damaged') throw error;
    const { detail } = error.problem;
    if (strict === 'warning' && HARMLESS.test(detail)) return readDamaged(source, 'error', deadline);
    const picture = await readAs(source, 'none', deadline);
    // Nothing was decoded: missing pixels are filled with one colour.
    if (picture.rgb.every((value, i) => value === picture.rgb[i % 3])) throw error;
    return { ...picture, warning: detail };
  }
}

async function readRaw(
  raw: RawPicture,
  sizeFor: (size: PictureSize) => PictureSize,
  deadline: number,
): Promise<DecodedPixels> {
  const { data, width, height, channels, profile, warning } = raw;
  const size: PictureSize = [width, height];
  const working = sizeFor(size);
  const input = sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
  const pixels = await read(input, working, deadline);
  const rgb =
    profile === null
      ? pixels
      : await read(sharp(tiffOfPixels(pixels, ...working, profile)), working, deadline);
  return { rgb, working, size, warning };
}

/** How pixels are read that the picture library does not bring into sRGB. */
interface Toning {
  readonly kernel: 'nearest' | 'lanczos3';
  readonly space: 'rgb16' | 'scrgb' | 'b-w' | 'srgb';
  readonly depth: 'uchar' | 'ushort' | 'float';
  readonly tone: (values: ArrayLike<number>, channels: number) => Uint8Array;
}

function toningOf(
  { bytes, isLab }: ReadableFile,
  format: PhotoFormat,
  { depth, channels, icc }: Metadata,
): Toning | null {
  // Signed bytes cannot be averaged as if they were not.
  if (isLab) return { kernel: 'nearest', space: 'srgb', depth: 'uchar', tone: toneLab };
  if (depth === 'float' || depth === 'double')
    return { kernel: 'lanczos3', space: channels < 3 ? 'b-w' : 'scrgb', depth: 'float', tone: toneFloat };
  const hdr = format === 'avif' && icc === undefined ? hdrTransferOf(bytes) : null;
  if (hdr === null) return null;
  const tone: Toning['tone'] = (values, count) => toneHdr(values, count, 65_535, hdr);
  return { kernel: 'lanczos3', space: 'rgb16', depth: 'ushort', tone };
}

/** @throws ProblemError */
async function readToned(
  input: Sharp,
  [width, height]: PictureSize,
  deadline: number,
  { kernel, space, depth, tone }: Toning,
): Promise<Uint8Array> {
  const pipeline = input
    .autoOrient()
    .removeAlpha()
    .resize(width, height, { fit: 'fill', kernel })
    .toColourspace(space)
    .timeout({ seconds: Math.max(1, Math.ceil((deadline - Date.now()) / 1000)) })
    .raw({ depth });
  const { data, info } = await inTime(pipeline.toBuffer({ resolveWithObject: true }), deadline);
  if (info.width !== width || info.height !== height)
    throw new ProblemError('damaged', {
      code: 'decoded-to',
      width: info.width,
      height: info.height,
      channels: info.channels,
    });
  return tone(valuesOf(data, depth), info.channels);
}

function valuesOf(bytes: Buffer, depth: Toning['depth']): ArrayLike<number> {
  if (depth === 'uchar') return bytes;
  // A copy, whose numbers lie where an array of them has to begin.
  const { buffer } = new Uint8Array(bytes);
  return depth === 'ushort' ? new Uint16Array(buffer) : new Float32Array(buffer);
}

/** @throws ProblemError */
async function read(input: Sharp, [width, height]: PictureSize, deadline: number): Promise<Uint8Array> {
  const pipeline = input
    .autoOrient()
    .flatten({ background: '#fff' })
    .resize(width, height, { fit: 'fill' })
    .toColourspace('srgb')
    .removeAlpha()
    .timeout({ seconds: Math.max(1, Math.ceil((deadline - Date.now()) / 1000)) })
    .raw({ depth: 'uchar' });
  const { data, info } = await inTime(pipeline.toBuffer({ resolveWithObject: true }), deadline);
  if (info.channels !== 3 || info.width !== width || info.height !== height)
    throw new ProblemError('damaged', {
      code: 'decoded-to',
      width: info.width,
      height: info.height,
      channels: info.channels,
    });
  return data;
}

/**
 * Waits for the picture library. Its own time limit does not cover reading headers, so after the deadline it is no
 * longer awaited.
 */
async function inTime<T>(work: Promise<T>, deadline: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const left = Math.max(0, deadline - Date.now());
  const timer = setTimeout(() => late.reject(new ProblemError('too-slow', { code: 'time-limit' })), left);
  try {
    return await Promise.race([work, late.promise]);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const detail = detailOfError(error);
    const unsupported =
      /not supported|not configured|not been built|unsupported feature|bad labq format/i.test(detail);
    if (/out of memory|unable to allocate|cannot allocate|bad_alloc|allocation failed/i.test(detail))
      throw new ProblemError('no-memory', detail);
    throw new ProblemError(unsupported ? 'unsupported' : 'damaged', detail);
  } finally {
    clearTimeout(timer);
  }
}
