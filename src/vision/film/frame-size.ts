import { LONGEST_SIDE } from '../../domain/key-frames.ts';
import type { PictureSize } from '../decode/check-size.ts';
import { workingSize } from '../decode/reduce-picture.ts';

/**
 * Size at which a decoder outside of the indexer returns frames: in the proportions of the film, no side smaller than
 * what a photo of that size is decoded to.
 * @param size of the film as it is shown, in pixels
 */
export function frameSize([width, height]: PictureSize): PictureSize {
  const working = workingSize([width, height]);
  const wanted = Math.min(1, Math.max(working[0] / width, working[1] / height));
  const scale = Math.min(wanted, LONGEST_SIDE / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}
