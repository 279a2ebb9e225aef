import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { picturesFolder } from '../../../../src/entry/host/pictures-folder.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-home-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A folder of the home with a photo in it. */
const filled = (name: string): string => {
  const folder = path.join(home, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'a.jpg'), 'x');
  return folder;
};
const say = (lines: string): void => {
  mkdirSync(path.join(home, '.config'), { recursive: true });
  writeFileSync(path.join(home, '.config', 'user-dirs.dirs'), lines);
};
const onLinux = () => picturesFolder({ home, env: {}, platform: 'linux' });

describe('the folder for pictures', () => {
  it('is Pictures, where nothing says otherwise', async () => {
    const pictures = filled('Pictures');
    expect(await onLinux()).toBe(pictures);
    expect(await picturesFolder({ home, env: {}, platform: 'darwin' })).toBe(pictures);
    expect(await picturesFolder({ home, env: {}, platform: 'win32' })).toBe(pictures);
  });

  it('is what the desktop calls it, wherever its settings lie', async () => {
    filled('Pictures');
    const pictures = filled('Meine Bilder');
    say('# comment\nXDG_MUSIC_DIR="$HOME/Musik"\nXDG_PICTURES_DIR="$HOME/Meine Bilder"\n');
    expect(await onLinux()).toBe(pictures);
    expect(
      await picturesFolder({
        home,
        env: { XDG_CONFIG_HOME: path.join(home, 'elsewhere') },
        platform: 'linux',
      }),
    ).toBe(path.join(home, 'Pictures'));
  });

  it('is what the system said, where it could be asked: it may have been moved', async () => {
    filled('Pictures');
    const moved = filled('OneDrive/Bilder');
    expect(await picturesFolder({ reported: moved, home, env: {}, platform: 'win32' })).toBe(moved);
    const gone = path.join(home, 'gone');
    expect(await picturesFolder({ reported: gone, home, env: {}, platform: 'win32' })).toBeNull();
  });

  it('is none where there is none, where it is empty, and where all of the home is named', async () => {
    expect(await onLinux()).toBeNull();
    mkdirSync(path.join(home, 'Pictures'));
    writeFileSync(path.join(home, 'Pictures', '.hidden'), 'x');
    expect(await onLinux()).toBeNull();
    say('XDG_PICTURES_DIR="$HOME/"\n');
    filled('Pictures');
    expect(await onLinux()).toBeNull();
  });

  it('takes a hostile setting for no folder at all', async () => {
    filled('Pictures');
    say('XDG_PICTURES_DIR="relative/place"\nXDG_PICTURES_DIR=$(rm -rf ~)\n');
    expect(await onLinux()).toBe(path.join(home, 'Pictures'));
  });
});
