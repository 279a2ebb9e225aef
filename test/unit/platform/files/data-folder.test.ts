import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFolder } from '../../../../src/platform/files/data-folder.ts';

const home = path.resolve('/home/me');

describe('the data folder', () => {
  it.each([
    ['linux', {}, path.join(home, '.local', 'share', 'beachcomb')],
    ['linux', { XDG_DATA_HOME: '/data' }, path.join('/data', 'beachcomb')],
    ['darwin', { XDG_DATA_HOME: '/data' }, path.join(home, 'Library', 'Application Support', 'Beachcomb')],
    ['win32', {}, path.join(home, 'AppData', 'Local', 'Beachcomb')],
    ['win32', { LOCALAPPDATA: '/local' }, path.join('/local', 'Beachcomb')],
    ['linux', { BEACHCOMB_DATA_FOLDER: '/stick/data' }, path.resolve('/stick/data')],
    ['darwin', { BEACHCOMB_DATA_FOLDER: '' }, path.join(home, 'Library', 'Application Support', 'Beachcomb')],
  ])('on %s with %o is that of the system, or the one that is named', (platform, env, wanted) => {
    expect(dataFolder(env, platform, home)).toBe(wanted);
  });
});
