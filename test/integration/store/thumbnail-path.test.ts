import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openLibrary } from '../../../src/app/open-library.ts';
import { userLibrary } from '../../../src/platform/files/data-folder.ts';
import { ThumbnailCache } from '../../../src/store/thumbnail-cache.ts';
import { thumbnailPath, thumbnailsBeside } from '../../../src/store/thumbnail-path.ts';
import { copySamples } from '../../support/copy-samples.ts';
import { indexFolder } from '../../support/index-folder.ts';
import { CAN_MOUNT, mountSmallDisk } from '../../support/mounts.ts';
import { MODELS } from '../../support/paths.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { withoutPrivileges } from '../../support/without-privileges.ts';

const HASH = new Uint8Array(32).fill(7);
const PICTURE = new Uint8Array([1, 2, 3]);
let home: string;
let caches: string;

beforeEach(() => {
  home = tempFolder();
  caches = path.join(home, 'caches');
  vi.stubEnv('XDG_DATA_HOME', path.join(home, 'data'));
  vi.stubEnv('XDG_CACHE_HOME', caches);
  vi.stubEnv('LOCALAPPDATA', caches);
  for (const name of ['BEACHCOMB_DATA_FOLDER', 'BEACHCOMB_CACHE_FOLDER']) vi.stubEnv(name, undefined);
  return () => void vi.unstubAllEnvs();
});

/** A thumbnail that an earlier version kept beside a library. */
function keepBeside(library: string): void {
  mkdirSync(path.dirname(library), { recursive: true });
  const cache = new ThumbnailCache(thumbnailsBeside(library), 'write');
  cache.keep([{ hash: HASH, picture: PICTURE }]);
  cache.close();
}
function keptAt(place: string): Uint8Array | null {
  const cache = new ThumbnailCache(place, 'read');
  try {
    return cache.get(HASH);
  } finally {
    cache.close();
  }
}
const opened = (path: string) =>
  openLibrary({ path, models: MODELS, samples: null, indexing: false, log: () => {} });

describe.runIf(process.platform === 'linux')('thumbnails', () => {
  it('of the user’s own library are made in the cache folder, and shown from there', async () => {
    const library = userLibrary();
    const photos = path.join(home, 'photos');
    for (const folder of [photos, path.dirname(library)]) mkdirSync(folder, { recursive: true });
    copySamples(photos, 1);
    await indexFolder(library, photos);
    expect(readdirSync(path.join(caches, 'beachcomb'))).toContain('thumbnails.sqlite');
    expect(statSync(path.join(caches, 'beachcomb')).mode & 0o077).toBe(0);
    expect(existsSync(thumbnailsBeside(library))).toBe(false);
    const open = await opened(library);
    onTestFinished(() => open.close());
    const [photo] = (await open.search('format:jpeg', { sort: 'relevance', all: false })).hits(0, 1);
    expect(open.thumbnail(photo?.photo ?? 0)?.bytes.length).toBeGreaterThan(1000);
  });

  it('of an earlier version move into the cache folder when the library is opened', async () => {
    const library = userLibrary();
    keepBeside(library);
    await (await opened(library)).close();
    expect(existsSync(thumbnailsBeside(library))).toBe(false);
    expect(keptAt(path.join(caches, 'beachcomb', 'thumbnails.sqlite'))).toEqual(Buffer.from(PICTURE));
    // Others are there by now: those beside it are of nobody, and nothing is replaced.
    keepBeside(library);
    await (await opened(library)).close();
    expect(keptAt(thumbnailPath(library))).toEqual(Buffer.from(PICTURE));
  });

  it.runIf(CAN_MOUNT)('move to another disk, too (needs the right to mount)', async () => {
    const library = userLibrary();
    keepBeside(library);
    mountSmallDisk(caches, 8 << 20);
    await (await opened(library)).close();
    expect(existsSync(thumbnailsBeside(library))).toBe(false);
    expect(keptAt(path.join(caches, 'beachcomb', 'thumbnails.sqlite'))).toEqual(Buffer.from(PICTURE));
    expect(statSync(path.join(caches, 'beachcomb', 'thumbnails.sqlite')).mode & 0o077).toBe(0);
  });

  it('of any other library lie beside it', async () => {
    const library = path.join(home, 'stick', 'library.sqlite');
    keepBeside(library);
    await (await opened(library)).close();
    expect(keptAt(thumbnailsBeside(library))).toEqual(Buffer.from(PICTURE));
    expect(existsSync(path.join(caches, 'beachcomb', 'thumbnails.sqlite'))).toBe(false);
  });

  it('stay beside the library where the cache folder cannot be written, or only the data folder is named', async () => {
    const library = userLibrary();
    mkdirSync(caches);
    chmodSync(caches, 0o555);
    chmodSync(home, 0o755);
    await withoutPrivileges(async () => expect(thumbnailPath(library)).toBe(thumbnailsBeside(library)));
    vi.stubEnv('BEACHCOMB_DATA_FOLDER', path.join(home, 'named'));
    expect(thumbnailPath(userLibrary())).toBe(thumbnailsBeside(userLibrary()));
  });

  it('of a portable copy lie in its own cache folder', () => {
    const own = path.join(home, 'beachcomb-data');
    vi.stubEnv('BEACHCOMB_DATA_FOLDER', own);
    vi.stubEnv('BEACHCOMB_CACHE_FOLDER', path.join(own, 'cache'));
    expect(thumbnailPath(userLibrary())).toBe(path.join(own, 'cache', 'thumbnails.sqlite'));
  });

  it('are begun again in a cache folder that was emptied, folder and all', () => {
    const place = thumbnailPath(userLibrary());
    const first = new ThumbnailCache(place, 'write');
    first.close();
    rmSync(caches, { recursive: true });
    const again = new ThumbnailCache(place, 'write');
    again.keep([{ hash: HASH, picture: PICTURE }]);
    again.close();
    expect(keptAt(place)).toEqual(Buffer.from(PICTURE));
  });
});
