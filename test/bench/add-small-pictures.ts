import { readdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { LibraryReader } from '../../src/store/library-reader.ts';
import { ThumbnailCache } from '../../src/store/thumbnail-cache.ts';
import { thumbnailPath } from '../../src/store/thumbnail-path.ts';
import { MODELS } from '../support/paths.ts';

/** Gives the photos 1 to `photos` of a library a small picture of their shape: the samples, one after the other. */
export async function addSmallPictures(library: string, photos: number): Promise<void> {
  const samples = path.join(MODELS, 'samples');
  const names = readdirSync(samples).filter((name) => name.endsWith('.jpg'));
  const cut = (width: number, height: number): Promise<Buffer[]> =>
    Promise.all(
      names.map((name) =>
        sharp(path.join(samples, name), { failOn: 'none' })
          .rotate()
          .resize(width, height)
          .jpeg({ quality: 50 })
          .toBuffer(),
      ),
    );
  const [wide, tall] = [await cut(512, 384), await cut(384, 512)];
  const reader = new LibraryReader(library);
  const cache = new ThumbnailCache(thumbnailPath(library), 'write');
  for (let from = 1; from <= photos; from += 1000)
    cache.keep(
      Array.from({ length: Math.min(1000, photos + 1 - from) }, (_, at) => reader.photo(from + at)).flatMap(
        (row) => {
          if (row === null) return [];
          const picture = (row.width > row.height ? wide : tall)[row.id % names.length];
          return picture === undefined ? [] : [{ hash: row.hash, picture }];
        },
      ),
    );
  cache.close();
  reader.close();
}
