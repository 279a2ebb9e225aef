import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyPortableFolder, portableFolder } from '../../../scripts/portable.mjs';
import { tempFolder } from '../../support/temp-folder.ts';

describe('a portable package', () => {
  it.each([
    { platform: 'linux', parts: ['resources'], env: {} },
    { platform: 'win32', parts: ['resources'], env: {} },
    { platform: 'darwin', parts: ['Beachcomb.app', 'Contents', 'Resources'], env: {} },
  ])('on $platform keeps everything beside its program', ({ platform, parts, env }) => {
    const folder = tempFolder();
    const resources = path.join(folder, ...parts);
    expect(portableFolder({ resources, env, platform })).toBe(path.join(folder, 'beachcomb-data'));
  });

  it('that is an AppImage keeps it beside its file, not where it is mounted', () => {
    const APPIMAGE = path.resolve('/media/stick/Beachcomb.AppImage');
    expect(
      portableFolder({ resources: '/tmp/.mount_x/resources', env: { APPIMAGE }, platform: 'linux' }),
    ).toBe(path.resolve('/media/stick/beachcomb-data'));
  });

  it('is one if it has the folder, or is asked to make it, and never a checkout', () => {
    const resources = path.join(tempFolder(), 'resources');
    const folder = path.join(resources, '..', 'beachcomb-data');
    const env: NodeJS.ProcessEnv = {};
    expect(applyPortableFolder({ resources, isWanted: false, env })).toBeNull();
    expect(applyPortableFolder({ resources: null, isWanted: true, env })).toBeNull();
    expect([env, existsSync(folder)]).toEqual([{}, false]);
    expect(applyPortableFolder({ resources, isWanted: true, env })).toBe(folder);
    expect(env).toEqual({
      BEACHCOMB_DATA_FOLDER: folder,
      BEACHCOMB_LOG_FOLDER: path.join(folder, 'logs'),
      BEACHCOMB_CACHE_FOLDER: path.join(folder, 'cache'),
    });
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o077).toBe(0);
    const named: NodeJS.ProcessEnv = { BEACHCOMB_DATA_FOLDER: '/mine' };
    expect(applyPortableFolder({ resources, isWanted: false, env: named })).toBe(folder);
    expect(named['BEACHCOMB_DATA_FOLDER']).toBe('/mine');
  });

  it('is none where a file has the name of the folder', () => {
    const resources = path.join(tempFolder(), 'resources');
    mkdirSync(resources);
    writeFileSync(path.join(resources, '..', 'beachcomb-data'), '');
    expect(applyPortableFolder({ resources, isWanted: false, env: {} })).toBeNull();
  });
});
