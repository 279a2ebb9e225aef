/** Pixels, RGB, row-major. */
interface Pixels {
  readonly rgb: Uint8Array;
  readonly width: number;
  readonly height: number;
}
type Point = readonly [x: number, y: number];
const CHANNELS = 3;

/**
 * A picture as it appears when its corners are moved: the perspective of a flat board.
 * @param corners where the corners of the source lie for the corners of the result: from the upper left, clockwise
 */
export function warpPicture({ rgb, width, height }: Pixels, corners: readonly Point[]): Uint8Array {
  const [a = [0, 0], b = [0, 0], c = [0, 0], d = [0, 0]] = corners;
  const [dx1, dx2, dx3] = [b[0] - c[0], d[0] - c[0], a[0] - b[0] + c[0] - d[0]];
  const [dy1, dy2, dy3] = [b[1] - c[1], d[1] - c[1], a[1] - b[1] + c[1] - d[1]];
  const scale = dx1 * dy2 - dx2 * dy1;
  const [g, h] = [(dx3 * dy2 - dx2 * dy3) / scale, (dx1 * dy3 - dx3 * dy1) / scale];
  const warped = new Uint8Array(CHANNELS * width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      // Heckbert's square to quadrilateral (1989).
      const [u, v] = [(x + 0.5) / width, (y + 0.5) / height];
      const w = g * u + h * v + 1;
      const sx = ((b[0] - a[0] + g * b[0]) * u + (d[0] - a[0] + h * d[0]) * v + a[0]) / w;
      const sy = ((b[1] - a[1] + g * b[1]) * u + (d[1] - a[1] + h * d[1]) * v + a[1]) / w;
      sample({ rgb, width, height }, sx - 0.5, sy - 0.5, warped, CHANNELS * (y * width + x));
    }
  return warped;
}

/** Bilinear; points outside have the colour of the nearest pixel. */
function sample({ rgb, width, height }: Pixels, x: number, y: number, to: Uint8Array, at: number): void {
  const inX = Math.max(0, Math.min(width - 1.001, x));
  const inY = Math.max(0, Math.min(height - 1.001, y));
  const [left, top] = [Math.floor(inX), Math.floor(inY)];
  const [fx, fy] = [inX - left, inY - top];
  const from = CHANNELS * (top * width + left);
  for (let channel = 0; channel < CHANNELS; channel++) {
    const pixel = (right: number, down: number): number =>
      rgb[from + channel + CHANNELS * (right + down * width)] as number;
    const upper = pixel(0, 0) * (1 - fx) + pixel(1, 0) * fx;
    const lower = pixel(0, 1) * (1 - fx) + pixel(1, 1) * fx;
    to[at + channel] = upper * (1 - fy) + lower * fy;
  }
}
