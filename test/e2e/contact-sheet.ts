import path from 'node:path';
import sharp, { type OverlayOptions } from 'sharp';

/** Pixels: the height of a picture on the sheet, of the words below it, between two, and to the second row. */
const [HEIGHT, LINE, GAP, SECOND] = [260, 18, 10, 2010];

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);

/** Puts pictures on one sheet, two rows of them side by side in each, every one with its name below it. */
export async function contactSheet(rows: readonly (readonly string[])[], file: string): Promise<void> {
  const parts: OverlayOptions[] = [];
  let widest = 0;
  for (const [at, row] of rows.entries()) {
    const top = GAP + Math.floor(at / 2) * (HEIGHT + LINE + GAP);
    // A row of wide, narrow and very narrow pictures in two looks, and one in Chinese.
    let left = GAP + (at % 2) * SECOND;
    for (const picture of row) {
      const { data, info } = await sharp(picture)
        .resize({ height: HEIGHT })
        .png()
        .toBuffer({ resolveWithObject: true });
      const name = escaped(path.basename(picture, '.png'));
      const words = `<svg width="${info.width}" height="${LINE}"><text x="1" y="13" font-family="sans-serif" font-size="11" fill="#111">${name}</text></svg>`;
      parts.push({ input: data, left, top }, { input: Buffer.from(words), left, top: top + HEIGHT });
      left += info.width + GAP;
    }
    widest = Math.max(widest, left);
  }
  const height = GAP + Math.ceil(rows.length / 2) * (HEIGHT + LINE + GAP);
  await sharp({ create: { width: widest, height, channels: 3, background: '#c9c9c9' } })
    .composite(parts)
    .png({ palette: true })
    .toFile(file);
}
