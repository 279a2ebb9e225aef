import { mkdirSync, mkdtempSync, readdirSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { todayOf } from '../../renderer/features/memories/memory-words.ts';
import { strings } from '../../renderer/i18n/strings.ts';
import { DEFAULT_SETTINGS } from '../../src/api/contract/settings-calls.ts';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import { ROOT } from '../support/paths.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { findings } from './axe-findings.ts';
import { buildApp } from './build-app.ts';
import { CHROMIUM, ELECTRON } from './find-browsers.ts';
import type { LaunchedBrowser } from './launch-browser.ts';
import { type LaunchedElectron, launchElectron } from './launch-electron.ts';
import { launchOverFolder } from './launch-over-folder.ts';
import { go } from './screens.ts';

const t = strings.en;
const SAMPLES = path.join(ROOT, 'models', 'samples');
const YEARS_AGO = 3;
/** Of the day in an earlier year, and of all. */
const [OF_DAY, ALL] = [4, 6];
const SOON = { timeout: 60_000 };
const title = t.memoryYearsAgo(YEARS_AGO);

/** Photos dated by their names: four of this day three years ago, hours apart, and two of today. */
async function writePhotos(folder: string): Promise<void> {
  const names = readdirSync(SAMPLES).filter((name) =>
    /^(beach|bus|cactus|dog|lighthouse|parrots)\.jpg$/.test(name),
  );
  const today = todayOf(new Date()).replaceAll('-', '');
  const then = `${Number(today.slice(0, 4)) - YEARS_AGO}${today.slice(4)}`;
  for (const [at, name] of names.entries())
    await sharp(path.join(SAMPLES, name))
      .resize(1000)
      .jpeg()
      .toFile(path.join(folder, `IMG_${at < OF_DAY ? then : today}_1${at}0000.jpg`));
}

describe.skipIf(CHROMIUM === null)('memories and slideshow (needs Chromium)', () => {
  let launched: LaunchedBrowser;

  beforeAll(async () => {
    launched = await launchOverFolder(writePhotos);
  });
  afterAll(() => launched?.close());

  const row = () => launched.page.getByRole('region', { name: t.memories });
  const card = () => row().getByRole('link', { name: new RegExp(`^${title}`) });
  const show = () => launched.page.getByRole('dialog', { name: t.slideshow });
  const current = () => launched.page.locator('.slide.current');
  const place = (n: number, total: number) => show().getByText(t.placeInOrder(n, total), { exact: true });

  it('wait for the photos to be recognised', async () => {
    await expect.poll(() => launched.page.locator('.cell').count(), SOON).toBe(ALL);
    await expect
      .poll(async () => (await launched.library.handlers['status.get']({})).phase, SOON)
      .toBe('idle');
    await launched.page.reload();
  });

  it('show this day three years ago above the photos, as a page with an address that a reload keeps', async () => {
    const { page } = launched;
    await card().click();
    await page.getByRole('heading', { name: title, level: 2 }).waitFor();
    await expect.poll(() => page.locator('.cell').count()).toBe(OF_DAY);
    await page.reload();
    await page.getByRole('heading', { name: title, level: 2 }).waitFor();
    await expect.poll(() => page.locator('.cell').count()).toBe(OF_DAY);
  });

  it('play as a slideshow: over the whole screen, by keys, without more than three pictures', async () => {
    const { page } = launched;
    await page.getByRole('button', { name: t.memoryPlay, exact: true }).click();
    await current().waitFor();
    await expect.poll(() => page.evaluate('document.fullscreenElement !== null')).toBe(true);
    await place(1, OF_DAY).waitFor();
    await page.keyboard.press(' ');
    await page.keyboard.press('ArrowRight');
    await place(2, OF_DAY).waitFor();
    expect(await page.locator('.slide').count()).toBeLessThanOrEqual(3);
    await page.keyboard.press('ArrowLeft');
    await place(1, OF_DAY).waitFor();
    // Paused, it stays: the next picture is there, decoded, and not seen.
    expect(
      await page
        .locator('.slide.next')
        .evaluate((one) =>
          (one as unknown as { computedStyleMap(): Map<string, { toString(): string }> })
            .computedStyleMap()
            .get('opacity')
            ?.toString(),
        ),
    ).toBe('0');
    await page.keyboard.press('Escape');
    await show().waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate('document.fullscreenElement')).toBe(null);
  });

  it('have nothing that keeps somebody out, in both looks', async () => {
    const { page } = launched;
    for (const colorScheme of ['light', 'dark'] as const) {
      await launched.library.handlers['settings.set']({
        ...DEFAULT_SETTINGS,
        language: 'en',
        theme: colorScheme,
      });
      await page.evaluate("location.hash = ''");
      await page.reload();
      await card().waitFor();
      expect(await findings(page)).toEqual([]);
      await card().click();
      await page.getByRole('button', { name: t.memoryHide }).waitFor();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: t.memoryPlay, exact: true }).click();
      await current().waitFor();
      await page.keyboard.press(' ');
      await show().getByRole('button', { name: t.slideshowPlay, exact: true }).waitFor();
      // Once nothing fades any more.
      await page.locator('.slide.leaving').waitFor({ state: 'detached' });
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await launched.library.handlers['settings.set']({ ...DEFAULT_SETTINGS, language: 'en', theme: 'light' });
  });

  it('stay hidden after a reload, until they are let in again', async () => {
    const { page } = launched;
    await page.getByRole('button', { name: t.memoryHide }).click();
    await page.getByRole('menuitem', { name: t.memoryHideThis }).click();
    await page.getByText(t.memoriesNone).waitFor();
    await page.evaluate("location.hash = ''");
    await page.reload();
    await page.locator('.cell').first().waitFor();
    await expect.poll(() => page.locator('.cell').count()).toBe(ALL);
    expect(await row().count()).toBe(0);
    await page.evaluate("location.hash = '#/settings/memories'");
    await page.getByRole('button', { name: /^Show again: / }).click();
    await page.getByRole('heading', { name: t.memoriesHidden }).waitFor({ state: 'detached' });
    await go(page, t.photosGrid);
    await card().waitFor();
  });

  it('are played from the focused photo of any list, by P', async () => {
    const { page } = launched;
    await page.locator('[data-rank="2"]').focus();
    await page.keyboard.press('p');
    await place(3, ALL).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowRight');
    await place(4, ALL).waitFor();
    await page.keyboard.press('Escape');
    await show().waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate('document.activeElement.dataset.rank')).toBe('3');
  });
});

