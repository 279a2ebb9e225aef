import type { KeyFrames } from '../../domain/key-frames.ts';
import type { Metadata } from '../../domain/metadata.ts';
import type { DecodedPhoto, UnseenFilm } from '../../domain/photo.ts';
import type { FilmFormat } from '../../domain/photo-format.ts';
import { ProblemError } from '../../domain/problem.ts';
import { storedDetail } from '../../domain/problem-detail.ts';
import { withPhotoOpen } from '../../platform/files/read-photo.ts';
import { log } from '../../platform/log/log.ts';
import { checkSize } from '../decode/check-size.ts';
import type { DecodeLimits } from '../decode/decode-limits.ts';
import { decoderThreads } from '../decode/decoder-threads.ts';
import type { PhotoName, World } from '../decode/read-metadata.ts';
import type { FilmFacts } from './film-facts.ts';
import { filmMetadata } from './film-metadata.ts';
import { filmThreads } from './film-threads.ts';
import { pictureOfFrames } from './picture-of-frames.ts';

/**
 * Reads a film by ranges: what it states of itself, and its key frames where they can be decoded here.
 * @param name with the place of the file: without one, a film is a problem
 * @throws ProblemError; the signal's reason when aborted
 */
export async function decodeFilm(
  name: PhotoName,
  format: FilmFormat,
  limits: DecodeLimits,
  world: World,
  signal: AbortSignal,
): Promise<DecodedPhoto | UnseenFilm> {
  return withFilm(name, async (descriptor, size) => {
    const film = { descriptor, size, format };
    const facts = await filmThreads.readFacts(film, signal);
    checkSize(facts.width, facts.height, limits.maxPixels);
    const { width, height } = facts;
    const metadata = await metadataOf(facts, name, world, signal);
    const warning = facts.isCutShort ? storedDetail({ code: 'film-end-missing' }) : null;
    const unseen = { format, width, height, metadata, warning };
    const picture = await framesOf(film, limits, signal);
    return picture === null ? unseen : { ...unseen, ...picture };
  });
}

/** The metadata of a film alone. @throws as `decodeFilm` */
export const decodeFilmMetadata = (
  name: PhotoName,
  format: FilmFormat,
  world: World,
  signal: AbortSignal,
): Promise<Metadata> =>
  withFilm(name, async (descriptor, size) => {
    const facts = await filmThreads.readFacts({ descriptor, size, format }, signal);
    return metadataOf(facts, name, world, signal);
  });

/**
 * The key frames of a film for a decoder outside of the indexer; null where none can read its codec.
 * @param name with the place of the file
 * @throws ProblemError; the signal's reason when aborted
 */
export const readKeyFrames = (
  name: PhotoName,
  format: FilmFormat,
  signal: AbortSignal,
): Promise<KeyFrames | null> =>
  withFilm(name, (descriptor, size) => filmThreads.readKeyFrames({ descriptor, size, format }, signal));

async function withFilm<T>(
  { place }: PhotoName,
  work: (descriptor: number, size: number) => Promise<T>,
): Promise<T> {
  if (place === undefined) throw new ProblemError('video', { code: 'video-bytes' });
  // What fails inside is thrown beyond the open file, which would take it for a failure of the drive.
  const read = await withPhotoOpen(place.folder, place.path, async (descriptor, size) => {
    try {
      return { value: await work(descriptor, size) };
    } catch (error) {
      return { error };
    }
  });
  if ('kind' in read) throw new ProblemError(read.kind, read.detail);
  if ('error' in read) throw read.error;
  return read.value;
}

async function metadataOf(
  facts: FilmFacts,
  name: PhotoName,
  world: World,
  signal: AbortSignal,
): Promise<Metadata> {
  const read = async (bytes: Uint8Array): Promise<Metadata | null> =>
    decoderThreads.readMetadata({ bytes, name: '', mtime: 0 }, world, signal).catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
      log.debug('the XMP of a film cannot be read', { error });
      return null;
    });
  const xmp = facts.xmp === null ? null : await read(facts.xmp);
  return filmMetadata(facts, xmp, name, world);
}

/** Null where no frame can be decoded here: the film is found without. */
async function framesOf(
  film: { readonly descriptor: number; readonly size: number; readonly format: FilmFormat },
  limits: DecodeLimits,
  signal: AbortSignal,
): ReturnType<typeof pictureOfFrames> {
  try {
    const frames = await filmThreads.readFrames(film, signal);
    return frames === null ? null : await pictureOfFrames(frames, limits, signal);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    log.debug('the frames of a film cannot be read', { error });
    return null;
  }
}
