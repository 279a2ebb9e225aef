/**
 * Wraps RGB pixels and their ICC profile in an uncompressed TIFF file (TIFF 6.0), so that the picture library converts
 * them to sRGB: it applies profiles of files only.
 */
export function tiffOfPixels(pixels: Uint8Array, width: number, height: number, profile: Uint8Array): Buffer {
  const [SHORT, LONG, UNDEFINED] = [3, 4, 7];
  const entries = 9;
  const bitsAt = 8 + 2 + entries * 12 + 4;
  const profileAt = bitsAt + 6;
  const pixelsAt = profileAt + profile.length;
  const head = Buffer.alloc(profileAt);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(entries, 8);
  const fields: readonly (readonly [tag: number, type: number, count: number, value: number])[] = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, 3, bitsAt],
    [262, SHORT, 1, 2], // RGB
    [273, LONG, 1, pixelsAt],
    [277, SHORT, 1, 3],
    [278, LONG, 1, height],
    [279, LONG, 1, pixels.length],
    [34675, UNDEFINED, profile.length, profileAt],
  ];
  fields.forEach(([tag, type, count, value], i) => {
    const at = 10 + i * 12;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(count, at + 4);
    head.writeUInt32LE(value, at + 8);
  });
  for (let i = 0; i < 3; i += 1) head.writeUInt16LE(8, bitsAt + i * 2);
  return Buffer.concat([head, profile, pixels]);
}
