/** Sampling interval in pixels: enough for a mean. */
const STEP = 7;

/**
 * Mean colour of a picture.
 * @param rgb three bytes per pixel
 * @returns 5 bits each of red, green and blue, red highest
 */
export function meanColour(rgb: Uint8Array): number {
  const sums = [0, 0, 0];
  let count = 0;
  for (let at = 0; at + 2 < rgb.length; at += 3 * STEP) {
    for (let channel = 0; channel < 3; channel++)
      sums[channel] = (sums[channel] as number) + (rgb[at + channel] as number);
    count += 1;
  }
  return sums.reduce(
    (colour, sum) => colour * 32 + Math.min(31, Math.round(sum / Math.max(1, count) / 8)),
    0,
  );
}
