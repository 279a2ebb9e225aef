import sharp, { type Sharp } from 'sharp';
import { dropBytes } from '../../domain/drop-bytes.ts';
import { type DecodedPhoto, INPUT_SIZE, seenPart, THUMBNAIL_SIZE } from '../../domain/photo.ts';
import { appearanceOfThumbnail } from './appearance.ts';
import type { PictureSize } from './check-size.ts';
import { canEnlarge, enlargeInput } from './enlarge.ts';
import { meanColour } from './mean-colour.ts';
import { perceptualHash } from './perceptual-hash.ts';

/**
 * How much larger than needed the one decode to size is. Measured on 21 camera photos: resizing twice with
 * 1.5 and more changes no score by more than reading the JPEG at another of its own scales does.
 */
const MARGIN = 1.8;
/**
 * A side of the thumbnail that is so much larger than needed will do as well. Measured on 47 photos: it takes half
 * the time off the thumbnail, which is then not resized along it, and changes the scores by 0.012 in the median,
 * as much as decoding to 2.4 times the size does.
 */
const MARGIN_OF_THUMBNAIL = 1.24;

/**
 * The size of which INPUT_SIZE × INPUT_SIZE is the centre, so that this centre is the network's view.
 */
export function frameOf([width, height]: PictureSize): PictureSize {
  const [across, down] = seenPart(width, height);
  return [Math.round((INPUT_SIZE * width) / across), Math.round((INPUT_SIZE * height) / down)];
}

function thumbnailSize([width, height]: PictureSize): PictureSize {
  const scale = Math.min(1, THUMBNAIL_SIZE / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/**
 * The size that a picture is decoded to, from which both view and thumbnail are made: large enough for both,
 * sides on their own (a panorama is not kept tall and endless), or the whole picture where that is not
 * twice as large, so that small pictures lose nothing.
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

/** A picture that was decoded to its working size: see `workingSize`. */
export interface WorkingPicture {
  /** The pixels at `working`: RGB, sRGB, upright. */
  readonly rgb: Uint8Array;
  readonly working: PictureSize;
  /** The whole picture's own upright size. */
  readonly size: PictureSize;
}

const pixelsOf = ({ rgb, working: [width, height] }: WorkingPicture): Sharp =>
  sharp(rgb, { raw: { width, height, channels: 3 }, limitInputPixels: false });

/** The network's view of a picture: INPUT_BYTES. */
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

/** The thumbnail of a picture, encoded. */
export const thumbnailOf = (picture: WorkingPicture): Promise<Uint8Array> =>
  pixelsOf(picture)
    .resize(...thumbnailSize(picture.size), { fit: 'fill' })
    // WebP would make them 13 % smaller and take four times as long: a sixth of all the work on a photo.
    // Codes made for each picture would make them 4 % smaller and take half as long again.
    .jpeg({ quality: 80, optimiseCoding: false })
    .toBuffer();

/** View, thumbnail, perceptual hash, colour and appearance of a picture, whose own pixels are gone afterwards. */
export async function reducePicture(
  picture: WorkingPicture,
): Promise<Pick<DecodedPhoto, 'input' | 'thumbnail' | 'perceptualHash' | 'colour' | 'appearance'>> {
  const { rgb, working } = picture;
  const [input, thumbnail] = await Promise.all([inputOf(picture), thumbnailOf(picture)]);
  const reduced = {
    input,
    thumbnail,
    perceptualHash: perceptualHash(rgb, ...working),
    colour: meanColour(input),
  };
  dropBytes(rgb);
  return { ...reduced, appearance: await appearanceOfThumbnail(thumbnail) };
}
