import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, describe, expect, it } from 'vitest';
import { hasTray } from '../../../electron/has-tray.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const { PATH } = process.env;
afterEach(() => {
  process.env['PATH'] = PATH;
});

/** A message bus that answers so. */
function busThatSays(script: string): void {
  const folder = tempFolder();
  writeFileSync(path.join(folder, 'dbus-send'), `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(folder, 'dbus-send'), 0o755);
  process.env['PATH'] = `${folder}${path.delimiter}${PATH}`;
}

describe('a tray', () => {
  it('is always there on Windows, and never asked for on macOS, which has the dock', async () => {
    expect([await hasTray('win32'), await hasTray('darwin')]).toEqual([true, false]);
  });

  it.skipIf(process.platform !== 'linux')(
    'is there on Linux where the desktop says so (Linux only)',
    async () => {
      busThatSays('echo "   boolean true"');
      expect(await hasTray('linux')).toBe(true);
      busThatSays('echo "   boolean false"');
      expect(await hasTray('linux')).toBe(false);
      busThatSays('echo "   boolean true"; exit 1');
      expect(await hasTray('linux')).toBe(false);
    },
  );

  it('is not there where nobody answers', async () => {
    process.env['PATH'] = tempFolder();
    expect(await hasTray('linux')).toBe(false);
  });
});
