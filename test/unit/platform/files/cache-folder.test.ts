import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from '../../../../src/platform/files/cache-folder.ts';

const home = path.resolve('/home/me');

describe('the cache folder', () => {
  it.each([
    ['linux', {}, path.join(home, '.cache', 'beachcomb')],
    ['linux', { XDG_CACHE_HOME: '/caches' }, path.join('/caches', 'beachcomb')],
    ['linux', { XDG_CACHE_HOME: 'caches' }, path.join(home, '.cache', 'beachcomb')],
    ['darwin', { XDG_CACHE_HOME: '/caches' }, path.join(home, 'Library', 'Caches', 'Beachcomb')],
    ['win32', {}, path.join(home, 'AppData', 'Local', 'Beachcomb')],
    ['win32', { LOCALAPPDATA: '/local' }, path.join('/local', 'Beachcomb')],
    ['linux', { BEACHCOMB_CACHE_FOLDER: '/stick/cache' }, path.resolve('/stick/cache')],
    [
      'linux',
      { BEACHCOMB_DATA_FOLDER: '/stick', BEACHCOMB_CACHE_FOLDER: '/stick/cache' },
      path.resolve('/stick/cache'),
    ],
    ['linux', { BEACHCOMB_DATA_FOLDER: '/stick' }, null],
  ])('on %s with %o is that of the system, or the one that is named', (platform, env, wanted) => {
    expect(cacheFolder(env, platform, home)).toBe(wanted);
  });
});
