import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strings } from '../../renderer/i18n/strings.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { findings } from './axe-findings.ts';
import { buildApp } from './build-app.ts';
import { CHROMIUM } from './find-browsers.ts';
import { furnishLibrary } from './furnish-library.ts';
import { type LaunchedBrowser, launchBrowser } from './launch-browser.ts';
import { goToScreen, SCREENS, untilPictures } from './screens.ts';

/** axe-core on every screen, in both looks and three widths: nothing that keeps somebody out. */

const WIDTHS = [1280, 700, 400];
const HEIGHT = 820;
const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-axe-')));
const app = path.join(folder, 'app');

beforeAll(async () => {
  if (CHROMIUM === null) return;
  mkdirSync(app);
  await buildApp(app);
}, 180_000);
afterAll(() => removeFolder(folder));

describe.skipIf(CHROMIUM === null)('axe finds nothing (needs Chromium)', () => {
  describe('before there are photos', () => {
    it.each(WIDTHS)(
      'on the first screen, while the first photos come, and with a folder that has none, %i pixels wide',
      async (width) => {
        const home = path.join(folder, `first-${width}`);
        const empty = path.join(home, 'no photos in here');
        mkdirSync(empty, { recursive: true });
        const launched = await launchBrowser({ app, home });
        const { page, library } = launched;
        const t = strings.en;
        try {
          await page.setViewportSize({ width, height: HEIGHT });
          await page.getByRole('heading', { name: t.welcome }).waitFor();
          expect(await findings(page)).toEqual([]);
          await page.getByLabel(t.folderPath).fill(empty);
          await page.getByRole('button', { name: t.add, exact: true }).click();
          await page.getByText(t.noPhotosInFolders).waitFor();
          expect(await findings(page)).toEqual([]);

          const indexing = await library.handlers['indexing.get']({});
          await library.handlers['indexing.set']({ ...indexing, mode: 'gentle' });
          await library.handlers['folders.addSamples']({});
          await page.reload();
          await page.getByRole('gridcell').first().waitFor();
          await library.handlers['index.pause']({});
          await page.locator('.status-bar progress').waitFor();
          expect(await findings(page)).toEqual([]);
          await page.locator('.status-button').click();
          await page.locator('.indexing-now').waitFor();
          expect(await findings(page)).toEqual([]);
        } finally {
          await launched.close();
        }
      },
      120_000,
    );
  });

  describe('with photos', () => {
    const home = path.join(folder, 'home');
    let launched: LaunchedBrowser;
    beforeAll(async () => {
      mkdirSync(home);
      launched = await launchBrowser({ app, home });
      await furnishLibrary(launched.library, { folder: path.join(folder, 'Pictures') });
    }, 180_000);
    afterAll(() => launched?.close());

    describe.each(WIDTHS)('%i pixels wide', (width) => {
      let page: Page;
      beforeAll(async () => {
        page = await launched.open({ viewport: { width, height: HEIGHT }, reducedMotion: 'reduce' });
      });
      it.each(SCREENS)('on the screen “$name”', async (screen) => {
        await goToScreen(page, screen, strings.en);
        expect(await findings(page)).toEqual([]);
      });
    });

    it('on the first screens, in Chinese', async () => {
      const page = await launched.open({
        viewport: { width: 1280, height: HEIGHT },
        locale: 'zh-CN',
        reducedMotion: 'reduce',
      });
      for (const screen of SCREENS.filter(({ name }) =>
        /^(all|results|explore|viewer|settings)/.test(name),
      )) {
        await goToScreen(page, screen, strings.zh);
        await untilPictures(page);
        expect(await findings(page), screen.name).toEqual([]);
      }
    });
  });
});
