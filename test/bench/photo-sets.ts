import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { HAS_PHOTOS, MODELS, PHOTOS, ROOT } from '../support/paths.ts';
import { withPreviews } from '../support/with-previews.ts';

const CACHE = path.join(ROOT, '.cache', 'bench');
const SAMPLES = path.join(MODELS, 'samples');
/** Twelve megapixels, as telephones have taken them for ten years. */
const [LONG, SHORT] = [4000, 3000];
/** The longer side of a preview, and its quality: as Nikon and Sony make them. */
const PREVIEW = { side: 1620, quality: 90 };
/** What a sensor adds; a picture that was only enlarged is smaller than any camera's. */
const GRAIN = 12;

const isPhoto = (name: string): boolean => /\.(jpe?g|png)$/i.test(name);

function photosIn(folder: string): string[] {
  return (readdirSync(folder, { recursive: true, encoding: 'utf8' }) as string[])
    .filter(isPhoto)
    .sort()
    .map((name) => path.join(folder, name));
}

/**
 * Copies of photos as they come, small ones for the most part: those of ../shared/photos, else the samples.
 * @param most so many at most, taken evenly
 */
export function copyPhotos(folder: string, most: number): void {
  const all = photosIn(HAS_PHOTOS ? PHOTOS : SAMPLES);
  const step = Math.max(1, all.length / most);
  mkdirSync(folder, { recursive: true });
  for (let at = 0; at < Math.min(most, all.length); at++) {
    const name = all[Math.floor(at * step)] as string;
    cpSync(name, path.join(folder, `${at}${path.extname(name).toLowerCase()}`));
  }
}

/**
 * JPEGs of 12 megapixels in a folder, made from free photos once and kept; each has bytes of its own.
 * @param hasPreview whether they have a preview for a screen, as most cameras write it
 */
export async function copyLargePhotos(folder: string, count: number, hasPreview = false): Promise<void> {
  const made = path.join(CACHE, 'large');
  const kodak = path.join(PHOTOS, 'userlike', 'kodak');
  const free = [...photosIn(SAMPLES), ...(existsSync(kodak) ? photosIn(kodak) : [])];
  mkdirSync(made, { recursive: true });
  mkdirSync(folder, { recursive: true });
  for (const [at, name] of free.entries()) {
    const target = path.join(made, `${at}.jpg`);
    if (existsSync(target)) continue;
    const { width = 0, height = 0 } = await sharp(name).metadata();
    const size: [number, number] = width >= height ? [LONG, SHORT] : [SHORT, LONG];
    const noise = { type: 'gaussian', mean: 128, sigma: GRAIN } as const;
    const grain = await sharp({
      create: { width: size[0], height: size[1], channels: 3, background: '#000', noise },
    })
      .png({ compressionLevel: 0 })
      .toBuffer();
    const picture = sharp(name, { failOn: 'none' }).resize(...size, { fit: 'fill', kernel: 'lanczos3' });
    await picture
      .composite([{ input: grain, blend: 'soft-light' }])
      .jpeg({ quality: 90 })
      .toFile(target);
  }
  const large = await Promise.all(
    photosIn(made)
      .slice(0, count)
      .map(async (name) => {
        const photo = readFileSync(name);
        if (!hasPreview) return photo;
        const { side, quality } = PREVIEW;
        const preview = sharp(photo).resize(side, side, { fit: 'inside' }).jpeg({ quality });
        return withPreviews(photo, { jpeg: await preview.toBuffer() });
      }),
  );
  for (let at = 0; at < count; at++)
    writeFileSync(path.join(folder, `${at}.jpg`), marked(large[at % large.length] as Buffer, at));
}

/** A JPEG with a comment of its own, so that no two files have the same content. */
export function marked(jpeg: Uint8Array, number: number): Uint8Array {
  const comment = Buffer.from(`    no. ${number}`);
  comment.writeUInt16BE(0xfffe, 0);
  comment.writeUInt16BE(comment.length - 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]);
}

/** Small JPEGs of 320 pixels from the samples: as many as wanted, in directories of 200. */
export async function smallJpegs(): Promise<(folder: string, from: number, to: number) => void> {
  const pictures = await Promise.all(
    photosIn(SAMPLES).map((name) =>
      sharp(name, { failOn: 'none' }).resize(320).jpeg({ quality: 80 }).toBuffer(),
    ),
  );
  return (folder, from, to) => {
    for (let at = from; at < to; at++) {
      const directory = path.join(folder, `Trip ${Math.floor(at / 200)}`);
      if (at % 200 === 0 || at === from) mkdirSync(directory, { recursive: true });
      const picture = pictures[at % pictures.length] as Buffer;
      writeFileSync(path.join(directory, `IMG_${at}.jpg`), marked(picture, at));
    }
  };
}
