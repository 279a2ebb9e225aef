import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { hasDisplay, windowProgram } from '../../../../src/entry/host/window-program.ts';
import { ROOT } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** A file in a folder of its own, made with the folders above it. */
const fileAt = (...parts: string[]): string => {
  const file = path.join(...parts);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '');
  return file;
};

describe('the window of a command line', () => {
  it('is built by npm start in a checkout', () => {
    expect(windowProgram(ROOT)).toEqual({
      program: process.execPath,
      args: [path.join(ROOT, 'scripts', 'start.mjs')],
      isCheckout: true,
    });
  });

  it.each([
    { platform: 'linux', resources: ['resources'], window: ['beachcomb'] },
    { platform: 'win32', resources: ['resources'], window: ['Beachcomb.exe'] },
    {
      platform: 'darwin',
      resources: ['Beachcomb.app', 'Contents', 'Resources'],
      window: ['Beachcomb.app', 'Contents', 'MacOS', 'Beachcomb'],
    },
  ])('is the program of its package on $platform', ({ platform, resources, window }) => {
    const folder = tempFolder();
    const program = path.join(folder, ...resources, 'program');
    mkdirSync(program, { recursive: true });
    expect(windowProgram(program, platform)).toBeNull();
    const file = fileAt(folder, ...window);
    expect(windowProgram(program, platform)).toEqual({ program: file, args: [], isCheckout: false });
  });

  it('needs a display on Linux alone', () => {
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: '' }, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect([hasDisplay({}, 'win32'), hasDisplay({}, 'darwin')]).toEqual([true, true]);
  });
});
