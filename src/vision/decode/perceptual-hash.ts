import sharp from 'sharp';
import { HASH_SIZE } from '../../domain/photo.ts';

/** Side of the picture that the frequencies are taken of, pixels. */
const SIDE = 32;
/** How many of the lowest frequencies there are each way: one bit for each of their combinations. */
const LOWEST = 8;

/** COSINES[u][x]: the u-th cosine of the DCT-II at pixel x. */
const COSINES = Array.from({ length: LOWEST }, (_, u) =>
  Float64Array.from({ length: SIDE }, (_, x) => Math.cos((Math.PI * u * (2 * x + 1)) / (2 * SIDE))),
);

/** Lines of pixels that are enough to know the brightness of each of SIDE parts; of larger pictures some are left out. */
const ENOUGH_LINES = 8 * SIDE;

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

/** The mean brightness in each of SIDE × SIDE equal parts of a picture, row by row. */
function reduced(rgb: Uint8Array, width: number, height: number): Float64Array {
  const step = Math.max(1, Math.floor(height / ENOUGH_LINES));
  const count = Math.floor(height / step);
  const [across, down] = [sharesOf(width), sharesOf(count)];
  const means = new Float64Array(SIDE * SIDE);
  // Lines first, each into one or two of SIDE: that is the work on every pixel, in the plainest of loops.
  const lines = Array.from({ length: SIDE }, () => new Float64Array(width));
  for (let y = 0; y < count; y++) {
    const from = (y * step + (step >> 1)) * width * 3;
    const end = down.from[y + 1] as number;
    for (let i = down.from[y] as number; i < end; i++)
      addLine(lines[down.part[i] as number] as Float64Array, rgb, from, down.share[i] as number);
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

/** Adds a share of the brightness of each pixel of a line, which begins at byte `from`. */
function addLine(sums: Float64Array, rgb: Uint8Array, from: number, share: number): void {
  const [red, green, blue] = [0.299 * share, 0.587 * share, 0.114 * share];
  for (let x = 0, at = from; x < sums.length; x++, at += 3)
    (sums[x] as number) +=
      red * (rgb[at] as number) + green * (rgb[at + 1] as number) + blue * (rgb[at + 2] as number);
}

/** Which of SIDE parts each pixel of a line lies in, and which share of the part it is: those of pixel n from `from[n]` on. */
interface Shares {
  readonly from: Uint32Array;
  readonly part: Uint8Array;
  readonly share: Float64Array;
}

function sharesOf(length: number): Shares {
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
}

/** The hash of an encoded picture, upright, such as a stored thumbnail. */
export async function hashOfPicture(encoded: Uint8Array): Promise<Uint8Array> {
  const picture = sharp(encoded).flatten({ background: '#fff' }).toColourspace('srgb').removeAlpha();
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return perceptualHash(data, info.width, info.height);
}
