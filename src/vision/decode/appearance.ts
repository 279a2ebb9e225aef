import sharp from 'sharp';
import {
  APPEARANCE,
  APPEARANCE_SIZE,
  APPEARANCE_VERSION,
  CELLS,
  GRID,
  NAMED_COLOURS,
} from '../../domain/appearance.ts';
import { dropBytes } from '../../domain/drop-bytes.ts';
import { colourCodes } from './named-colour.ts';

/** Longest side in pixels for measuring sharpness, after halving; smaller pictures are used as they are. */
const SIDE = 256;
/** Approximate number of pixels sampled for colours along the longest side. */
const SAMPLES = 128;

/**
 * Appearance of a photo from its thumbnail. Always computed from the thumbnail, so that values that are filled in later
 * equal those computed at once.
 * @param thumbnail an encoded picture, upright
 * @returns APPEARANCE_SIZE bytes; see `APPEARANCE`
 * @throws if the bytes are not a picture
 */
export async function appearanceOfThumbnail(thumbnail: Uint8Array): Promise<Uint8Array> {
  const picture = sharp(thumbnail).flatten({ background: '#fff' }).toColourspace('srgb').removeAlpha();
  const { data, info } = await picture.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  const appearance = appearanceOf(data, info.width, info.height);
  dropBytes(data);
  return appearance;
}

/**
 * Appearance of a picture.
 * @param rgb upright; three bytes per pixel, sRGB
 * @param width in pixels, like `height`
 * @returns APPEARANCE_SIZE bytes; see `APPEARANCE`
 */
export function appearanceOf(rgb: Uint8Array, width: number, height: number): Uint8Array {
  const samples = samplesOf(rgb, width, height);
  const luma = lumaOf(rgb, width, height);
  const appearance = new Uint8Array(APPEARANCE_SIZE);
  appearance[APPEARANCE.version] = APPEARANCE_VERSION;
  appearance.set(coloursOf(samples), APPEARANCE.colours);
  appearance[APPEARANCE.brightness] = byte(brightnessOf(samples.rgb));
  appearance[APPEARANCE.colourfulness] = byte(colourfulnessOf(samples.rgb));
  appearance[APPEARANCE.tint] = byte(tintOf(samples.rgb));
  appearance[APPEARANCE.sharpness] = byte(255 * sharpnessOf(luma));
  return appearance;
}

/**
 * Evenly spaced samples of a picture. In a large picture each is the mean of two by two pixels, because a JPEG stores
 * one colour for four brightnesses.
 */
interface Samples {
  /** Three bytes per sample. */
  readonly rgb: Uint8Array;
  /** Grid cell of each sample. */
  readonly cells: Uint8Array;
}

function samplesOf(rgb: Uint8Array, width: number, height: number): Samples {
  const step = Math.max(1, Math.floor(Math.max(width, height) / SAMPLES));
  const count = Math.ceil(width / step) * Math.ceil(height / step);
  const [taken, cells] = [new Uint8Array(3 * count), new Uint8Array(count)];
  const columns = Uint8Array.from({ length: width }, (_, x) => Math.floor((x * GRID) / width));
  let sample = 0;
  for (let y = 0; y < height; y += step) {
    const row = Math.floor((y * GRID) / height) * GRID;
    const below = step > 1 && y + 1 < height ? 3 * width : 0;
    for (let x = 0, at = 3 * y * width; x < width; x += step, at += 3 * step, sample++) {
      cells[sample] = row + (columns[x] as number);
      const right = step > 1 && x + 1 < width ? 3 : 0;
      // One line a channel: a loop over them would take twice the time.
      taken[3 * sample] = meanOfFour(rgb, at, right, below);
      taken[3 * sample + 1] = meanOfFour(rgb, at + 1, right, below);
      taken[3 * sample + 2] = meanOfFour(rgb, at + 2, right, below);
    }
  }
  return { rgb: taken, cells };
}

/** Mean of a byte and of those that lie so many bytes further. */
const meanOfFour = (bytes: Uint8Array, at: number, right: number, below: number): number =>
  ((bytes[at] as number) +
    (bytes[at + right] as number) +
    (bytes[at + below] as number) +
    (bytes[at + right + below] as number) +
    2) >>
  2;

