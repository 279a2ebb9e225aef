import sharp from 'sharp';
import {
  APPEARANCE,
  APPEARANCE_SIZE,
  APPEARANCE_VERSION,
  CELLS,
  GRID,
  NAMED_COLOURS,
} from '../domain/appearance.ts';
import { colourCodes } from './named-colour.ts';

/** Longest side of the picture that all is computed of, pixels. Smaller ones are taken as they are. */
const SIDE = 256;

/**
 * The appearance of a photo by its thumbnail: always by that, so that what is filled in later is what would have
 * been computed at once.
 * @param thumbnail an encoded picture, upright
 * @returns APPEARANCE_SIZE bytes; see `APPEARANCE`
 * @throws where the bytes are not a picture
 */
export async function appearanceOfThumbnail(thumbnail: Uint8Array): Promise<Uint8Array> {
  const picture = sharp(thumbnail)
    .flatten({ background: '#fff' })
    .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .removeAlpha();
  const { data, info } = await picture.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return appearanceOf(data, info.width, info.height);
}

/**
 * The appearance of a picture.
 * @param rgb upright; three bytes a pixel, sRGB; at most SIDE on its longest side, so that sharpness is comparable
 * @param width pixels, as `height`
 * @returns APPEARANCE_SIZE bytes; see `APPEARANCE`
 */
export function appearanceOf(rgb: Uint8Array, width: number, height: number): Uint8Array {
  const luma = lumaOf(rgb);
  const appearance = new Uint8Array(APPEARANCE_SIZE);
  appearance[APPEARANCE.version] = APPEARANCE_VERSION;
  appearance.set(coloursOf(rgb, width, height), APPEARANCE.colours);
  appearance[APPEARANCE.brightness] = byte(luma.reduce((sum, value) => sum + value, 0) / luma.length);
  appearance[APPEARANCE.colourfulness] = byte(colourfulnessOf(rgb));
  appearance[APPEARANCE.tint] = byte(tintOf(rgb, luma));
  appearance[APPEARANCE.sharpness] = byte(255 * sharpnessOf(luma, width, height));
  return appearance;
}

const byte = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));

/** Luma of each pixel as in JPEG (ITU-R BT.601), 0 to 255. */
function lumaOf(rgb: Uint8Array): Uint8Array {
  const luma = new Uint8Array(rgb.length / 3);
  for (let pixel = 0, at = 0; pixel < luma.length; pixel++, at += 3)
    luma[pixel] =
      (77 * (rgb[at] as number) + 150 * (rgb[at + 1] as number) + 29 * (rgb[at + 2] as number) + 128) >> 8;
  return luma;
}

/** The part of a cell that its second colour has to fill at least. */
const SECOND_SHARE = 0.25;

/** The byte of each cell: its two most common named colours. */
function coloursOf(rgb: Uint8Array, width: number, height: number): Uint8Array {
  const codes = colourCodes();
  const COLOURS = NAMED_COLOURS.length + 1;
  const counts = new Uint32Array(CELLS * COLOURS);
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor((y * GRID) / height) * GRID;
    for (let x = 0; x < width; x++, at += 3) {
      const code = codes[
        (((rgb[at] as number) >> 3) << 10) |
          (((rgb[at + 1] as number) >> 3) << 5) |
          ((rgb[at + 2] as number) >> 3)
      ] as number;
      (counts[(row + Math.floor((x * GRID) / width)) * COLOURS + code] as number) += 1;
    }
  }
  return Uint8Array.from({ length: CELLS }, (_, cell) =>
    commonest(counts.subarray(cell * COLOURS, (cell + 1) * COLOURS)),
  );
}

/** The codes of the two most common colours, by how often each code occurs. A picture under GRID pixels has empty cells. */
function commonest(counts: Uint32Array): number {
  let [first, second, total] = [0, 0, 0];
  for (const [code, count] of counts.entries()) {
    total += count;
    if (count > (counts[first] as number)) [first, second] = [code, first];
    else if (count > (counts[second] as number) || second === first) second = code;
  }
  const isShown = second !== first && (counts[second] as number) >= Math.max(1, SECOND_SHARE * total);
  return (first << 4) | (isShown ? second : 0);
}

/**
 * How colourful people find a picture: M³ of D. Hasler and S. Süsstrunk, "Measuring colourfulness in natural
 * images", 2003. 0 for grey, 15 slightly, 33 moderately, 59 quite, 82 highly colourful.
 */
function colourfulnessOf(rgb: Uint8Array): number {
  let [redGreen, yellowBlue, redGreenSquares, yellowBlueSquares] = [0, 0, 0, 0];
  for (let at = 0; at < rgb.length; at += 3) {
    const [red, green, blue] = [rgb[at] as number, rgb[at + 1] as number, rgb[at + 2] as number];
    const rg = red - green;
    const yb = (red + green) / 2 - blue;
    redGreen += rg;
    yellowBlue += yb;
    redGreenSquares += rg * rg;
    yellowBlueSquares += yb * yb;
  }
  const count = rgb.length / 3;
  const [meanRedGreen, meanYellowBlue] = [redGreen / count, yellowBlue / count];
  const variance =
    redGreenSquares / count - meanRedGreen ** 2 + yellowBlueSquares / count - meanYellowBlue ** 2;
  return Math.sqrt(Math.max(0, variance)) + 0.3 * Math.hypot(meanRedGreen, meanYellowBlue);
}

