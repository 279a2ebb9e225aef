import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strings } from '../../renderer/i18n/strings.ts';
import { copySamples } from '../support/copy-samples.ts';
import { fingerprint } from '../support/fingerprint.ts';
import { findings } from './axe-findings.ts';
import { CHROMIUM } from './find-browsers.ts';
import type { LaunchedBrowser } from './launch-browser.ts';
import { launchOverFolder } from './launch-over-folder.ts';

const t = strings.en;
const PHOTOS = 6;
const SOON = { timeout: 60_000 };

describe.skipIf(CHROMIUM === null)('actions on photos (needs Chromium)', () => {
  let launched: LaunchedBrowser;
  let folder = '';
  let originals: readonly string[] = [];

  beforeAll(async () => {
    launched = await launchOverFolder((files) => {
      folder = files;
      copySamples(files, PHOTOS);
      originals = fingerprint(files);
    });
  });
  afterAll(() => launched?.close());

  const cell = (rank: number) => launched.page.locator(`[data-rank="${rank}"]`);
  const count = (): Promise<number> => launched.page.locator('.cell').count();
  const search = async (text: string): Promise<void> => {
    await launched.page.getByRole('combobox').fill(text);
    await launched.page.getByRole('combobox').blur();
  };
  const focusedRank = (): Promise<unknown> => launched.page.evaluate('document.activeElement.dataset.rank');
  const undo = async (): Promise<void> => {
    await launched.page.keyboard.press('Control+z');
    await launched.page.getByText(/^Undone: ./u).waitFor();
  };

  it('wait for the photos, whose pictures all come', async () => {
    await expect
      .poll(
        () =>
          launched.page
            .locator('.cell img')
            .evaluateAll((images) =>
              images.map((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 0),
            ),
        SOON,
      )
      .toEqual(Array(PHOTOS).fill(true));
  });

  it('show no photo of the list before under the name of another one, while its photos are to come', async () => {
    const { page } = launched;
    let answer = (): void => {};
    const isAnswered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/api', async (route) => {
      const { call } = route.request().postDataJSON() as { call: string };
      if (call === 'search.run') await isAnswered;
      await route.continue();
    });
    await page.getByRole('link', { name: t.favourites, exact: true }).click();
    await page.getByRole('heading', { name: t.favourites }).waitFor();
    expect(await page.locator('.cell img').first().isVisible()).toBe(false);
    answer();
    await page.getByText(t.emptyFavourites).waitFor();
    await page.unroute('**/api');
    await page.getByRole('link', { name: t.photosGrid, exact: true }).click();
    await expect.poll(count).toBe(PHOTOS);
  });

  it('are a menu by the right button and by Shift+F10, which Escape closes at the photo again', async () => {
    const { page } = launched;
    for (const open of [
      () => cell(2).click({ button: 'right' }),
      async () => {
        await cell(2).focus();
        await page.keyboard.press('Shift+F10');
      },
    ]) {
      await open();
      await page.getByRole('menu', { name: t.photoActions }).waitFor();
      expect(await findings(page)).toEqual([]);
      await expect.poll(() => page.evaluate('document.activeElement.role')).toBe('menuitem');
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
      await expect.poll(focusedRank).toBe('2');
    }
  });

  it('turn a photo in the grid and, with its original, in the viewer', async () => {
    const { page } = launched;
    const sides = () =>
      cell(0)
        .locator('img')
        .evaluate((image) => {
          const { naturalWidth, naturalHeight } = image as unknown as Record<string, number>;
          return [naturalWidth, naturalHeight];
        });
    const [width, height] = await sides();
    await cell(0).click({ button: 'right' });
    await page.getByRole('menuitem', { name: t.actionName('rotate-right') }).click();
    await page.getByText(t.photosRotated(1)).waitFor();
    await expect.poll(sides).toEqual([height, width]);
    await cell(0).press('Enter');
    const original = page.locator('dialog.viewer .turn-90 img.shown');
    await original.waitFor();
    const canvas = page.locator('dialog.viewer .canvas:has(.turn-90 img.shown)');
    const [at, of] = [await original.boundingBox(), await canvas.boundingBox()];
    for (const side of ['x', 'y', 'width', 'height'] as const)
      expect(Math.abs((at?.[side] ?? Number.NaN) - (of?.[side] ?? 0))).toBeLessThan(1);
    await page.keyboard.press('R');
    await page.locator('dialog.viewer .turn-none img.shown').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog.viewer').waitFor({ state: 'detached' });
    await expect.poll(sides).toEqual([width, height]);
  });

  it('hide photos from searches that do not ask for them, and undo brings them back', async () => {
    const { page } = launched;
    await cell(1).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByText(t.selected(2)).waitFor();
    await page.keyboard.press('h');
    await page.getByText(t.photosHidden(2)).waitFor();
    await expect.poll(count).toBe(PHOTOS - 2);
    await search('is:hidden');
    await expect.poll(count).toBe(2);
    await expect.poll(() => page.locator('.cell-hidden').count()).toBe(2);
    await search('');
    await undo();
    await expect.poll(count).toBe(PHOTOS);
  });

  it('rate by a number, and date all photos by a year of which nothing finer is known', async () => {
    const { page } = launched;
    await cell(0).focus();
    await page.keyboard.press('g');
    await page.getByRole('dialog', { name: t.ratePhotos(1) }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('5');
    await page.getByText(t.photosRated(1)).waitFor();
    await search('rating:5');
    await expect.poll(count).toBe(1);
    await search('');
    await expect.poll(count).toBe(PHOTOS);
    await cell(0).focus();
    await page.keyboard.press('Control+a');
    await page.getByText(t.selected(PHOTOS)).waitFor();
    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog', { name: t.correctDates(PHOTOS) });
    await dialog.getByText(t.datePrecisionName('year'), { exact: true }).click();
    await dialog.getByLabel(t.givenDate, { exact: true }).fill('1974');
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText(t.photosDated(PHOTOS)).waitFor();
    await search('1974');
    await expect.poll(count).toBe(PHOTOS);
    await undo();
    await expect.poll(count).toBe(0);
    await search('');
    await expect.poll(count).toBe(PHOTOS);
  });

  it('left every original as it was', () => {
    expect(fingerprint(folder)).toEqual(originals);
  });
});
