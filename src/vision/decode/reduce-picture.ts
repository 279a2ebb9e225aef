import sharp, { type Sharp } from 'sharp';
import { dropBytes } from '../../domain/drop-bytes.ts';
import { type DecodedPhoto, INPUT_SIZE, seenPart, THUMBNAIL_SIZE } from '../../domain/photo.ts';
import { appearanceOf } from './appearance.ts';
import { type PictureSize, sizeWithin } from './check-size.ts';
import { canEnlarge, enlargeInput } from './enlarge.ts';
import { lumaOf } from './luma.ts';
import { meanColour } from './mean-colour.ts';
import { perceptualHash } from './perceptual-hash.ts';

/**
 * Factor by which the single decode to size exceeds the required size. Measured on 21 camera photos: with a factor of
 * 1.5 or more, resizing twice changes scores by no more than decoding the JPEG at another of its own scales.
 */
const MARGIN = 1.8;
/**
 * A thumbnail side that exceeds the size for the model input by this factor is used as working size, so that the
 * thumbnail is not resized along it. Measured on 47 photos: this halves the time for the thumbnail and changes the
 * scores by 0.012 in the median, as much as decoding to 2.4 times the size.
 */
const MARGIN_OF_THUMBNAIL = 1.24;

/**
 * The size of which INPUT_SIZE × INPUT_SIZE is the centre, so that this centre is the network's view.
 */
export function frameOf([width, height]: PictureSize): PictureSize {
  const [across, down] = seenPart(width, height);
  return [Math.round((INPUT_SIZE * width) / across), Math.round((INPUT_SIZE * height) / down)];
}

const thumbnailSize = (size: PictureSize): PictureSize => sizeWithin(size, THUMBNAIL_SIZE);

/**
 * Size to which a picture is decoded for both model input and thumbnail: large enough for both, each side on its own (a
 * panorama is not kept tall and very wide), or the whole picture if that is less than twice as large, so that small
 * pictures are not degraded.
 */
export function workingSize(size: PictureSize): PictureSize {
  const frame = frameOf(size);
  const thumbnail = thumbnailSize(size);
  const side = (i: 0 | 1): number => {
    if (thumbnail[i] >= frame[i] * MARGIN_OF_THUMBNAIL) return thumbnail[i];
    return Math.min(size[i], Math.ceil(frame[i] * MARGIN));
  };
  const working: PictureSize = [side(0), side(1)];
  return size[0] <= working[0] * 2 && size[1] <= working[1] * 2 ? size : working;
}

/** A picture decoded to its working size; see `workingSize`. */
export interface WorkingPicture {
  /** Pixels of size `working`: RGB, sRGB, upright. */
  readonly rgb: Uint8Array;
  readonly working: PictureSize;
  /** The whole picture's own upright size. */
  readonly size: PictureSize;
}

const pixelsOf = ({ rgb, working: [width, height] }: WorkingPicture): Sharp =>
  sharp(rgb, { raw: { width, height, channels: 3 }, limitInputPixels: false });

/** Model input of a picture: INPUT_BYTES. */
export async function inputOf(picture: WorkingPicture): Promise<Uint8Array> {
  const { rgb, working, size } = picture;
  const frame = frameOf(size);
  const margin = (length: number): number => Math.floor((length - INPUT_SIZE) / 2);
  const [left, top] = [margin(frame[0]), margin(frame[1])];
  if (canEnlarge(working, frame)) return enlargeInput(rgb, working, frame, [left, top]);
  return pixelsOf(picture)
    .resize(...frame, { fit: 'fill' })
    .extract({ left, top, width: INPUT_SIZE, height: INPUT_SIZE })
    .raw()
    .toBuffer();
}

/** A thumbnail before and after it is encoded. */
export interface Thumbnail {
  /** Pixels of `size`: RGB, sRGB. Those of the picture itself where it has that size. */
  readonly rgb: Uint8Array;
  readonly size: PictureSize;
  /** An encoded JPEG picture. */
  readonly encoded: Uint8Array;
}

/** Thumbnail of a picture. */
export async function thumbnailOf(picture: WorkingPicture): Promise<Thumbnail> {
  const size = thumbnailSize(picture.size);
  const rgb = await thumbnailPixels(picture, size);
  return { rgb, size, encoded: await encodeThumbnail(rgb, size) };
}

function thumbnailPixels(
  picture: WorkingPicture,
  [width, height]: PictureSize,
): Uint8Array | Promise<Uint8Array> {
  const [across, down] = picture.working;
  if (across === width && down === height) return picture.rgb;
  return pixelsOf(picture).resize(width, height, { fit: 'fill' }).raw().toBuffer();
}

const encodeThumbnail = (rgb: Uint8Array, [width, height]: PictureSize): Promise<Uint8Array> =>
  sharp(rgb, { raw: { width, height, channels: 3 }, limitInputPixels: false })
    // WebP would be 13 % smaller and take four times as long: a sixth of the total work on a photo. Optimized Huffman
    // codes would be 4 % smaller and take 50 % longer.
    .jpeg({ quality: 80, optimiseCoding: false })
    .toBuffer();

/** Model input, thumbnail, perceptual hash, colour and appearance of a picture; frees its pixels. */
export async function reducePicture(
  picture: WorkingPicture,
): Promise<Pick<DecodedPhoto, 'input' | 'thumbnail' | 'perceptualHash' | 'colour' | 'appearance'>> {
  const { rgb, working } = picture;
  const [input, thumbnail] = await Promise.all([inputOf(picture), thumbnailOf(picture)]);
  const luma = lumaOf(rgb, working);
  const reduced = {
    input,
    thumbnail: thumbnail.encoded,
    perceptualHash: perceptualHash(luma),
    colour: meanColour(input),
    // Not of the encoded thumbnail: to decode it again would be a tenth of the work on a small photo.
    appearance: appearanceOf(
      thumbnail.rgb,
      thumbnail.rgb === rgb ? luma : lumaOf(thumbnail.rgb, thumbnail.size),
    ),
  };
  for (const pixels of [rgb, thumbnail.rgb]) dropBytes(pixels);
  return reduced;
}
