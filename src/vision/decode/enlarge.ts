import { INPUT_BYTES, INPUT_SIZE } from '../../domain/photo.ts';
import { compile, type Memory } from '../../platform/wasm/compile.ts';
import type { PictureSize } from './check-size.ts';
import { rememberFew } from './remember-few.ts';

/** The assembled enlarge.wat. All parameters except `count` and `stride` are offsets in its memory, in bytes. */
interface Kernel {
  readonly memory: Memory;
  columns(from: number, count: number, stride: number, starts: number, weights: number, to: number): void;
  rows(starts: number, weights: number, to: number): void;
}

const CHANNELS = 3;
/** Number of source pixels per pixel, in each direction. */
const TAPS = 4;
/** Sum of their weights. */
const ONE = 2 ** 14;
const VIEW_STRIDE = INPUT_SIZE * CHANNELS;

const kernel = compile<Kernel>(new URL('./enlarge.wasm', import.meta.url))();
/** Layout of its memory: starts and weights of one direction, rows of the width of the model input, the model input. */
const STARTS = 0;
const WEIGHTS = STARTS + INPUT_SIZE * 4;
const STRETCHED = WEIGHTS + INPUT_SIZE * TAPS * 2;
// Source rows, and the byte that is written after them.
const VIEW = STRETCHED + (INPUT_SIZE + TAPS) * VIEW_STRIDE + 1;
const PICTURE = VIEW + INPUT_BYTES;
const { buffer } = kernel.memory;
const bytes = new Uint8Array(buffer);
const starts = new Int32Array(buffer, STARTS, INPUT_SIZE);
const weights = new Int16Array(buffer, WEIGHTS, INPUT_SIZE * TAPS);

/** Whether `enlargeInput` can make the view of such a picture: in no direction it is made smaller. */
export const canEnlarge = ([width, height]: PictureSize, frame: PictureSize): boolean =>
  Math.min(width, height) >= TAPS &&
  width <= frame[0] &&
  height <= frame[1] &&
  (width < frame[0] || height < frame[1]);

/**
 * Model input of a picture that is smaller than it. Gives the result of libvips for enlarging to `frame` with the cubic
 * kernel and cropping, with the same pixel positions and edges. libvips computes each pixel from sixteen source pixels
 * and takes ten times as long: a tenth of the total work on a small photo.
 * @param rgb the whole picture of `size`: row-major, sRGB
 * @param frame size of the whole picture at which the model input is a crop of it; `canEnlarge` must hold
 * @param corner of the model input in the frame, in pixels
 * @returns INPUT_BYTES
 */
export function enlargeInput(
  rgb: Uint8Array,
  [width, height]: PictureSize,
  frame: PictureSize,
  [left, top]: readonly [left: number, top: number],
): Uint8Array {
  const stride = width * CHANNELS;
  const down = tapsOf(height, frame[1], top);
  const first = down.starts[0] as number;
  const count = (down.starts.at(-1) as number) + TAPS - first;
  bytes.set(rgb.subarray(first * stride, (first + count) * stride), PICTURE);
  place(tapsOf(width, frame[0], left), 0, CHANNELS);
  kernel.columns(PICTURE, count, stride, STARTS, WEIGHTS, STRETCHED);
  place(down, STRETCHED - first * VIEW_STRIDE, VIEW_STRIDE);
  kernel.rows(STARTS, WEIGHTS, VIEW);
  return bytes.slice(VIEW, VIEW + INPUT_BYTES);
}

/** For each pixel of the model input in one direction: its first source pixel, and the weights of all TAPS. */
interface Taps {
  readonly starts: Int32Array;
  readonly weights: Int16Array;
}

const tapsOf = rememberFew((size: number, frame: number, offset: number): Taps => {
  const taps = { starts: new Int32Array(INPUT_SIZE), weights: new Int16Array(INPUT_SIZE * TAPS) };
  for (let at = 0; at < INPUT_SIZE; at++) {
    const position = ((offset + at) * size) / frame - 0.5;
    const before = Math.floor(position);
    const start = Math.max(0, Math.min(size - TAPS, before - 1));
    taps.starts[at] = start;
    const row = taps.weights.subarray(at * TAPS, (at + 1) * TAPS);
    let left = ONE;
    for (let pixel = before - 1; pixel <= before + 2; pixel++) {
      // Pixels outside are copies of the edge.
      const tap = Math.max(0, Math.min(size - 1, pixel)) - start;
      const weight = Math.round(cubic(Math.abs(position - pixel)) * ONE);
      row[tap] = (row[tap] as number) + weight;
      left -= weight;
    }
    const nearest = Math.max(0, Math.min(size - 1, Math.round(position))) - start;
    row[nearest] = (row[nearest] as number) + left;
  }
  return taps;
});

/**
 * The cubic convolution kernel of R. Keys (1981) with a = -1/2.
 * @param x distance in pixels, 0 to 2
 */
const cubic = (x: number): number =>
  x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2;

function place(taps: Taps, origin: number, step: number): void {
  taps.starts.forEach((start, at) => {
    starts[at] = origin + start * step;
  });
  weights.set(taps.weights);
}