describe.skipIf(ELECTRON === null)('a slideshow in the desktop app (needs Electron)', () => {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-show-')));
  const [app = '', home = '', files = ''] = ['app', 'home', 'files'].map((name) => path.join(root, name));
  let launched: LaunchedElectron | undefined;
  afterAll(async () => {
    await launched?.close();
    removeFolder(root);
  });

  it('is started by F5, fills the screen, keeps it on, and leaves the window as it was', async () => {
    for (const folder of [app, home, files]) mkdirSync(folder);
    await writePhotos(files);
    await buildApp(app);
    const userData = new UserDataWriter(path.join(home, 'library.sqlite'));
    userData.addFolder(Buffer.from(files), 0);
    userData.setSetting('window', { language: 'en', theme: 'light' });
    userData.close();
    launched = await launchElectron({ app, home });
    const { page, electron } = launched;
    const isFull = (): Promise<boolean | undefined> =>
      electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFullScreen());
    const isAwake = (): Promise<boolean> =>
      electron.evaluate(({ powerSaveBlocker }) => powerSaveBlocker.isStarted(0));
    await page.locator('[data-rank="1"]').focus();
    await electron.evaluate(({ Menu }) => {
      const item = Menu.getApplicationMenu()
        ?.items.flatMap(({ submenu }) => submenu?.items ?? [])
        .find(({ accelerator }) => accelerator === 'F5');
      item?.click();
    });
    await page.locator('.slide.current').waitFor();
    await expect.poll(isFull, SOON).toBe(true);
    await expect.poll(isAwake, SOON).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: t.slideshow }).waitFor({ state: 'detached' });
    await expect.poll(isFull, SOON).toBe(false);
    await expect.poll(isAwake, SOON).toBe(false);
  }, 180_000);
});
