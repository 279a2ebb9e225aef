import { compile, type Memory } from '../../platform/wasm/compile.ts';
import type { PictureSize } from './check-size.ts';

/** The assembled luma.wat. `from` and `to` are offsets in its memory, in bytes. */
interface Kernel {
  readonly memory: Memory;
  /** @param count a multiple of PIXELS_AT_ONCE */
  luma(from: number, count: number, to: number): void;
}

/** Luma of each pixel of a picture (ITU-R BT.601, as in JPEG), 0 to 255. */
export interface Luma {
  readonly values: Uint8Array;
  /** In pixels, like `height`. */
  readonly width: number;
  readonly height: number;
}

const PIXELS_AT_ONCE = 16;
const CHANNELS = 3;
/** Pixels in the memory of the kernel, which holds as many values behind them. */
const PART = 32_768;

const kernel = compile<Kernel>(new URL('./luma.wasm', import.meta.url))();
const bytes = new Uint8Array(kernel.memory.buffer);
const RESULT = PART * CHANNELS;

/** Luma of one pixel times 256. */
export const lumaAt = (rgb: Uint8Array, at: number): number =>
  77 * (rgb[at] as number) + 150 * (rgb[at + 1] as number) + 29 * (rgb[at + 2] as number);

/**
 * Luma of a picture.
 * @param rgb three bytes per pixel, sRGB
 */
export function lumaOf(rgb: Uint8Array, [width, height]: PictureSize): Luma {
  const values = new Uint8Array(width * height);
  for (let from = 0; from < values.length; from += PART) {
    const count = Math.min(PART, values.length - from);
    bytes.set(rgb.subarray(from * CHANNELS, (from + count) * CHANNELS));
    kernel.luma(0, Math.ceil(count / PIXELS_AT_ONCE) * PIXELS_AT_ONCE, RESULT);
    values.set(bytes.subarray(RESULT, RESULT + count), from);
  }
  return { values, width, height };
}
