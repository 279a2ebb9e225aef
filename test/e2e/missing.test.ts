import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, renameSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strings } from '../../renderer/i18n/strings.ts';
import { MODELS } from '../support/paths.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { CHROMIUM } from './find-browsers.ts';
import type { LaunchedBrowser } from './launch-browser.ts';
import { launchOverFolder } from './launch-over-folder.ts';

const SAMPLES = path.join(MODELS, 'samples');
const NAMES = readdirSync(SAMPLES)
  .filter((name) => name.endsWith('.jpg'))
  .slice(0, 16);
const GONE = NAMES.slice(0, 3);
const LEFT = NAMES.length - GONE.length;
const t = strings.en;
const SOON = { timeout: 60_000 };

describe.skipIf(CHROMIUM === null)('photos whose files are moved away (needs Chromium)', () => {
  const away = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-away-')));
  let photos = '';
  let launched: LaunchedBrowser;

  beforeAll(async () => {
    launched = await launchOverFolder((folder) => {
      photos = folder;
      for (const name of NAMES) copyFileSync(path.join(SAMPLES, name), path.join(folder, name));
    });
  });
  afterAll(async () => {
    await launched?.close();
    removeFolder(away);
  });

  const move = async (from: string, to: string): Promise<void> => {
    mkdirSync(to, { recursive: true });
    for (const name of GONE) renameSync(path.join(from, name), path.join(to, name));
    await launched.library.handlers['index.rescan']({});
  };
  const counts = () => launched.page.locator('.counts').textContent();
  const notice = () => launched.page.getByRole('button', { name: t.missingNotice(GONE.length) });

  it('are announced, lead to their folder and to themselves, and are all there when they are back', async () => {
    const { page } = launched;
    await page
      .getByText(t.phase('idle', NAMES.length, NAMES.length))
      .first()
      .waitFor(SOON);
    await move(photos, away);
    await notice().waitFor(SOON);
    // Header and footer count the same photos.
    await page
      .getByText(t.phase('idle', LEFT, LEFT))
      .first()
      .waitFor(SOON);
    await expect.poll(counts, SOON).toBe(t.photos(LEFT));

    await notice().click();
    const folder = page.getByRole('listitem', { name: path.basename(photos) });
    await folder.getByText(t.files(LEFT), { exact: true }).waitFor();
    await folder.getByText(`${GONE.length} photos have been missing`).waitFor();
    await folder.getByRole('button', { name: t.showMissing }).click();
    await expect.poll(() => page.locator('.cell.missing').count(), SOON).toBe(GONE.length);
    expect(await counts()).toBe(t.photos(GONE.length));

    await page.getByRole('combobox').fill(`name:${GONE[0]}`);
    await page.getByRole('combobox').blur();
    await page.getByText(t.missingMatch(1)).waitFor();
    await page.getByRole('button', { name: t.showMissing }).click();
    await expect.poll(() => page.locator('.cell.missing').count(), SOON).toBe(1);

    await page.getByRole('combobox').fill('');
    await move(away, photos);
    await notice().waitFor({ ...SOON, state: 'detached' });
    await expect.poll(counts, SOON).toBe(t.photos(NAMES.length));
  }, 240_000);
});
