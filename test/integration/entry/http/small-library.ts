import { mkdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import type { Library } from '../../../../src/app/library.ts';
import { openLibrary } from '../../../../src/app/open-library.ts';
import { MODELS } from '../../../support/paths.ts';

/** Until all is indexed or a process has started, in ms, on a busy machine too; less than a hook may take. */
export const WITHIN_MS = 100_000;

export const SMALL_LIBRARY_PHOTOS = 3;

/** Writes three small photos into `folder`. */
export async function makePhotos(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < SMALL_LIBRARY_PHOTOS; i += 1)
    await sharp({
      create: { width: 320 + i, height: 240, channels: 3, background: { r: 90 * i, g: 140, b: 200 } },
    })
      .jpeg()
      .toFile(path.join(folder, `photo-${i}.jpg`));
}

/** A real library under `folder` that has looked at three photos, and its photos' ids. */
export async function smallLibrary(folder: string): Promise<{ library: Library; photos: number[] }> {
  await makePhotos(path.join(folder, 'photos'));
  const logged: string[] = [];
  const library = await openLibrary({
    path: path.join(folder, 'library.sqlite'),
    models: MODELS,
    samples: null,
    indexing: true,
    log: (line) => logged.push(line),
  });
  await library.addFolder(Buffer.from(path.join(folder, 'photos')));
  const until = Date.now() + WITHIN_MS;
  while (Date.now() < until) {
    const found = await library.handlers['search.run']({ text: '', sort: 'date', offset: 0, limit: 10 });
    const photos = found.hits.map((hit) => hit.photo);
    const isSeen = (photo: number): boolean => (library.thumbnail(photo)?.bytes.length ?? 0) > 0;
    if (photos.length === SMALL_LIBRARY_PHOTOS && photos.every(isSeen)) return { library, photos };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await library.close();
  throw new Error(`The small library was not indexed in time. ${logged.join('\n')}`);
}
