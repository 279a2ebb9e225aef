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
import type { PictureSize } from './check-size.ts';
import { type Luma, lumaAt, lumaOf } from './luma.ts';
import { colourCodes } from './named-colour.ts';

/** Longest side in pixels for measuring sharpness, after halving; smaller pictures are used as they are. */
const SIDE = 256;
/** Approximate number of pixels sampled for colours along the longest side. */
const SAMPLES = 128;

/**
 * Appearance of a photo from its thumbnail, for values that are filled in later. Those computed at once are of the pixels
 * before they are encoded. Of 2,142 photos the two differ by what JPEG does: sharpness and tint by 8 of 255 or less in
 * nine of ten; five photos cross a threshold of src/search/evaluate/plain-properties.ts, by 6 or less.
 * @param thumbnail an encoded picture, upright
 * @returns APPEARANCE_SIZE bytes; see `APPEARANCE`
 * @throws if the bytes are not a picture
 */
export async function appearanceOfThumbnail(thumbnail: Uint8Array): Promise<Uint8Array> {
  const picture = sharp(thumbnail).flatten({ background: '#fff' }).toColourspace('srgb').removeAlpha();
  const { data, info } = await picture.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  const appearance = appearanceOf(data, lumaOf(data, [info.width, info.height]));
  dropBytes(data);
  return appearance;
}

/**
 * Appearance of a picture.
 * @param rgb upright; three bytes per pixel, sRGB
 * @param luma of the same pixels
 * @returns APPEARANCE_SIZE bytes; see `APPEARANCE`
 */
export function appearanceOf(rgb: Uint8Array, luma: Luma): Uint8Array {
  const samples = samplesOf(rgb, [luma.width, luma.height]);
  const sums = sumsOf(samples.rgb);
  const appearance = new Uint8Array(APPEARANCE_SIZE);
  appearance[APPEARANCE.version] = APPEARANCE_VERSION;
  appearance.set(coloursOf(samples), APPEARANCE.colours);
  appearance[APPEARANCE.brightness] = byte(brightnessOf(sums));
  appearance[APPEARANCE.colourfulness] = byte(colourfulnessOf(sums));
  appearance[APPEARANCE.tint] = byte(tintOf(samples.rgb, sums));
  appearance[APPEARANCE.sharpness] = byte(255 * sharpnessOf(small(luma)));
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

function samplesOf(rgb: Uint8Array, [width, height]: PictureSize): Samples {
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

/** Luma of a picture, halved until its longest side is at most SIDE. */
function small(luma: Luma): Luma {
  let halves = luma;
  while (Math.max(halves.width, halves.height) > SIDE) halves = halved(halves);
  return halves;
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

/** Number of brightness steps for which a toned print has a separate tone. */
const TONES = 16;

/** What one pass over the samples of a picture gives. R - G and (R + G) / 2 - B are those of Hasler and Süsstrunk. */
interface Sums {
  readonly count: number;
  /** 256 times the sum of the luma. */
  readonly luma: number;
  readonly redGreenSquares: number;
  readonly yellowBlueSquares: number;
  /** For each of TONES: the number of samples, the sums of R - G and of (R + G) / 2 - B. */
  readonly tones: Float64Array;
}
const TONE_SUMS = 3;

// The loops over pixels avoid array destructuring, which allocates until the code is compiled: up to 7 MB for one
// photo.
function sumsOf(rgb: Uint8Array): Sums {
  const tones = new Float64Array(TONE_SUMS * TONES);
  let [luma, redGreenSquares, yellowBlueSquares] = [0, 0, 0];
  for (let at = 0; at < rgb.length; at += 3) {
    const red = rgb[at] as number;
    const green = rgb[at + 1] as number;
    const redGreen = red - green;
    const yellowBlue = (red + green) / 2 - (rgb[at + 2] as number);
    const own = lumaAt(rgb, at);
    const tone = TONE_SUMS * toneOf(own);
    luma += own;
    redGreenSquares += redGreen * redGreen;
    yellowBlueSquares += yellowBlue * yellowBlue;
    (tones[tone] as number) += 1;
    (tones[tone + 1] as number) += redGreen;
    (tones[tone + 2] as number) += yellowBlue;
  }
  return { count: rgb.length / 3, luma, redGreenSquares, yellowBlueSquares, tones };
}

/** Brightness step of a luma times 256. */
const toneOf = (luma: number): number => (luma * TONES) >> 16;

const brightnessOf = ({ luma, count }: Sums): number => luma / 256 / Math.max(1, count);

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
function colourfulnessOf({ count, redGreenSquares, yellowBlueSquares, tones }: Sums): number {
  const of = (sum: number): number => {
    let all = 0;
    for (let at = sum; at < tones.length; at += TONE_SUMS) all += tones[at] as number;
    return all / Math.max(1, count);
  };
  const [redGreen, yellowBlue] = [of(1), of(2)];
  const squares = (redGreenSquares + yellowBlueSquares) / Math.max(1, count);
  const variance = squares - redGreen ** 2 - yellowBlue ** 2;
  return Math.sqrt(Math.max(0, variance)) + 0.3 * Math.hypot(redGreen, yellowBlue);
}

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
function tintOf(rgb: Uint8Array, sums: Sums): number {
  const tones = tonesOf(sums);
  const mixed = Float64Array.from({ length: TONES }, (_, tone) => {
    const [rg, yb] = [tones[2 * tone] as number, tones[2 * tone + 1] as number];
    return MIXED * Math.sqrt(rg * rg + yb * yb);
  });
  const LONGEST = 255;
  const distances = new Uint32Array(LONGEST + 1);
  for (let at = 0; at < rgb.length; at += 3) {
    const red = rgb[at] as number;
    const green = rgb[at + 1] as number;
    const tone = toneOf(lumaAt(rgb, at));
    const rg = red - green - (tones[2 * tone] as number);
    const yb = (red + green) / 2 - (rgb[at + 2] as number) - (tones[2 * tone + 1] as number);
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
function tonesOf({ tones: sums }: Sums): Float64Array {
  const tones = new Float64Array(2 * TONES);
  for (let tone = 0; tone < TONES; tone++) {
    const [count = 0, redGreen = 0, yellowBlue = 0] = sums.subarray(TONE_SUMS * tone, TONE_SUMS * (tone + 1));
    const [rg, yb] = [redGreen / Math.max(1, count), yellowBlue / Math.max(1, count)];
    const isSepia = yb > 0 && rg > -0.2 * yb && rg < 0.9 * yb;
    const scale = Math.min(1, (isSepia ? SEPIA : SLIGHT) / Math.max(1e-9, Math.hypot(rg, yb)));
    tones[2 * tone] = rg * scale;
    tones[2 * tone + 1] = yb * scale;
  }
  return tones;
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
