import sharp, { type Sharp } from 'sharp';
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
 * The hash of a picture by its lowest frequencies: pHash (Zauner 2010), in the form of the Python library
 * ImageHash. One bit for each of 8 × 8 frequencies, row by row: whether it is above their median. The first,
 * which is the mean brightness and always above, is left at zero, so that a picture of one colour has no bits.
 * Photos that look alike differ in few bits, others in about 32.
 * @param picture upright; RGB, sRGB
 * @returns HASH_SIZE bytes
 */
export async function perceptualHash(picture: Sharp): Promise<Uint8Array> {
  const rgb = await picture.resize(SIDE, SIDE, { fit: 'fill' }).raw().toBuffer();
  // Here and not in the picture library, which would do it at full size.
  const grey = Float64Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [r = 0, g = 0, b = 0] = rgb.subarray(i * 3, i * 3 + 3);
    return 0.299 * r + 0.587 * g + 0.114 * b;
  });
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

/** The hash of an encoded picture, upright, such as a stored thumbnail. */
export async function hashOfPicture(encoded: Uint8Array): Promise<Uint8Array> {
  return perceptualHash(sharp(encoded).flatten({ background: '#fff' }).toColourspace('srgb').removeAlpha());
}