/** Luma of each pixel of a picture (ITU-R BT.601, as in JPEG), 0 to 255. */
interface Luma {
  readonly values: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const lumaAt = (rgb: Uint8Array, at: number): number =>
  77 * (rgb[at] as number) + 150 * (rgb[at + 1] as number) + 29 * (rgb[at + 2] as number);

/** Luma of a picture, halved until its longest side is at most SIDE. */
function lumaOf(rgb: Uint8Array, width: number, height: number): Luma {
  const values = new Uint8Array(width * height);
  for (let pixel = 0, at = 0; pixel < values.length; pixel++, at += 3)
    values[pixel] = (lumaAt(rgb, at) + 128) >> 8;
  let luma: Luma = { values, width, height };
  while (Math.max(luma.width, luma.height) > SIDE) luma = halved(luma);
  return luma;
}

/**
 * Halves a picture: each two by two pixels become one. A last odd row or column is dropped, unless it is the only one.
 */
function halved({ values, width, height }: Luma): Luma {
  const [right, below] = [width > 1 ? 1 : 0, height > 1 ? width : 0];
  const [across, down] = [Math.max(1, width >> 1), Math.max(1, height >> 1)];
  const halves = new Uint8Array(across * down);
  for (let y = 0, half = 0; y < down; y++)
    for (let x = 0, at = 2 * y * width; x < across; x++, half++, at += 2)
      halves[half] =
        ((values[at] as number) +
          (values[at + right] as number) +
          (values[at + below] as number) +
          (values[at + right + below] as number) +
          2) >>
        2;
  return { values: halves, width: across, height: down };
}

const byte = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));

// The loops over pixels avoid array destructuring, which allocates until the code is compiled: up to 7 MB for one
// photo.
function brightnessOf(rgb: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < rgb.length; at += 3) sum += lumaAt(rgb, at);
  return (sum * 3) / 256 / Math.max(3, rgb.length);
}

/** Minimum share of a cell that its second colour must fill. */
const SECOND_SHARE = 0.25;