/** Steps of brightness that a toned print has a tone of its own in. */
const TONES = 16;
/** The part of the pixels that may lie further away from the tones: a stamp, a border, noise of JPEG. */
const STRAY = 0.02;
/** Longest tone of a sepia print, and of any other, in steps of 0 to 255. */
const SEPIA = 60;
const SLIGHT = 12;

/**
 * How far a picture is from a black-and-white one, which may be toned: in a print each brightness has one tone,
 * in a photo in colour things of one brightness differ. Tones that no print has, such as the blue of water and
 * the red of a sunset, count as colour as far as they go beyond those of sepia.
 * @returns the distance that all but STRAY of the pixels keep to their tone, as (R - G, (R + G) / 2 - B)
 */
function tintOf(rgb: Uint8Array, luma: Uint8Array): number {
  const tones = tonesOf(rgb, luma);
  const LONGEST = 255;
  const distances = new Uint32Array(LONGEST + 1);
  for (let pixel = 0, at = 0; pixel < luma.length; pixel++, at += 3) {
    const [red, green, blue] = [rgb[at] as number, rgb[at + 1] as number, rgb[at + 2] as number];
    const tone = ((luma[pixel] as number) * TONES) >> 8;
    const rg = red - green - (tones[2 * tone] as number);
    const yb = (red + green) / 2 - blue - (tones[2 * tone + 1] as number);
    (distances[Math.min(LONGEST, Math.round(Math.sqrt(rg * rg + yb * yb)))] as number) += 1;
  }
  let left = STRAY * luma.length;
  let distance = LONGEST;
  for (; distance > 0; distance--) {
    left -= distances[distance] as number;
    if (left < 0) break;
  }
  return distance;
}

/** The tone of each brightness that a print could have: two numbers each. */
function tonesOf(rgb: Uint8Array, luma: Uint8Array): Float64Array {
  const sums = new Float64Array(2 * TONES);
  const counts = new Uint32Array(TONES);
  for (let pixel = 0, at = 0; pixel < luma.length; pixel++, at += 3) {
    const [red, green, blue] = [rgb[at] as number, rgb[at + 1] as number, rgb[at + 2] as number];
    const tone = ((luma[pixel] as number) * TONES) >> 8;
    (counts[tone] as number) += 1;
    (sums[2 * tone] as number) += red - green;
    (sums[2 * tone + 1] as number) += (red + green) / 2 - blue;
  }
  for (let tone = 0; tone < TONES; tone++) {
    const count = Math.max(1, counts[tone] as number);
    const [rg, yb] = [(sums[2 * tone] as number) / count, (sums[2 * tone + 1] as number) / count];
    const isSepia = yb > 0 && rg > -0.2 * yb && rg < 0.9 * yb;
    const scale = Math.min(1, (isSepia ? SEPIA : SLIGHT) / Math.max(1e-9, Math.hypot(rg, yb)));
    sums[2 * tone] = rg * scale;
    sums[2 * tone + 1] = yb * scale;
  }
  return sums;
}

/** Side of the blocks that sharpness is measured in, pixels. */
const BLOCK = 16;
/** Mean difference between neighbouring pixels from which on a block has edges. */
const STRUCTURED = 2.5;
/** The part of the blocks with edges that are sharper than the picture is said to be. */
const SHARPEST = 0.1;
/** Pixels of the mean that neighbours are compared with. */
const SMOOTH = 5;

/**
 * How sharp the sharpest parts of a picture are, whatever its contrast: by how much of the difference between
 * neighbouring pixels a smoothing takes away. After F. Crete et al., "The blur effect: perception and estimation
 * with a new no-reference perceptual blur metric", 2007, in blocks, since behind a sharp subject much may be soft.
 * @returns 0 to 1; 1 where there are no edges at all to judge by
 */
function sharpnessOf(luma: Uint8Array, width: number, height: number): number {
  const across = Math.floor(width / BLOCK);
  const down = Math.floor(height / BLOCK);
  const found: number[] = [];
  for (let row = 0; row < down; row++)
    for (let column = 0; column < across; column++) {
      const sharpness = blockSharpness(luma, width, height, column * BLOCK, row * BLOCK);
      if (sharpness !== null) found.push(sharpness);
    }
  found.sort((a, b) => b - a);
  return found[Math.floor(found.length * SHARPEST)] ?? 1;
}

/** Of the block at a place; null where it has no edges. */
function blockSharpness(
  luma: Uint8Array,
  width: number,
  height: number,
  left: number,
  top: number,
): number | null {
  const reach = (SMOOTH - 1) / 2;
  let [all, lost] = [0, 0];
  for (let y = Math.max(top, reach + 1); y < Math.min(top + BLOCK, height - reach); y++)
    for (let x = Math.max(left, reach + 1); x < Math.min(left + BLOCK, width - reach); x++) {
      const at = y * width + x;
      for (const step of [1, width]) {
        const difference = Math.abs((luma[at] as number) - (luma[at - step] as number));
        const smoothed =
          Math.abs((luma[at + reach * step] as number) - (luma[at - (reach + 1) * step] as number)) / SMOOTH;
        all += difference;
        if (difference > smoothed) lost += difference - smoothed;
      }
    }
  return all < 2 * BLOCK * BLOCK * STRUCTURED ? null : lost / all;
}
