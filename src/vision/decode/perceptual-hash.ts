import sharp from 'sharp';
import { dropBytes } from '../../domain/drop-bytes.ts';
import { HASH_SIZE } from '../../domain/photo.ts';
import { type Luma, lumaOf } from './luma.ts';
import { rememberFew } from './remember-few.ts';

/** Side in pixels of the picture that is transformed. */
const SIDE = 32;
/** Number of lowest frequencies per direction: one bit for each combination. */
const LOWEST = 8;

/** COSINES[u][x]: the u-th cosine of the DCT-II at pixel x. */
const COSINES = Array.from({ length: LOWEST }, (_, u) =>
  Float64Array.from({ length: SIDE }, (_, x) => Math.cos((Math.PI * u * (2 * x + 1)) / (2 * SIDE))),
);

/** Number of lines that suffice for the brightness of each of SIDE parts; larger pictures are subsampled. */
const ENOUGH_LINES = 8 * SIDE;

/** Maximum magnitude that rounding of the pixels gives to a frequency that is absent. */
const ROUNDING = 16;

/**
 * Hash of a picture from its lowest frequencies: pHash (Zauner 2010), similar to the Python library ImageHash, which
 * uses a different resampling filter. One bit for each of 8 × 8 frequencies, row by row: whether it is above their
 * median. The first, which is the mean brightness and always above, is zero, so that a picture of one colour has no
 * bits set. Similar photos differ in few bits, others in about 32.
 * @param luma of the picture, upright
 * @returns HASH_SIZE bytes
 */
export function perceptualHash(luma: Luma): Uint8Array {
  const grey = reduced(luma);
  // The transform is separable: lines first, then columns.
  const rows = Array.from({ length: SIDE }, (_, y) => grey.subarray(y * SIDE, (y + 1) * SIDE));
  const lines = COSINES.map((across) => Float64Array.from(rows, (row) => product(across, row)));
  const frequencies = COSINES.flatMap((down) => lines.map((line) => product(down, line)));
  const [below = 0, above = 0] = frequencies.toSorted((a, b) => a - b).slice(31, 33);
  const median = (below + above) / 2;
  const hash = new Uint8Array(HASH_SIZE);
  frequencies.forEach((frequency, i) => {
    if (i > 0 && frequency > median + ROUNDING) hash[i >> 3] = (hash[i >> 3] ?? 0) | (0x80 >> (i & 7));
  });
  return hash;
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

/** Mean brightness of each of SIDE × SIDE equal parts of a picture, row by row. */
function reduced({ values, width, height }: Luma): Float64Array {
  const step = Math.max(1, Math.floor(height / ENOUGH_LINES));
  const count = Math.floor(height / step);
  const [across, down] = [sharesOf(width), sharesOf(count)];
  const means = new Float64Array(SIDE * SIDE);
  // Lines first, each added to one or two of SIDE lines, in a simple loop, because this is the work done for every
  // pixel.
  const lines = Array.from({ length: SIDE }, () => new Float64Array(width));
  for (let y = 0; y < count; y++) {
    const from = (y * step + (step >> 1)) * width;
    const pixels = values.subarray(from, from + width);
    const end = down.from[y + 1] as number;
    for (let i = down.from[y] as number; i < end; i++)
      addLine(lines[down.part[i] as number] as Float64Array, pixels, down.share[i] as number);
  }
  for (const [row, line] of lines.entries())
    for (let x = 0; x < width; x++) {
      const end = across.from[x + 1] as number;
      for (let i = across.from[x] as number; i < end; i++)
        (means[row * SIDE + (across.part[i] as number)] as number) +=
          (line[x] as number) * (across.share[i] as number);
    }
  return means;
}

/** Adds a share of the brightness of each pixel of a line. */
function addLine(sums: Float64Array, pixels: Uint8Array, share: number): void {
  for (let x = 0; x < sums.length; x++) (sums[x] as number) += share * (pixels[x] as number);
}

/**
 * Part of SIDE parts for each pixel of a line, and the share of the part that it fills; entries of pixel n begin at
 * `from[n]`.
 */
interface Shares {
  readonly from: Uint32Array;
  readonly part: Uint8Array;
  readonly share: Float64Array;
}

const sharesOf = rememberFew((length: number): Shares => {
  const from = new Uint32Array(length + 1);
  const [part, share]: [number[], number[]] = [[], []];
  for (let pixel = 0; pixel < length; pixel++) {
    const [start, end] = [(pixel * SIDE) / length, ((pixel + 1) * SIDE) / length];
    for (let at = Math.floor(start); at < Math.min(end, SIDE); at++) {
      part.push(at);
      share.push(Math.min(end, at + 1) - Math.max(start, at));
    }
    from[pixel + 1] = part.length;
  }
  return { from, part: Uint8Array.from(part), share: Float64Array.from(share) };
});

/** Hash of an encoded picture, upright, such as a stored thumbnail. */
export async function hashOfPicture(encoded: Uint8Array): Promise<Uint8Array> {
  const picture = sharp(encoded).flatten({ background: '#fff' }).toColourspace('srgb').removeAlpha();
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const hash = perceptualHash(lumaOf(data, [info.width, info.height]));
  dropBytes(data);
  return hash;
}
