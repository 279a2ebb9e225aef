import type { UprightPicture } from '../decode/decode-upright.ts';
import type { TextBox } from './text-box.ts';

/** Height of a strip in pixels. */
export const STRIP_HEIGHT = 48;
const [NARROWEST, WIDEST] = [16, 2400];
/** Samples of a pixel along each axis, where the picture is finer than the strip. */
const MOST_SAMPLES = 8;
const CHANNELS = 3;

/** A line of text, upright, for the recogniser. */
export interface Strip {
  /** [3, STRIP_HEIGHT, width]: planes in the order blue, green, red; -1 to 1. */
  readonly values: Float32Array;
  readonly width: number;
}

/**
 * Cuts a turned rectangle out of a picture, with averaging when it shrinks.
 * @param cells above 1: that many equal cells, one below the other in the picture, are placed side by side
 */
export function cutStrip(picture: UprightPicture, box: TextBox, cells: number): Strip {
  const across = box.across / cells;
  const width = Math.max(NARROWEST, Math.min(WIDEST, cells * Math.ceil((STRIP_HEIGHT * box.along) / across)));
  const cellWidth = width / cells;
  const [stepX, stepY] = [(2 * box.along) / cellWidth, (2 * across) / STRIP_HEIGHT];
  const samples = Math.max(1, Math.min(MOST_SAMPLES, Math.round(Math.max(stepX, stepY))));
  const plane = STRIP_HEIGHT * width;
  const values = new Float32Array(CHANNELS * plane);
  const sum = new Float64Array(CHANNELS);
  for (let row = 0; row < STRIP_HEIGHT; row++)
    for (let column = 0; column < width; column++) {
      const cell = Math.floor(column / cellWidth);
      sum.fill(0);
      for (let b = 0; b < samples; b++)
        for (let a = 0; a < samples; a++) {
          const s = (column - cell * cellWidth + (a + 0.5) / samples) * stepX - box.along;
          const t = (row + (b + 0.5) / samples) * stepY + 2 * cell * across - box.across;
          addSample(picture, box.x + s * box.ux - t * box.uy, box.y + s * box.uy + t * box.ux, sum);
        }
      for (let channel = 0; channel < CHANNELS; channel++)
        values[channel * plane + row * width + column] =
          (sum[CHANNELS - 1 - channel] as number) / (samples * samples) / 127.5 - 1;
    }
  return { values, width };
}

/** Adds the colour at a point, bilinear; points outside have the colour of the nearest pixel. */
function addSample({ rgb, width, height }: UprightPicture, x: number, y: number, sum: Float64Array): void {
  const inX = Math.max(0, Math.min(width - 1, x - 0.5));
  const inY = Math.max(0, Math.min(height - 1, y - 0.5));
  const [left, top] = [Math.floor(inX), Math.floor(inY)];
  const [fx, fy] = [inX - left, inY - top];
  const at = CHANNELS * (top * width + left);
  const right = left + 1 < width ? CHANNELS : 0;
  const below = top + 1 < height ? CHANNELS * width : 0;
  for (let c = 0; c < CHANNELS; c++) {
    const upper = (rgb[at + c] as number) * (1 - fx) + (rgb[at + right + c] as number) * fx;
    const lower = (rgb[at + below + c] as number) * (1 - fx) + (rgb[at + below + right + c] as number) * fx;
    sum[c] = (sum[c] as number) + upper * (1 - fy) + lower * fy;
  }
}
