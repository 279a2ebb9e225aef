import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePhotos } from '../integration/entry/http/small-library.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { buildApp } from './build-app.ts';
import { ELECTRON } from './find-browsers.ts';
import { type LaunchedElectron, launchElectron } from './launch-electron.ts';

/** Chooses an item of the menu: at once, or at the moment when the window begins to load something. */
const choose = (
  electron: ElectronApplication,
  label: string,
  when: 'now' | 'loading' = 'now',
): Promise<void> =>
  electron.evaluate(
    ({ Menu, webContents }, [wanted, moment]) => {
      const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? [];
      const item = items.find((one) => one.label === wanted);
      if (item === undefined) throw new Error(`The menu has no item ${wanted}.`);
      const contents = webContents.getAllWebContents().find((one) => one.getURL().startsWith('app:'));
      if (moment === 'now') item.click();
      else contents?.once('did-start-loading', () => item.click());
    },
    [label, when] as const,
  );

describe.skipIf(ELECTRON === null)('a command of the menu (needs Electron)', () => {
  let folder: string;
  let launched: LaunchedElectron;

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-menu-')));
    for (const name of ['app', 'home']) mkdirSync(path.join(folder, name));
    await buildApp(path.join(folder, 'app'));
    await makePhotos(path.join(folder, 'photos'));
    launched = await launchElectron({
      app: path.join(folder, 'app'),
      home: path.join(folder, 'home'),
      words: [path.join(folder, 'photos')],
    });
  }, 180_000);
  afterAll(async () => {
    await launched?.close();
    removeFolder(folder);
  });

  const heading = (name: string) =>
    launched.page.getByRole('heading', { name, exact: true, level: 2 }).waitFor();
  const goTo = async (name: string): Promise<void> => {
    await launched.page.locator(`.sidebar-link[title="${name}"]`).click();
    await heading(name);
  };

  it('that is chosen over the photos, which have commands of their own, is carried out', async () => {
    const { electron, page } = launched;
    await page.locator('.cell').first().waitFor();
    await choose(electron, 'Albums');
    await heading('Albums');
  });

  it('that is chosen while the window steps back is carried out', async () => {
    const { electron, page } = launched;
    await goTo('People');
    await goTo('Settings');
    await choose(electron, 'Albums', 'loading');
    await page.keyboard.press('Escape');
    await heading('Albums');
    expect(await page.evaluate('location.hash')).toBe('#/albums');
  });

  it('that is chosen while the window is loaded again is carried out when it is there', async () => {
    const { electron, page } = launched;
    await goTo('People');
    await choose(electron, 'Duplicates', 'loading');
    await page.reload();
    await heading('Duplicates');
  });
});
