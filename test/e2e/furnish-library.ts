import { copyFileSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import type { Library } from '../../src/app/library.ts';
import { MODELS } from '../support/paths.ts';
import { untilIndexed } from './until-indexed.ts';

const SAMPLES = path.join(MODELS, 'samples');
/** So long it may take to look at them, milliseconds. */
const PATIENCE = 120_000;
const FIRST_DAY = Date.UTC(2016, 4, 14, 10, 30);

export interface Furnishing {
  /** Where the photos are laid out: the samples, and what else lies in people's folders. */
  readonly folder: string;
  /** More photos, in a folder that is there. */
  readonly more?: string | null;
  /** Whatever spoils a picture of it: broken files, videos, smaller copies. */
  readonly isTidy?: boolean;
}

/**
 * Makes a library that looks lived in: photos in a few folders, smaller copies of some, files that are broken or
 * not searched yet, favourites, albums, labels of one's own, searches that were kept.
 * @throws Error when the photos are not looked at in time
 */
export async function furnishLibrary(
  library: Library,
  { folder, more = null, isTidy = false }: Furnishing,
): Promise<void> {
  await layOut(folder, isTidy);
  const { handlers } = library;
  await library.addFolder(Buffer.from(folder));
  if (more !== null) await library.addFolder(Buffer.from(more));
  await untilIndexed(library, PATIENCE * (more === null ? 1 : 10));

  const find = async (text: string): Promise<number[]> =>
    (await handlers['search.run']({ text, sort: 'relevance', verbatim: true, offset: 0, limit: 8 })).hits.map(
      ({ photo }) => photo,
    );
  const files = (...names: readonly string[]): Promise<number[]> =>
    Promise.all(names.map(async (name) => (await find(`"${name}"`))[0] ?? 0));
  await handlers['favourites.set']({ photos: await files('parrots', 'lighthouse', 'puppies'), on: true });
  const coast = await handlers['albums.add']({ name: 'By the sea', search: null });
  const seaside = await files('lighthouse', 'beach', 'sea', 'sailing', 'rocky-coast');
  await handlers['albums.set']({ album: coast.album, photos: seaside, on: true });
  await handlers['albums.add']({ name: 'Dogs', search: 'dog' });
  await handlers['albums.add']({ name: 'For grandmother', search: null });
  const { label } = await handlers['labels.add']({ name: 'Our boat' });
  const [yes, no] = [await files('sailing', 'kayak', 'rafting'), await files('dog', 'pancakes', 'bus')];
  await handlers['labels.correct']({
    corrections: [
      ...yes.map((photo) => ({ photo, label, applies: true })),
      ...no.map((photo) => ({ photo, label, applies: false })),
    ],
  });
  await handlers['labels.add']({ name: 'Grandmother’s garden' });
  await handlers['searches.save']({ text: 'dog -people' });
  for (const text of ['lighthouse', 'flower', 'boat -people']) await handlers['searches.note']({ text });
}

async function layOut(folder: string, isTidy: boolean): Promise<void> {
  const places = ['Holidays', 'Around the house', 'Trips/Coast'].map((name) => path.join(folder, name));
  for (const place of places) mkdirSync(place, { recursive: true });
  const names = readdirSync(SAMPLES).filter((name) => name.endsWith('.jpg'));
  for (const [at, name] of names.entries()) {
    const photo = path.join(places[at % places.length] ?? folder, name);
    copyFileSync(path.join(SAMPLES, name), photo);
    // Some know no date but that of their file: one every seven weeks.
    const taken = new Date(FIRST_DAY + at * 49 * 86_400_000);
    utimesSync(photo, taken, taken);
  }
  if (isTidy) return;
  for (const name of ['lighthouse.jpg', 'parrots.jpg'])
    await sharp(path.join(SAMPLES, name))
      .resize(400)
      .toFile(path.join(folder, `small-${name}`));
  writeFileSync(path.join(folder, 'half of it.jpg'), Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70]));
  writeFileSync(path.join(folder, 'no picture at all.png'), 'This is a text.');
  for (const name of ['swimming.wmv', 'birthday.mpg']) writeFileSync(path.join(folder, name), 'a video');
  writeFileSync(path.join(folder, 'DSC_0001.3FR'), 'a raw photo');
}
