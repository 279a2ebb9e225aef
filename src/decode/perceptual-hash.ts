import sharp from 'sharp';
import { HASH_SIZE } from '../domain/photo.ts';

/** Side of the picture that the frequencies are taken of, pixels. */
const SIDE = 32;
/** How many of the lowest frequencies there are each way: one bit for each of their combinations. */
const LOWEST = 8;

/** COSINES[u][x]: the u-th cosine of the DCT-II at pixel x. */
const COSINES = Array.from({ length: LOWEST }, (_, u) =>
  Float64Array.from({ length: SIDE }, (_, x) => Math.cos((Math.PI * u * (2 * x + 1)) / (2 * SIDE))),
);

/** What the rounding of the pixels can make of a frequency that is not there. */
const ROUNDING = 16;

/**
 * The hash of a picture by its lowest frequencies: pHash (Zauner 2010), nearly in the form of the Python library
 * ImageHash, which reduces pictures by another filter. One bit for each of 8 × 8 frequencies, row by row: whether it is above their median. The first,
 * which is the mean brightness and always above, is left at zero, so that a picture of one colour has no bits.
 * Photos that look alike differ in few bits, others in about 32.
 * @param rgb upright; three bytes a pixel, sRGB
 * @param width pixels, as `height`
 * @returns HASH_SIZE bytes
 */
export function perceptualHash(rgb: Uint8Array, width: number, height: number): Uint8Array {
  const grey = reduced(rgb, width, height);
  // Each line by itself first: the transform of a picture is one of lines and then one of columns.
  const lines = COSINES.map((across) =>
    Float64Array.from({ length: SIDE }, (_, y) => product(across, grey.subarray(y * SIDE, (y + 1) * SIDE))),
  );
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

/** The mean brightness in each of SIDE × SIDE equal parts of a picture, row by row; every pixel counts once. */
function reduced(rgb: Uint8Array, width: number, height: number): Float64Array {
  const columns = Array.from({ length: SIDE + 1 }, (_, x) => Math.floor((x * width) / SIDE));
  return Float64Array.from({ length: SIDE * SIDE }, (_, part) => {
    const [x, y] = [part % SIDE, Math.floor(part / SIDE)];
    const [left, top] = [columns[x] as number, Math.floor((y * height) / SIDE)];
    // A picture smaller than this has pixels that count in several parts.
    const right = Math.max(left + 1, columns[x + 1] as number);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * height) / SIDE));
    let [r, g, b] = [0, 0, 0];
    for (let row = top; row < bottom; row++) {
      const end = 3 * (row * width + right);
      for (let at = 3 * (row * width + left); at < end; at += 3) {
        r += rgb[at] as number;
        g += rgb[at + 1] as number;
        b += rgb[at + 2] as number;
      }
    }
    return (0.299 * r + 0.587 * g + 0.114 * b) / ((right - left) * (bottom - top));
  });
}

/** The hash of an encoded picture, upright, such as a stored thumbnail. */
export async function hashOfPicture(encoded: Uint8Array): Promise<Uint8Array> {
  const picture = sharp(encoded).flatten({ background: '#fff' }).toColourspace('srgb').removeAlpha();
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return perceptualHash(data, info.width, info.height);
}
