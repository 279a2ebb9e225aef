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
const FIXTURES = path.join(ROOT, 'test', 'fixtures', 'ocr');

describe.skipIf(CHROMIUM === null)('text in photos (needs Chromium)', () => {
  let launched: LaunchedBrowser;

  beforeAll(async () => {
    launched = await launchOverFolder((folder) => {
      for (const name of ['sign.png', 'receipt.png'])
        copyFileSync(path.join(FIXTURES, name), path.join(folder, name));
    });
  });
  afterAll(() => launched?.close());

  it('is found after indexing, marked in the viewer where it stands, listed and copied', async () => {
    const { page, library } = launched;
    await page.locator('[role="gridcell"]').nth(1).waitFor();
    const isRead = async (): Promise<boolean> => {
      const { phase, done } = await library.handlers['status.get']({});
      const { likely } = await library.handlers['search.run']({
        text: '"beach entrance"',
        sort: 'relevance',
        offset: 0,
        limit: 1,
      });
      return phase === 'idle' && done === 2 && likely === 1;
    };
    await expect.poll(isRead, { timeout: 60_000, interval: 200 }).toBe(true);
    await page.getByRole('combobox').fill('"beach entrance"');
    await page.keyboard.press('Enter');
    // No longer all photos.
    await page.locator('.chip').first().waitFor();
    await page.locator('[role="gridcell"]').first().dblclick();
    const viewer = page.locator('dialog.viewer');
    await viewer.getByText('Text in the photo: beach entrance', { exact: false }).waitFor();
    const mark = viewer.locator('.found-text polygon');
    await mark.waitFor({ state: 'attached' });
    await expect.poll(() => mark.count()).toBe(1);
    // Over the lower line of the sign, within the picture.
    const [box, picture] = await Promise.all([
      mark.boundingBox(),
      viewer.locator('.canvas').nth(0).boundingBox(),
    ]);
    if (box === null || picture === null) throw new Error('The mark or the picture has no box.');
    expect(box.width).toBeGreaterThan(picture.width * 0.2);
    expect(box.x).toBeGreaterThanOrEqual(picture.x);
    expect(box.x + box.width).toBeLessThanOrEqual(picture.x + picture.width + 1);
    expect(await findings(page)).toEqual([]);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await viewer.getByRole('button', { name: '海滩入口' }).click();
    await page.getByText(t.textCopied).waitFor();
    await expect.poll(() => page.evaluate<string>('navigator.clipboard.readText()')).toBe('海滩入口');
  });

  it('is off and forgotten by its switch', async () => {
    const { page, library } = launched;
    await page.reload();
    // A reload comes back to the open photo.
    const viewer = page.locator('dialog.viewer');
    await viewer.waitFor();
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    await page.locator('.status-button').click();
    const analyserSwitch = page.getByRole('checkbox', { name: t.analysers.text.name });
    await analyserSwitch.click();
    await page.getByRole('button', { name: t.turnOff }).click();
    await expect.poll(() => analyserSwitch.isChecked(), { timeout: 60_000 }).toBe(false);
    const lines = async (): Promise<number> => {
      const { hits } = await library.handlers['search.run']({
        text: '',
        sort: 'relevance',
        offset: 0,
        limit: 2,
      });
      const texts = await Promise.all(
        hits.map(({ photo }) => library.handlers['photo.get']({ photo, text: '' })),
      );
      return texts.reduce((sum, { text }) => sum + text.length, 0);
    };
    await expect.poll(lines, { timeout: 60_000, interval: 200 }).toBe(0);
    expect(await library.handlers['indexing.get']({})).toMatchObject({ analysers: { text: false } });
  });
});
