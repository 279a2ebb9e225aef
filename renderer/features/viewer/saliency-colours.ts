/** One hue, sand in the sun, and the more there is of it the lighter and denser: red, green, blue, opacity. */
const [LEAST, MOST] = [
  [140, 62, 0, 0],
  [255, 196, 64, 176],
] as const;

/** Numbers from 0 to 1 as pixels, four bytes each, to be laid over a picture without colours of its own. */
export function saliencyColours(saliency: Float32Array): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * saliency.length);
  saliency.forEach((value, at) => {
    LEAST.forEach((least, channel) => {
      pixels[4 * at + channel] = least + value * ((MOST[channel] ?? 0) - least);
    });
  });
  return pixels;
}
