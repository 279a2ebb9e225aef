import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strings } from '../../renderer/i18n/strings.ts';
import { ROOT } from '../support/paths.ts';
import { findings } from './axe-findings.ts';
import { CHROMIUM } from './find-browsers.ts';
import type { LaunchedBrowser } from './launch-browser.ts';
import { launchOverFolder } from './launch-over-folder.ts';

const t = strings.en;
const FILMS = path.join(ROOT, 'test', 'fixtures', 'films');

describe.skipIf(CHROMIUM === null)('films (needs Chromium)', () => {
  let launched: LaunchedBrowser;

  beforeAll(async () => {
    launched = await launchOverFolder((folder) => {
      for (const name of ['vp9.webm', 'mjpeg.avi'])
        copyFileSync(path.join(FILMS, name), path.join(folder, name));
    });
  });
  afterAll(() => launched?.close());

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
