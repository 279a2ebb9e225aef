import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { openLibrary } from '../../src/app/open-library.ts';
import { readMetadata } from '../../src/vision/decode/read-metadata.ts';
import { MODELS } from '../support/paths.ts';
import { marked } from './photo-sets.ts';

/** How soon a new folder can be seen, in seconds from the moment that its library is opened. */
interface FirstSight {
  readonly firstPhoto: number;
  readonly firstThumbnail: number;
  readonly wholeTimeline: number;
  /** Photos that the network had seen when the timeline was whole. */
  readonly recognised: number;
  /** The same work in a bare loop: list, query, read, metadata. */
  readonly bareLoop: number;
}

const SAMPLES = path.join(MODELS, 'samples');
/** In ms: how often the photos are asked for until the first picture, and then, as a window does, while they grow. */
const [AT_FIRST_MS, THEN_MS] = [100, 1000];
/** Photos in the first view of a window. */
const SHOWN = 40;

/** Small JPEGs with a date and a camera, no two with the same content, in directories of 500. */
export async function datedJpegs(folder: string, count: number): Promise<void> {
  const names = readdirSync(SAMPLES).filter((name) => name.endsWith('.jpg'));
  const pictures = await Promise.all(
    names.map((name, at) =>
      sharp(path.join(SAMPLES, name), { failOn: 'none' })
        .resize(320)
        .withExif({
          IFD0: { Make: 'Canon', Model: 'Canon EOS 5D' },
          IFD2: { DateTimeOriginal: `${2000 + at}:06:14 12:00:00` },
        })
        .jpeg({ quality: 80 })
        .toBuffer(),
    ),
  );
  for (let at = 0; at < count; at++) {
    const directory = path.join(folder, `Trip ${Math.floor(at / 500)}`);
    if (at % 500 === 0) mkdirSync(directory, { recursive: true });
    writeFileSync(path.join(directory, `${at}.jpg`), marked(pictures[at % pictures.length] as Buffer, at));
  }
}

/** Opens a new library over a folder with the real indexer, and asks for what a window asks for. */
export async function firstSight(folder: string, library: string, photos: number): Promise<FirstSight> {
  const bareLoop = bareListing(folder);
  const options = { path: library, models: MODELS, samples: null, log: console.error };
  const created = await openLibrary({ ...options, indexing: false });
  await created.addFolder(Buffer.from(folder));
  await created.close();
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  const open = await openLibrary({ ...options, indexing: true });
  try {
    let [firstPhoto, firstThumbnail] = [Number.NaN, Number.NaN];
    for (;;) {
      await sleep(Number.isNaN(firstThumbnail) ? AT_FIRST_MS : THEN_MS);
      const page = { text: '', sort: 'relevance', offset: 0, limit: SHOWN } as const;
      const { likely, possible, hits } = await open.handlers['search.run'](page);
      const total = likely + possible;
      if (total > 0 && Number.isNaN(firstPhoto)) firstPhoto = seconds();
      const thumbnails = hits.filter(({ photo }) => (open.thumbnail(photo)?.bytes.length ?? 0) > 0);
      if (thumbnails.length > 0 && Number.isNaN(firstThumbnail)) firstThumbnail = seconds();
      if (total < photos || Number.isNaN(firstThumbnail)) continue;
      const { done } = await open.handlers['status.get']({});
      return { firstPhoto, firstThumbnail, wholeTimeline: seconds(), recognised: done, bareLoop };
    }
  } finally {
    await open.close();
  }
}

/** Lists, queries, reads and understands every file of a folder in one thread. @returns seconds */
function bareListing(folder: string): number {
  const start = performance.now();
  let dated = 0;
  for (const directory of readdirSync(folder))
    for (const name of readdirSync(path.join(folder, directory))) {
      const file = path.join(folder, directory, name);
      const mtime = lstatSync(file).mtimeMs * 1000;
      const { takenAt } = readMetadata({ bytes: readFileSync(file), name, mtime }, { now: Date.now() });
      if (takenAt !== undefined) dated += 1;
    }
  if (dated === 0) throw new Error('No photo has a date.');
  return (performance.now() - start) / 1000;
}
