import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strings } from '../../renderer/i18n/strings.ts';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import { ROOT } from '../support/paths.ts';
import { findings } from './axe-findings.ts';
import { buildApp } from './build-app.ts';
import { CHROMIUM } from './find-browsers.ts';
import { type LaunchedBrowser, launchBrowser } from './launch-browser.ts';

const t = strings.en;
const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-e2e-')));
const FILMS = path.join(ROOT, 'test', 'fixtures', 'films');

describe.skipIf(CHROMIUM === null)('films (needs Chromium)', () => {
  let launched: LaunchedBrowser;

  beforeAll(async () => {
    for (const name of ['app', 'home', 'films']) mkdirSync(path.join(folder, name));
    for (const name of ['vp9.webm', 'mjpeg.avi'])
      copyFileSync(path.join(FILMS, name), path.join(folder, 'films', name));
    await buildApp(path.join(folder, 'app'));
    const userData = new UserDataWriter(path.join(folder, 'home', 'library.sqlite'));
    userData.addFolder(Buffer.from(path.join(folder, 'films')), 0);
    userData.setSetting('window', { language: 'en', theme: 'light' });
    userData.close();
    launched = await launchBrowser({ app: path.join(folder, 'app'), home: path.join(folder, 'home') });
  });
  afterAll(async () => {
    await launched.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const search = async (text: string): Promise<void> => {
    await launched.page.getByRole('combobox').fill(text);
    await launched.page.keyboard.press('Enter');
  };

  it('show their length in the grid, and play in the viewer by the space bar', async () => {
    const { page } = launched;
    await page.locator('[role="gridcell"]').nth(1).waitFor();
    await search('type:webm');
    await page.getByRole('gridcell', { name: t.videoOfLength('0:02') }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.locator('[role="gridcell"]').first().press('Enter');
    const film = page.locator('dialog.viewer video.film.shown');
    await film.waitFor();
    expect(await findings(page)).toEqual([]);
    const time = (): Promise<number> =>
      film.evaluate((video) => (video as unknown as { currentTime: number }).currentTime);
    expect(await time()).toBe(0);
    await page.keyboard.press(' ');
    await expect.poll(time, { timeout: 20_000 }).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await page.locator('dialog.viewer').waitFor({ state: 'detached' });
  });

  it('that the browser cannot play show their poster and say so', async () => {
    const { page } = launched;
    await search('videos type:avi');
    await page.getByRole('gridcell', { name: t.videoOfLength('0:01') }).waitFor();
    await page.locator('[role="gridcell"]').first().press('Enter');
    const viewer = page.locator('dialog.viewer');
    await viewer.getByText(t.videoCannotPlay).waitFor();
    const poster = viewer.locator('img.stand-in').first();
    await expect
      .poll(() => poster.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
      .toBeGreaterThan(0);
    expect(await findings(page)).toEqual([]);
  });
});
