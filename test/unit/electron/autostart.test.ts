import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { App } from 'electron';
import { describe, expect, it } from 'vitest';
import { autostart, HIDDEN } from '../../../electron/autostart.ts';
import { tempFolder } from '../../support/temp-folder.ts';

type Item = Parameters<App['setLoginItemSettings']>[0];

/** Keeps what a system would. */
function loginItems() {
  const set: Item[] = [];
  return {
    set,
    app: {
      setLoginItemSettings: (item: Item): void => void set.push(item),
      getLoginItemSettings: () =>
        ({ openAtLogin: set.at(-1)?.openAtLogin === true }) as ReturnType<App['getLoginItemSettings']>,
    },
  };
}

describe('the start at a login', () => {
  it('is a file that desktops of Linux read, in the folder of the user', () => {
    const home = tempFolder();
    const { app } = loginItems();
    const program = '/opt/My "Apps" 100%/$beach`comb\\x';
    const start = autostart({ platform: 'linux', env: {}, home, program, app });
    expect(start.isOn()).toBe(false);
    start.set(false);
    start.set(true);
    expect(start.isOn()).toBe(true);
    const file = path.join(home, '.config', 'autostart', 'app.beachcomb.Beachcomb.desktop');
    const line = /^Exec=(.*)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
    // As a desktop reads it: escapes of the file, then of the quotes, then of the fields.
    const value = line.replaceAll('\\\\', '\\');
    const [, inside = '', rest] = /^"((?:\\.|[^"\\])*)"(.*)$/.exec(value) ?? [];
    expect(inside.replace(/\\(.)/g, '$1').replaceAll('%%', '%')).toBe(program);
    expect(rest).toBe(` ${HIDDEN}`);
    start.set(false);
    expect(existsSync(file)).toBe(false);
  });

  it('is in the folder that XDG_CONFIG_HOME names, if that is absolute', () => {
    const [home, config] = [tempFolder(), tempFolder()];
    const { app } = loginItems();
    const at = (XDG_CONFIG_HOME: string) =>
      autostart({ platform: 'linux', env: { XDG_CONFIG_HOME }, home, program: '/b', app });
    at(config).set(true);
    expect(existsSync(path.join(config, 'autostart', 'app.beachcomb.Beachcomb.desktop'))).toBe(true);
    expect(at('relative').isOn()).toBe(false);
  });

  it('is a login item on macOS, and on Windows one with the argument that hides the window', () => {
    const [mac, windows] = [loginItems(), loginItems()];
    const common = { env: {}, home: '/', program: 'C:\\Beachcomb.exe' };
    autostart({ ...common, platform: 'darwin', app: mac.app }).set(true);
    const onWindows = autostart({ ...common, platform: 'win32', app: windows.app });
    onWindows.set(true);
    expect(mac.set).toEqual([{ openAtLogin: true }]);
    expect(windows.set).toEqual([{ openAtLogin: true, path: 'C:\\Beachcomb.exe', args: [HIDDEN] }]);
    expect(onWindows.isOn()).toBe(true);
    onWindows.set(false);
    expect(onWindows.isOn()).toBe(false);
  });
});
