import { readFileSync } from 'node:fs';
import type { Download } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strings } from '../../renderer/i18n/strings.ts';
import { copySamples } from '../support/copy-samples.ts';
import { fingerprint } from '../support/fingerprint.ts';
import { findings } from './axe-findings.ts';
import { CHROMIUM } from './find-browsers.ts';
import type { LaunchedBrowser } from './launch-browser.ts';
import { launchOverFolder } from './launch-over-folder.ts';

const t = strings.en;
const PHOTOS = 4;

describe.skipIf(CHROMIUM === null)('photos that leave the window (needs Chromium)', () => {
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
  const dialog = (name: string) => launched.page.getByRole('dialog', { name });
  const download = async (photos: number): Promise<Download> => {
    const { page } = launched;
    await page.keyboard.press('Shift+D');
    await dialog(t.downloadOf(photos)).getByRole('button', { name: t.downloadNow }).waitFor();
    expect(await findings(page)).toEqual([]);
    // Its button has the focus.
    const [started] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    await page.getByText(t.downloadStarted).waitFor();
    await dialog(t.downloadOf(photos)).waitFor({ state: 'detached' });
    return started;
  };

  it('are downloaded: one as its file, all as an archive', async () => {
    const { page } = launched;
    await expect.poll(() => page.locator('.cell').count(), { timeout: 60_000 }).toBe(PHOTOS);
    await cell(0).focus();
    const one = await download(1);
    expect(one.suggestedFilename()).toMatch(/^[\w-]+\.jpg$/);
    expect([...readFileSync(await one.path()).subarray(0, 2)]).toEqual([0xff, 0xd8]);
    await page.keyboard.press('Control+a');
    const all = await download(PHOTOS);
    expect(all.suggestedFilename()).toMatch(/^Beachcomb \d{4}-\d\d-\d\d\.zip$/);
    const archive = readFileSync(await all.path());
    expect(archive.toString('latin1', 0, 4)).toBe('PK\x03\x04');
    const sizes = originals.length;
    expect([archive.readUInt16LE(archive.length - 12), sizes > 0]).toEqual([PHOTOS, true]);
  });

  it('are printed, each on a page, turned as the user turned it', async () => {
    const { page } = launched;
    // The dialog of the system cannot be read; what it would print is asked for instead.
    await page.evaluate('window.printed = 0; window.print = () => { window.printed += 1; }');
    await page.keyboard.press('Escape');
    await cell(0).focus();
    await page.keyboard.press('r');
    await page.getByText(t.photosRotated(1)).waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Shift+P');
    await expect.poll(() => page.evaluate('window.printed')).toBe(1);
    await expect.poll(() => page.locator('.print-page').count()).toBe(PHOTOS);
    await expect.poll(() => page.locator('.print-page .turn-90').count()).toBe(1);
    const paper = (await page.pdf({ format: 'A5' })).toString('latin1');
    expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(PHOTOS);
    // No word of the window is on them.
    expect(paper).not.toContain('/Type /Font');
    expect(await findings(page)).toEqual([]);
    await page.evaluate('window.dispatchEvent(new Event("afterprint"))');
    await dialog(t.printOf(PHOTOS)).waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('.print-page').count()).toBe(0);
    await page.keyboard.press('Control+z');
    await page.getByText(/^Undone: ./u).waitFor();
  });

  it('are shared through the menu of the browser, where it has one', async () => {
    const page = await launched.open({});
    // Chromium on Linux has none: the menu stands in, all before it is real.
    await page.addInitScript(`
      navigator.canShare = () => true;
      navigator.share = async ({ files }) => {
        window.shared = files.map(({ name, type, size }) => [name, type, size > 1000]);
      };
    `);
    await page.reload();
    await page.locator('.cell').first().waitFor();
    await page.locator('[data-rank="0"]').focus();
    await page.keyboard.press('Shift+S');
    await page.getByRole('button', { name: t.shareNow, exact: true }).and(page.locator(':enabled')).click();
    await expect
      .poll(() => page.evaluate('window.shared'))
      .toEqual([[expect.stringMatching(/\.jpg$/), 'image/jpeg', true]]);
    await page.close();
    // The other window has no such action.
    await cell(0).click({ button: 'right' });
    await launched.page.getByRole('menuitem', { name: t.actionName('print') }).waitFor();
    expect(await launched.page.getByRole('menuitem', { name: t.actionName('share') }).count()).toBe(0);
    expect(await launched.page.getByRole('menuitem', { name: t.actionName('wallpaper') }).count()).toBe(0);
  });

  it('left every original as it was', () => {
    expect(fingerprint(folder)).toEqual(originals);
  });
});
