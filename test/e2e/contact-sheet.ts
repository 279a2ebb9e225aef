import path from 'node:path';
import sharp, { type OverlayOptions } from 'sharp';

/** Pixels: a picture on the sheet, the line of words below it, and between two. */
const [WIDTH, LINE, GAP] = [420, 26, 14];

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);

/** Puts pictures on one sheet, row by row, each with its name below it. */
export async function contactSheet(rows: readonly (readonly string[])[], file: string): Promise<void> {
  const parts: OverlayOptions[] = [];
  let top = GAP;
  for (const row of rows) {
    let tallest = 0;
    for (const [at, picture] of row.entries()) {
      const left = GAP + at * (WIDTH + GAP);
      const { data, info } = await sharp(picture).resize(WIDTH).png().toBuffer({ resolveWithObject: true });
      const name = escaped(path.basename(picture, '.png'));
      const words = `<svg width="${WIDTH}" height="${LINE}"><text x="2" y="18" font-family="sans-serif" font-size="15" fill="#111">${name}</text></svg>`;
      parts.push({ input: data, left, top }, { input: Buffer.from(words), left, top: top + info.height });
      tallest = Math.max(tallest, info.height);
    }
    top += tallest + LINE + GAP;
  }
  const columns = Math.max(1, ...rows.map((row) => row.length));
  await sharp({
    create: { width: GAP + columns * (WIDTH + GAP), height: top, channels: 3, background: '#c9c9c9' },
    limitInputPixels: false,
  })
    .composite(parts)
    .png({ palette: true })
    .toFile(file);
}