/** One byte per cell: its two most common named colours. */
function coloursOf({ rgb, cells }: Samples): Uint8Array {
  const codes = colourCodes();
  const COLOURS = NAMED_COLOURS.length + 1;
  const counts = new Uint32Array(CELLS * COLOURS);
  for (let sample = 0, at = 0; sample < cells.length; sample++, at += 3) {
    const red = rgb[at] as number;
    const green = rgb[at + 1] as number;
    const blue = rgb[at + 2] as number;
    const code = codes[((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3)] as number;
    (counts[(cells[sample] as number) * COLOURS + code] as number) += 1;
  }
  return Uint8Array.from({ length: CELLS }, (_, cell) =>
    commonest(counts.subarray(cell * COLOURS, (cell + 1) * COLOURS)),
  );
}

/** Codes of the two most common colours, from the counts of all codes. A picture under GRID pixels has empty cells. */
function commonest(counts: Uint32Array): number {
  let [first, second, total] = [0, 0, 0];
  for (let code = 0; code < counts.length; code++) {
    const count = counts[code] as number;
    total += count;
    if (count > (counts[first] as number)) [first, second] = [code, first];
    else if (count > (counts[second] as number) || second === first) second = code;
  }
  const isShown = second !== first && (counts[second] as number) >= Math.max(1, SECOND_SHARE * total);
  return (first << 4) | (isShown ? second : 0);
}

/**
 * Perceived colourfulness of a picture: M³ of D. Hasler and S. Süsstrunk, "Measuring colourfulness in natural images",
 * 2003. 0 is grey, 15 slightly, 33 moderately, 59 quite, 82 highly colourful.
 */
function colourfulnessOf(rgb: Uint8Array): number {
  let redGreen = 0;
  let yellowBlue = 0;
  let redGreenSquares = 0;
  let yellowBlueSquares = 0;
  const count = Math.max(1, rgb.length / 3);
  for (let at = 0; at < rgb.length; at += 3) {
    const red = rgb[at] as number;
    const green = rgb[at + 1] as number;
    const blue = rgb[at + 2] as number;
    const rg = red - green;
    const yb = (red + green) / 2 - blue;
    redGreen += rg;
    yellowBlue += yb;
    redGreenSquares += rg * rg;
    yellowBlueSquares += yb * yb;
  }
  const [meanRedGreen, meanYellowBlue] = [redGreen / count, yellowBlue / count];
  const variance =
    redGreenSquares / count - meanRedGreen ** 2 + yellowBlueSquares / count - meanYellowBlue ** 2;
  return Math.sqrt(Math.max(0, variance)) + 0.3 * Math.hypot(meanRedGreen, meanYellowBlue);
}

/** Number of brightness steps for which a toned print has a separate tone. */
const TONES = 16;
/** Brightness step of a pixel. */
const toneAt = (rgb: Uint8Array, at: number): number => (lumaAt(rgb, at) * TONES) >> 16;
/** Share of the pixels that may be further away from the tones: a stamp, a border, JPEG noise. */
const STRAY = 0.01;
/** Maximum length of the tone of a sepia print, and of any other print, on a scale of 0 to 255. */
const SEPIA = 75;
const SLIGHT = 12;
/** Share of a tone by which a toned print deviates from it, because JPEG mixes the tones on both sides of an edge. */
const MIXED = 0.2;

/**
 * Distance of a picture from a black-and-white one, which may be toned. In a print each brightness has one tone; in a
 * colour photo, things of the same brightness differ. Tones that do not occur in prints, such as the blue of water and
 * the red of a sunset, count as colour by the amount that they exceed sepia.
 * @returns the distance from their tone that all but STRAY of the pixels keep, as (R - G, (R + G) / 2 - B)
 */
function tintOf(rgb: Uint8Array): number {
  const tones = tonesOf(rgb);
  const mixed = Float64Array.from({ length: TONES }, (_, tone) => {
    const [rg, yb] = [tones[2 * tone] as number, tones[2 * tone + 1] as number];
    return MIXED * Math.sqrt(rg * rg + yb * yb);
  });
  const LONGEST = 255;
  const distances = new Uint32Array(LONGEST + 1);
  for (let at = 0; at < rgb.length; at += 3) {
    const red = rgb[at] as number;
    const green = rgb[at + 1] as number;
    const blue = rgb[at + 2] as number;
    const tone = toneAt(rgb, at);
    const rg = red - green - (tones[2 * tone] as number);
    const yb = (red + green) / 2 - blue - (tones[2 * tone + 1] as number);
    const excess = Math.sqrt(rg * rg + yb * yb) - (mixed[tone] as number);
    // In whole numbers, which takes half the time of Math.round.
    const distance = excess > 0 ? (excess + 0.5) | 0 : 0;
    (distances[Math.min(distance, LONGEST)] as number) += 1;
  }
  let left = (STRAY * rgb.length) / 3;
  let furthest = LONGEST;
  for (; furthest > 0; furthest--) {
    left -= distances[furthest] as number;
    if (left < 0) break;
  }
  return furthest;
}

/** Possible print tone of each brightness: two numbers each. */
function tonesOf(rgb: Uint8Array): Float64Array {
  const sums = new Float64Array(2 * TONES);
  const counts = new Uint32Array(TONES);
  for (let at = 0; at < rgb.length; at += 3) {
    const red = rgb[at] as number;
    const green = rgb[at + 1] as number;
    const blue = rgb[at + 2] as number;
    const tone = toneAt(rgb, at);
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

/** Length in pixels of the runs along which the steepness of an edge is measured. */
const RUN = 12;
/** Minimum difference of luma along a run with an edge. */
const EDGE = 40;
/** Distance in pixels between runs, along them and across. */
const [ALONG, ACROSS] = [6, 5];
/**
 * Share of the edges that are steeper than the result, because much of the background of a sharp subject may be soft.
 */
const STEEPEST = 0.1;
/** Minimum share of runs with an edge for which sharpness is measured. */
const FEWEST = 0.004;

/**
 * Sharpness of the sharpest parts of a picture, independent of contrast: the share of an edge between two adjacent
 * pixels. P. Marziliano et al., "A no-reference perceptual blur metric", 2002, measure the width of edges; this is its
 * reciprocal, on short rows and columns of pixels.
 * @returns 0 to 1; also 1 if there are too few edges
 */
function sharpnessOf({ values, width, height }: Luma): number {
  const STEPS = 255;
  const counts = new Uint32Array(STEPS + 1);
  let [runs, edges] = [0, 0];
  const measure = (start: number, step: number): void => {
    const steepness = steepnessOf(values, start, step);
    runs += 1;
    if (steepness < 0) return;
    edges += 1;
    (counts[Math.round(STEPS * steepness)] as number) += 1;
  };
  for (let y = 0; y < height; y += ACROSS)
    for (let x = 0; x + RUN <= width; x += ALONG) measure(y * width + x, 1);
  for (let y = 0; y + RUN <= height; y += ALONG)
    for (let x = 0; x < width; x += ACROSS) measure(y * width + x, width);
  if (edges <= FEWEST * runs) return 1;
  let left = STEEPEST * edges;
  let steepness = STEPS;
  for (; steepness > 0; steepness--) {
    left -= counts[steepness] as number;
    if (left < 0) break;
  }
  return steepness / STEPS;
}

/** Largest step of a run as a share of its contrast, 0 to 1; -1 without an edge. */
function steepnessOf(luma: Uint8Array, start: number, step: number): number {
  let last = luma[start] as number;
  let low = last;
  let high = last;
  let largest = 0;
  for (let at = start + step, end = start + RUN * step; at < end; at += step) {
    const value = luma[at] as number;
    if (value < low) low = value;
    if (value > high) high = value;
    const difference = value > last ? value - last : last - value;
    if (difference > largest) largest = difference;
    last = value;
  }
  return high - low < EDGE ? -1 : largest / (high - low);
}
