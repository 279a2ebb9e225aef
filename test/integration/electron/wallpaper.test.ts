import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setWallpaper, wallpaperWay } from '../../../electron/wallpaper.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const GNOME = { XDG_CURRENT_DESKTOP: 'ubuntu:GNOME', PATH: process.env['PATH'] };
const way = wallpaperWay(process.platform, GNOME);
const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb wallpaper '));
const folder = path.join(root, 'pictures');
afterAll(() => removeFolder(root));

it('there is no way on other systems and desktops, and none without its program', () => {
  expect(wallpaperWay('win32', GNOME)).toBeNull();
  expect(wallpaperWay('darwin', GNOME)).toBeNull();
  expect(wallpaperWay('linux', { ...GNOME, XDG_CURRENT_DESKTOP: 'sway' })).toBeNull();
  expect(wallpaperWay('linux', { PATH: GNOME.PATH })).toBeNull();
  expect(wallpaperWay('linux', { ...GNOME, PATH: root })).toBeNull();
});

describe.skipIf(way === null)('the picture of a GNOME desktop (needs gsettings)', () => {
  // The settings of a desktop, kept in a file of this test.
  beforeEach(() => {
    vi.stubEnv('GSETTINGS_BACKEND', 'keyfile');
    vi.stubEnv('XDG_CONFIG_HOME', path.join(root, 'config'));
  });
  afterEach(() => vi.unstubAllEnvs());
  const current = (key: string): string => {
    const value = execFileSync(way?.program ?? '', ['get', 'org.gnome.desktop.background', key]).toString();
    return fileURLToPath(value.trim().replaceAll("'", ''));
  };

  it('is a copy that stays, in the light look and the dark, and replaces the one before', async () => {
    if (way === null) throw new Error('no way');
    await setWallpaper(way, folder, Buffer.from('first'));
    const first = current('picture-uri');
    expect(readFileSync(first, 'utf8')).toBe('first');
    expect(current('picture-uri-dark')).toBe(first);
    expect(statSync(first).mode & 0o777).toBe(0o600);
    await setWallpaper(way, folder, Buffer.from('second'));
    expect(readFileSync(current('picture-uri'), 'utf8')).toBe('second');
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('stays as it is where the desktop refuses', async () => {
    if (way === null) throw new Error('no way');
    const before = readdirSync(folder);
    const refused = { ...way, runs: () => [['set', 'org.gnome.no.such.schema', 'x', 'y']] };
    await expect(setWallpaper(refused, folder, Buffer.from('third'))).rejects.toThrow('No such schema');
    expect(readdirSync(folder)).toEqual(before);
  });
});
