import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { applicationMenu } from '../../../electron/application-menu.ts';
import { wordsFor } from '../../../electron/words.ts';
import { COMMANDS } from '../../../src/api/bridge.ts';
import { canDo, photoActionOf } from '../../../src/api/photo-actions.ts';

/** All that a desktop app can do. */
const ABILITIES_HERE = ['desktop', 'sharing', 'wallpaper'] as const;
const SCREENS = [
  { name: 'photos', label: 'Photos', startsGroup: false },
  { name: 'albums', label: 'Albums', startsGroup: true },
];

function items(
  platform: string,
  development: boolean,
  onCommand: (name: string) => void = () => {},
): MenuItemConstructorOptions[] {
  const menu = applicationMenu({
    platform,
    words: wordsFor('en', ''),
    screens: SCREENS,
    abilities: ABILITIES_HERE,
    development,
    onCommand,
  });
  return menu.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
}

it('leads to the screens of the window in their order, the first by a digit', () => {
  const shown = items('linux', false).filter(({ label }) => SCREENS.some((screen) => screen.label === label));
  expect(shown.map(({ label, accelerator }) => [label, accelerator])).toEqual([
    ['Photos', 'CommandOrControl+1'],
    ['Albums', 'CommandOrControl+2'],
  ]);
});

it('sets the groups of screens apart as the sidebar does', () => {
  const shown = items('linux', false).map(({ label, type }) => label ?? type);
  expect(shown[shown.indexOf('Albums') - 1]).toBe('separator');
});

describe.each(['linux', 'win32', 'darwin'])('the menu on %s', (platform) => {
  it('has every command of the window once, and the standard roles', () => {
    const called: string[] = [];
    for (const { click } of items(platform, false, (name) => called.push(name)))
      click?.(...([] as unknown as Parameters<typeof click>));
    const commands = COMMANDS.filter((command) => {
      const action = photoActionOf(command);
      return action === null || canDo(action, new Set(ABILITIES_HERE));
    });
    expect(commands).not.toContain('photo-download');
    expect(called.sort()).toEqual([...commands, 'go:albums', 'go:photos'].sort());
    const roles = items(platform, false).map(({ role }) => role);
    for (const role of ['undo', 'copy', 'paste', 'quit', 'close', 'togglefullscreen'])
      expect(roles).toContain(role);
  });

  it('gives no shortcut twice, and those that people know', () => {
    const accelerators = items(platform, true).flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(accelerators).size).toBe(accelerators.length);
    for (const known of ['O', ',', 'F', 'A'].map((key) => `CommandOrControl+${key}`))
      expect(accelerators).toContain(known);
  });

  it('has "about" where the system expects it', () => {
    const menu = applicationMenu({
      platform,
      words: wordsFor('en', ''),
      screens: [],
      abilities: ['desktop'],
      development: false,
      onCommand: () => {},
    });
    const holder = menu.find(
      ({ submenu }) => Array.isArray(submenu) && submenu.some(({ label }) => label === 'About Beachcomb'),
    );
    expect(holder?.label).toBe(platform === 'darwin' ? 'Beachcomb' : 'Help');
  });

  it('reloads and opens the developer tools in a checkout only', () => {
    const roles = (development: boolean) => items(platform, development).map(({ role }) => role);
    expect(roles(true)).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']));
    expect(roles(false)).not.toContain('reload');
    expect(roles(false)).not.toContain('toggleDevTools');
  });
});

it('speaks the chosen language, or the system’s', () => {
  expect(wordsFor('zh', 'en-US')('shell.quit')).toBe('退出 Beachcomb');
  expect(wordsFor('en', 'zh-CN')('shell.quit')).toBe('Quit Beachcomb');
  expect(wordsFor(null, 'zh-TW')('shell.quit')).toBe('退出 Beachcomb');
  expect(wordsFor(null, 'de')('shell.quit')).toBe('Quit Beachcomb');
});
