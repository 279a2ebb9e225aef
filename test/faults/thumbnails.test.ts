import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLibrary } from '../../src/app/open-library.ts';
import { damagedMarker } from '../../src/store/damaged-marker.ts';
import { lockLibrary } from '../../src/store/library-lock.ts';
import { LibraryReader } from '../../src/store/library-reader.ts';
import { ThumbnailCache } from '../../src/store/thumbnail-cache.ts';
import { thumbnailPath } from '../../src/store/thumbnail-path.ts';
import { makePhotos } from '../integration/entry/http/small-library.ts';
import { dumpIndex } from '../support/dump-index.ts';
import { indexFolder } from '../support/index-folder.ts';
import { MODELS } from '../support/paths.ts';
import { random } from '../support/random.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { rounds } from '../support/rounds.ts';
import { tempFolder } from '../support/temp-folder.ts';

const next = random(41);
const noise = (length: number): Buffer => Buffer.from(Array.from({ length }, () => Math.floor(next() * 256)));

/** What may happen to a cache file from outside. */
const DAMAGES = {
  'overwritten with noise': (file) => writeFileSync(file, noise(statSync(file).size)),
  'cut to half': (file) => truncateSync(file, statSync(file).size >> 1),
  emptied: (file) => truncateSync(file, 0),
  deleted: (file) => {
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  },
  'replaced by another database': (file) => {
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
    new Sqlite(file).exec('CREATE VIEW thumbnails AS SELECT 1 AS hash, 2 AS webp').close();
  },
} as const satisfies Record<string, (file: string) => void>;
type Damage = keyof typeof DAMAGES;
const ALL = Object.keys(DAMAGES) as Damage[];

const isWhole = (library: string): void => {
  expect(damagedMarker(library).isThere()).toBe(false);
  expect(readdirSync(path.dirname(library)).filter((name) => /library\.damaged/.test(name))).toEqual([]);
};

/** Number of photos that have a thumbnail in the cache file. */
function thumbnailsIn(library: string): number {
  const reader = new LibraryReader(library);
  const cache = new ThumbnailCache(thumbnailPath(library), 'read');
  try {
    const hashes = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((id) => reader.photo(id)?.hash ?? []);
    return hashes.filter((hash) => cache.get(hash) !== null).length;
  } finally {
    cache.close();
    reader.close();
  }
}

describe('a thumbnail cache that is damaged while the library is open', () => {
  it.each(ALL)('%s, is made again from the photos; the library stays as it is', async (damage) => {
    const root = tempFolder();
    const file = path.join(root, 'library.sqlite');
    const folder = path.join(root, 'photos');
    await makePhotos(folder);
    await indexFolder(file, folder);
    const before = dumpIndex(file);
    let damaged = 0;
    const library = await openLibrary({
      path: file,
      models: MODELS,
      samples: null,
      indexing: true,
      log: () => {},
      onDamaged: () => {
        damaged += 1;
      },
    });
    onTestFinished(() => library.close());
    expect(library.thumbnail(1)?.type).toBe('image/jpeg');
    DAMAGES[damage](thumbnailPath(file));
    // As a window asks: again and again for what it shows.
    await expect.poll(() => library.thumbnail(2)?.type ?? null, { timeout: 60_000 }).toBe('image/jpeg');
    for (const photo of [1, 3])
      await expect.poll(() => library.thumbnail(photo) !== null, { timeout: 60_000 }).toBe(true);
    // What no window shows comes by itself.
    await library.close();
    isWhole(file);
    expect(damaged).toBe(0);
    expect(dumpIndex(file)).toEqual(before);
    recordAttempt({
      suite: 'faults',
      what: `Thumbnail cache ${damage}, the library open`,
      times: 1,
      outcome: 'the same pictures again, made from the photos; the library not touched',
      lost: 0,
    });
  });

  it('is filled again for photos that no window shows', async () => {
    const root = tempFolder();
    const file = path.join(root, 'library.sqlite');
    await makePhotos(path.join(root, 'photos'));
    await indexFolder(file, path.join(root, 'photos'));
    for (const damage of ALL) {
      DAMAGES[damage](thumbnailPath(file));
      await indexFolder(file, path.join(root, 'photos'));
      expect(thumbnailsIn(file)).toBe(3);
      isWhole(file);
    }
    // The one that was put aside last is kept, no more.
    expect(readdirSync(root).filter((name) => name.includes('thumbnails.damaged-'))).toHaveLength(1);
  });

  it('while photos are indexed, costs neither the run nor a photo', async () => {
    const outcomes: string[] = [];
    for (let round = 0; round < rounds(2, 20); round += 1) {
      const root = tempFolder();
      const file = path.join(root, 'library.sqlite');
      const folder = path.join(root, 'photos');
      mkdirSync(folder);
      const names = readdirSync(path.join(MODELS, 'samples')).filter((name) => name.endsWith('.jpg'));
      for (const name of names.slice(0, 8))
        copyFileSync(path.join(MODELS, 'samples', name), path.join(folder, name));
      const damage = ALL[round % 2] ?? 'deleted';
      let times = 0;
      const timer = setInterval(() => {
        if (!existsSync(thumbnailPath(file)) || times >= 4) return;
        times += 1;
        DAMAGES[damage](thumbnailPath(file));
      }, 150);
      const { summary, restarts } = await indexFolder(file, folder).finally(() => clearInterval(timer));
      expect(times).toBeGreaterThan(0);
      expect({ indexed: summary.indexed, restarts }).toEqual({ indexed: 8, restarts: 0 });
      await indexFolder(file, folder);
      expect(thumbnailsIn(file)).toBe(8);
      isWhole(file);
      outcomes.push(damage);
    }
    recordAttempt({
      suite: 'faults',
      what: 'Thumbnail cache damaged again and again while photos are indexed',
      times: outcomes.length,
      outcome: 'every photo indexed in one run, every thumbnail there',
      lost: 0,
    });
  }, 300_000);

  it('is named in the error where it cannot be used at all', () => {
    const file = thumbnailPath(path.join(tempFolder(), 'library.sqlite'));
    mkdirSync(file);
    expect(() => new ThumbnailCache(file, 'write')).toThrow(/^library\.sqlite\.thumbnails\.sqlite: /);
  });
});

it('a lock file of garbage beside a library is not damage of the library', () => {
  const library = path.join(tempFolder(), 'library.sqlite');
  writeFileSync(`${library}.lock`, noise(5000));
  const lock = lockLibrary(library);
  expect(() => lockLibrary(library)).toThrow('Another Beachcomb');
  lock.release();
});
