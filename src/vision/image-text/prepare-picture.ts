import { assertNever } from '../../domain/assert-never.ts';
import type { ImagePreparation } from '../../domain/pack.ts';
import { seenPart } from '../../domain/photo.ts';
import type { UprightPicture } from '../decode/decode-upright.ts';
import { resamplePicture } from './resample-picture.ts';

const CHANNELS = 3;
/** A picture that is so much longer than wide is not resized as a whole: only its middle reaches the network. */
const LONGEST_ASPECT = 8;

/**
 * A picture as an image-text network takes it: resized, cropped at the centre, normalised.
 * @returns [3, height, width]: planes red, green, blue
 */
export function preparePicture(picture: UprightPicture, preparation: ImagePreparation): Float32Array {
  const { width, height, resize, interpolation, mean, deviation } = preparation;
  const middle = resize.kind === 'shortest' ? middleOf(picture) : picture;
  const [wide, high] = resizedTo(middle, preparation);
  const { rgb } = resamplePicture(middle, wide, high, interpolation);
  const [left, top] = [Math.floor((wide - width) / 2), Math.floor((high - height) / 2)];
  const plane = width * height;
  const values = new Float32Array(CHANNELS * plane);
  for (let channel = 0; channel < CHANNELS; channel++) {
    const [less, divisor] = [mean[channel] as number, deviation[channel] as number];
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) {
        const at = CHANNELS * ((row + top) * wide + column + left) + channel;
        values[channel * plane + row * width + column] = ((rgb[at] as number) / 255 - less) / divisor;
      }
  }
  return values;
}

/** Size of the whole picture, in pixels, of which the input is the centre. */
function resizedTo(
  picture: UprightPicture,
  { width, height, resize }: ImagePreparation,
): readonly [wide: number, high: number] {
  switch (resize.kind) {
    case 'squash':
      return [width, height];
    case 'trim': {
      const [across, down] = seenPart(picture.width, picture.height);
      return [Math.round((width * picture.width) / across), Math.round((height * picture.height) / down)];
    }
    case 'shortest':
      return shortestEdge(picture, resize.pixels);
    default:
      return assertNever(resize);
  }
}

/** The size with the shorter side so long, the other rounded down. */
function shortestEdge(
  { width, height }: UprightPicture,
  pixels: number,
): readonly [wide: number, high: number] {
  if (width <= height) return [pixels, Math.trunc((pixels * height) / width)];
  return [Math.trunc((pixels * width) / height), pixels];
}

/** A panorama would be resized to a picture of gigabytes, of which the crop leaves a square. */
function middleOf(picture: UprightPicture): UprightPicture {
  const { rgb, width, height } = picture;
  const [most, isWide] = [LONGEST_ASPECT * Math.min(width, height), width > height];
  const length = Math.max(width, height);
  if (length <= most) return picture;
  const start = Math.floor((length - most) / 2);
  const [wide, high] = isWide ? [most, height] : [width, most];
  const cut = new Uint8Array(wide * high * CHANNELS);
  for (let row = 0; row < high; row++) {
    const from = isWide ? row * width + start : (row + start) * width;
    cut.set(rgb.subarray(from * CHANNELS, (from + wide) * CHANNELS), row * wide * CHANNELS);
  }
  return { rgb: cut, width: wide, height: high };
}
