import type { DecodedPhoto } from '../../domain/photo.ts';
import { ProblemError } from '../../domain/problem.ts';
import { log } from '../../platform/log/log.ts';
import type { PictureSize } from '../decode/check-size.ts';
import type { DecodeLimits } from '../decode/decode-limits.ts';
import { decodePixels, libvips } from '../decode/decode-pixels.ts';
import { reducePicture, workingSize } from '../decode/reduce-picture.ts';
import type { FilmFrames } from './film-facts.ts';

/** What stands for the picture of a film. */
export type FilmPicture = Pick<
  DecodedPhoto,
  'input' | 'furtherInputs' | 'thumbnail' | 'perceptualHash' | 'colour' | 'appearance'
>;
type Frame = Omit<FilmPicture, 'furtherInputs'>;

/** A thumbnail with so much less in it than that of another frame is nearly black, or of one colour. */
const EMPTY_SHARE = 1 / 3;

/**
 * Decodes the frames that a decoder outside of the indexer returned: as frames of a film that are JPEGs.
 * @param size that each must have, in pixels; others are left out
 * @returns null where no frame is left
 * @throws the signal's reason when aborted
 */
export function pictureOfReturned(
  files: readonly Uint8Array[],
  [width, height]: PictureSize,
  limits: DecodeLimits,
  signal: AbortSignal,
): Promise<FilmPicture | null> {
  // A pixel of some JPEGs counts as more than one.
  const own = { ...limits, maxPixels: width * height * 4 };
  return pictureOfFrames({ format: 'jpeg', files }, own, signal, ([across, down]) => {
    if (across !== width || down !== height)
      throw new ProblemError('damaged', { code: 'decoded-to', width: across, height: down, channels: 3 });
  });
}

/**
 * Decodes the frames of a film. The poster is the middle one, or the next to it that is not nearly empty. A frame that
 * cannot be decoded is left out; null if none can.
 * @param check throws a ProblemError for a size that a frame must not have
 * @throws the signal's reason when aborted
 */
export async function pictureOfFrames(
  { format, files }: FilmFrames,
  limits: DecodeLimits,
  signal: AbortSignal,
  check: (size: PictureSize) => void = () => {},
): Promise<FilmPicture | null> {
  const frames: Frame[] = [];
  for (const file of files) {
    try {
      const picture = await decodePixels(Buffer.from(file), format, workingSize, limits, signal);
      check(picture.size);
      frames.push(await libvips.together(() => reducePicture(picture)));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      log.debug('a frame of a film cannot be decoded', { error });
    }
    signal.throwIfAborted();
  }
  const poster = posterOf(frames);
  if (poster === null) return null;
  // Posters that look alike are no copies of each other: films are compared by their bytes alone.
  const perceptualHash = new Uint8Array(poster.perceptualHash.length);
  const furtherInputs = frames.filter((frame) => frame !== poster).map(({ input }) => input);
  return { ...poster, perceptualHash, furtherInputs };
}

function posterOf(frames: readonly Frame[]): Frame | null {
  const most = Math.max(0, ...frames.map(({ thumbnail }) => thumbnail.length));
  const middle = (frames.length - 1) / 2;
  const byDistance = [...frames.entries()].sort(([a], [b]) => Math.abs(a - middle) - Math.abs(b - middle));
  return byDistance.find(([, { thumbnail }]) => thumbnail.length >= most * EMPTY_SHARE)?.[1] ?? null;
}
