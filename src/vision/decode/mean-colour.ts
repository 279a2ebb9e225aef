/** Sampling interval in pixels: enough for a mean. */
const STEP = 7;

/**
 * Mean colour of a picture.
 * @param rgb three bytes per pixel
 * @returns 5 bits each of red, green and blue, red highest
 */
export function meanColour(rgb: Uint8Array): number {
  let [red, green, blue, count] = [0, 0, 0, 0];
  for (let at = 0; at + 2 < rgb.length; at += 3 * STEP) {
    red += rgb[at] as number;
    green += rgb[at + 1] as number;
    blue += rgb[at + 2] as number;
    count += 1;
  }
  const bits = (sum: number): number => Math.min(31, Math.round(sum / Math.max(1, count) / 8));
  return (bits(red) * 32 + bits(green)) * 32 + bits(blue);
}
