import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strings } from '../../renderer/i18n/strings.ts';
import { copySamples } from '../support/copy-samples.ts';
import { fingerprint } from '../support/fingerprint.ts';
import { ownDataHome } from '../support/own-data-home.ts';
import { findings } from './axe-findings.ts';
import { CHROMIUM } from './find-browsers.ts';
import type { LaunchedBrowser } from './launch-browser.ts';
import { launchOverFolder } from './launch-over-folder.ts';

const t = strings.en;
const PHOTOS = 16;
const BAD = 12;
const SOON = { timeout: 60_000 };
const isLinux = process.platform === 'linux';

describe.skipIf(CHROMIUM === null || !isLinux)('bad shots (needs Chromium and Linux)', () => {
  let launched: LaunchedBrowser;
  let folder = '';
  let originals: readonly string[] = [];
  const data = ownDataHome();

  beforeAll(async () => {
    data.use();
    launched = await launchOverFolder((files) => {
      folder = files;
      copySamples(files, PHOTOS);
      originals = fingerprint(files);
    });
  });
  afterAll(async () => {
    await launched?.close();
    data.remove();
  });

  const cell = (rank: number) => launched.page.locator(`[data-rank="${rank}"]`);
  const count = (): Promise<number> => launched.page.locator('.cell').count();
  const inTrash = (): number => {
    const files = path.join(data.folder, 'Trash', 'files');
    return existsSync(files) ? readdirSync(files).length : 0;
  };

  it('are removed by four gestures, 12 at once, after a dialog that states what will happen', async () => {
    const { page } = launched;
    await page
      .getByText(t.phase('idle', PHOTOS, PHOTOS))
      .first()
      .waitFor(SOON);
    // A click with the control key, one with Shift, Delete, Enter. Google Photos: click, Shift and click, bin, confirm.
    await cell(0).click({ modifiers: ['Control'] });
    await cell(BAD - 1).click({ modifiers: ['Shift'] });
    await page.getByText(t.selected(BAD)).waitFor();
    await page.keyboard.press('Delete');
    const dialog = page.getByRole('dialog', { name: t.photosToTrash(BAD) });
    await dialog.getByText(`${BAD} photos (${BAD} files`).waitFor();
    await dialog.getByText(t.trashUndoable).waitFor();
    expect(await findings(page)).toEqual([]);
    expect([readdirSync(folder).length, inTrash()]).toEqual([PHOTOS, 0]);

    await page.keyboard.press('Enter');
    await page.getByText(t.trashed(BAD, BAD)).waitFor();
    await expect.poll(count).toBe(PHOTOS - BAD);
    // The keyboard stays in the grid.
    await expect.poll(() => page.evaluate('document.activeElement.dataset.rank')).toBeDefined();
    expect([readdirSync(folder).length, inTrash()]).toEqual([PHOTOS - BAD, BAD]);
    expect(await page.getByRole('button', { name: /missing/ }).count()).toBe(0);
  });

  it('come back by one press, after a reload too, with every byte', async () => {
    const { page } = launched;
    await page.reload();
    await expect.poll(count).toBe(PHOTOS - BAD);
    await page.keyboard.press('Control+z');
    await page.getByText(/^Undone: ./u).waitFor();
    await expect.poll(count).toBe(PHOTOS);
    expect(fingerprint(folder)).toEqual(originals);
    expect(inTrash()).toBe(0);
  });

  it('leaves the keyboard in the grid, by the key and by the bar', async () => {
    const { page } = launched;
    const focused = (): Promise<unknown> => page.evaluate('document.activeElement.dataset.photo');
    const confirm = async (): Promise<void> => {
      await page.getByRole('dialog', { name: t.photosToTrash(1) }).waitFor();
      await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe(t.moveToTrash);
      await page.keyboard.press('Enter');
    };
    for (const [left, way] of [
      [PHOTOS - 1, 'key'],
      [PHOTOS - 2, 'bar'],
    ] as const) {
      await cell(2).focus();
      const gone = await focused();
      if (way === 'key') await page.keyboard.press('Delete');
      else {
        await page.keyboard.press(' ');
        const bar = page.getByRole('region', { name: t.selection });
        await bar.getByRole('button', { name: t.actionName('trash') }).click();
      }
      await confirm();
      await expect.poll(count).toBe(left);
      await expect.poll(focused).toMatch(/^\d+$/u);
      expect(await focused()).not.toBe(gone);
    }
    for (const left of [PHOTOS - 1, PHOTOS]) {
      await page.keyboard.press('Control+z');
      await expect.poll(count).toBe(left);
    }
  });

  it('are removed one after another in the viewer, which goes on to the next, and back to the one that comes back', async () => {
    const { page } = launched;
    await cell(0).dblclick();
    const viewer = page.locator('dialog.viewer');
    await viewer.waitFor();
    const place = () => viewer.getAttribute('aria-label');
    const address = (): Promise<string> => page.evaluate<string>('location.hash');
    let last = '';
    for (const left of [PHOTOS - 1, PHOTOS - 2]) {
      last = await address();
      await page.keyboard.press('Delete');
      await page.getByRole('dialog', { name: t.photosToTrash(1) }).waitFor();
      await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe(t.moveToTrash);
      await page.keyboard.press('Enter');
      await expect.poll(place).toBe(t.photoOf(1, left));
    }
    expect(inTrash()).toBe(2);
    await page.keyboard.press('Control+z');
    await expect.poll(place).toBe(t.photoOf(1, PHOTOS - 1));
    await expect.poll(address).toBe(last);
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    await expect.poll(count).toBe(PHOTOS - 1);
    expect(inTrash()).toBe(1);
  });

  it('are listed with their pictures as long as they are in the trash, and put back from there', async () => {
    const { page } = launched;
    await page.getByRole('link', { name: t.removed }).click();
    await page.getByRole('heading', { name: t.removed }).waitFor();
    const picture = page.locator('.removed-photos img');
    await expect
      .poll(() => picture.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth))
      .toBeGreaterThan(0);
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: t.putBackNamed(t.photos(1)) }).click();
    await page.getByText(t.removedNone).waitFor();
    expect(fingerprint(folder)).toEqual(originals);
    expect(inTrash()).toBe(0);
    await page.keyboard.press('Escape');
    await expect.poll(count).toBe(PHOTOS);
  });

  it('stay at Escape and at Cancel, and undo that cannot bring all back says so', async () => {
    const { page } = launched;
    await cell(0).click({ modifiers: ['Control'] });
    for (const leave of [
      () => page.keyboard.press('Escape'),
      () => page.getByRole('button', { name: t.cancel }).click(),
    ]) {
      await page.keyboard.press('Delete');
      const dialog = page.getByRole('dialog', { name: t.photosToTrash(1) });
      await dialog.waitFor();
      await leave();
      await dialog.waitFor({ state: 'detached' });
    }
    await expect.poll(count).toBe(PHOTOS);
    await page.keyboard.press('Delete');
    await page.getByText(t.trashUndoable).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(count).toBe(PHOTOS - 1);
    rmSync(path.join(data.folder, 'Trash'), { recursive: true });
    await page.getByRole('button', { name: t.undo }).click();
    await page.getByText(t.whyFailed({ code: 'not-in-trash' })).waitFor();
    await expect.poll(count).toBe(PHOTOS - 1);
  });
});
