import type { Interpolation } from '../../domain/pack.ts';
import type { UprightPicture } from '../decode/decode-upright.ts';

interface Filter {
  /** Distance in pixels from which on the weight is 0. */
  readonly support: number;
  readonly weight: (distance: number) => number;
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

const FILTERS: Readonly<Record<Exclude<Interpolation, 'nearest'>, Filter>> = {
  bilinear: { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  // Keys 1981, with a = -0.5.
  bicubic: {
    support: 2,
    weight: (distance) => {
      const x = Math.abs(distance);
      if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
      return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    },
  },
  lanczos: { support: 3, weight: (x) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0) },
};

const CHANNELS = 3;
/** Weights are whole numbers of 1 / 2^BITS, so that the sum of a pixel fits 32 bits. */
const BITS = 22;

/** The weights of each pixel of a result: of `count` pixels from `first` on. */
interface Weights {
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** `most` for each pixel of the result. */
  readonly values: Int32Array;
  readonly most: number;
}

function weightsOf(from: number, to: number, { support, weight }: Filter): Weights {
  const scale = from / to;
  // A picture that shrinks is averaged; one that grows is interpolated.
  const stretch = Math.max(1, scale);
  const reach = support * stretch;
  const most = Math.ceil(reach) * 2 + 1;
  const [first, count] = [new Int32Array(to), new Int32Array(to)];
  const values = new Int32Array(to * most);
  const exact = new Float64Array(most);
  for (let at = 0; at < to; at++) {
    const centre = (at + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - reach + 0.5));
    const length = Math.min(from, Math.trunc(centre + reach + 0.5)) - start;
    let sum = 0;
    for (let i = 0; i < length; i++) {
      const value = weight((i + start - centre + 0.5) / stretch);
      exact[i] = value;
      sum += value;
    }
    for (let i = 0; i < length; i++) {
      const value = ((exact[i] as number) / sum) * 2 ** BITS;
      values[at * most + i] = Math.trunc(value + (value < 0 ? -0.5 : 0.5));
    }
    first[at] = start;
    count[at] = length;
  }
  return { first, count, values, most };
}

/**
 * One axis of a resize.
 * @param lines what is resized on its own: rows, or columns
 * @param step bytes from a pixel of a line to the next, in source and result
 * @param stride bytes from a line to the next, in source and result
 */
function resampleLines(
  source: Uint8Array,
  result: Uint8Array,
  weights: Weights,
  lines: number,
  step: { readonly source: number; readonly result: number },
  stride: { readonly source: number; readonly result: number },
): void {
  const { first, count, values, most } = weights;
  for (let line = 0; line < lines; line++)
    for (let at = 0; at < first.length; at++) {
      const from = line * stride.source + (first[at] as number) * step.source;
      const to = line * stride.result + at * step.result;
      const [length, weightsAt] = [count[at] as number, at * most];
      for (let channel = 0; channel < CHANNELS; channel++) {
        let sum = 1 << (BITS - 1);
        for (let i = 0, pixel = from + channel; i < length; i++, pixel += step.source)
          sum += (source[pixel] as number) * (values[weightsAt + i] as number);
        result[to + channel] = Math.max(0, Math.min(255, sum >> BITS));
      }
    }
}

function nearest({ rgb, width, height }: UprightPicture, wide: number, high: number): Uint8Array {
  const result = new Uint8Array(wide * high * CHANNELS);
  for (let row = 0; row < high; row++)
    for (let column = 0; column < wide; column++) {
      const y = Math.min(height - 1, Math.floor(((row + 0.5) * height) / high));
      const x = Math.min(width - 1, Math.floor(((column + 0.5) * width) / wide));
      const from = (y * width + x) * CHANNELS;
      result.set(rgb.subarray(from, from + CHANNELS), (row * wide + column) * CHANNELS);
    }
  return result;
}

/**
 * A picture in another size, as Pillow (up to 12) resizes 8-bit pictures: the processors of image-text networks are defined by it,
 * and libvips rounds in other places. First the rows, then the columns, rounded to bytes after each.
 * @param wide width of the result in pixels, `high` its height
 */
export function resamplePicture(
  picture: UprightPicture,
  wide: number,
  high: number,
  interpolation: Interpolation,
): UprightPicture {
  const { rgb, width, height } = picture;
  if (interpolation === 'nearest') return { rgb: nearest(picture, wide, high), width: wide, height: high };
  const filter = FILTERS[interpolation];
  let [pixels, row] = [rgb, width * CHANNELS];
  if (wide !== width) {
    const narrow = new Uint8Array(wide * height * CHANNELS);
    const [step, stride] = [
      { source: CHANNELS, result: CHANNELS },
      { source: row, result: wide * CHANNELS },
    ];
    resampleLines(pixels, narrow, weightsOf(width, wide, filter), height, step, stride);
    [pixels, row] = [narrow, wide * CHANNELS];
  }
  if (high !== height) {
    const flat = new Uint8Array(wide * high * CHANNELS);
    const step = { source: row, result: row };
    const stride = { source: CHANNELS, result: CHANNELS };
    resampleLines(pixels, flat, weightsOf(height, high, filter), wide, step, stride);
    pixels = flat;
  }
  return { rgb: pixels, width: wide, height: high };
}
