import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strings } from '../../renderer/i18n/strings.ts';
import { fingerprint } from '../support/fingerprint.ts';
import { ownDataHome } from '../support/own-data-home.ts';
import { MODELS } from '../support/paths.ts';
import { findings } from './axe-findings.ts';
import { CHROMIUM } from './find-browsers.ts';
import type { LaunchedBrowser } from './launch-browser.ts';
import { launchOverFolder } from './launch-over-folder.ts';

const t = strings.en;
const SAMPLES = path.join(MODELS, 'samples');
const NAMES = readdirSync(SAMPLES)
  .filter((name) => name.endsWith('.jpg'))
  .slice(0, 10);
/** So many copies of each, in a folder of its own: 50 duplicates. */
const COPIES = 5;
const SMALL = 2;
/** The files of a folder, without its directories, whose times change. */
const filesOf = (folder: string): string[] => fingerprint(folder).filter((line) => !line.endsWith(' '));
const SOON = { timeout: 60_000 };

describe.skipIf(CHROMIUM === null || process.platform !== 'linux')(
  'duplicates in the window (needs Chromium and Linux)',
  () => {
    let launched: LaunchedBrowser;
    let folder = '';
    let originals: readonly string[] = [];
    const data = ownDataHome();

    beforeAll(async () => {
      data.use();
      launched = await launchOverFolder(async (files) => {
        folder = files;
        for (const name of NAMES) copyFileSync(path.join(SAMPLES, name), path.join(files, name));
        for (let at = 1; at <= COPIES; at++) {
          mkdirSync(path.join(files, `Copy ${at}`));
          for (const name of NAMES)
            copyFileSync(path.join(SAMPLES, name), path.join(files, `Copy ${at}`, name));
        }
        for (const name of NAMES.slice(0, SMALL))
          await sharp(path.join(SAMPLES, name))
            .resize(200)
            .toFile(path.join(files, `small-${name}`));
        originals = filesOf(files);
      });
    });
    afterAll(async () => {
      await launched?.close();
      data.remove();
    });
    const clean = () => launched.page.getByRole('button', { name: t.cleanUp, exact: true });

    it('are near ones at first, of which none goes that was not chosen', async () => {
      const { page } = launched;
      const all = NAMES.length + SMALL;
      await page
        .getByText(t.phase('idle', all, all))
        .or(page.getByText(t.phase('idle', originals.length, originals.length)))
        .first()
        .waitFor(SOON);
      await page.evaluate("location.hash = '#/duplicates'");
      await expect.poll(() => page.locator('.duplicate-group').count(), SOON).toBe(SMALL);
      await expect.poll(() => clean().isDisabled()).toBe(true);
      await page.getByText(t.bestBecause('size')).first().waitFor();
      expect(await findings(page)).toEqual([]);
    });

    it('of the same bytes, 50 of them, go by three clicks, with a preview, and come back by one', async () => {
      const { page } = launched;
      await page.getByText(t.duplicateKind('exact'), { exact: true }).click();
      await expect.poll(() => page.locator('.duplicate-group').count()).toBe(NAMES.length);
      await clean().click();
      const dialog = page.getByRole('dialog', { name: t.cleanUpDuplicates });
      const gone = NAMES.length * COPIES;
      await dialog.getByText(t.cleanUpPlan(NAMES.length, NAMES.length, gone)).waitFor();
      expect(await findings(page)).toEqual([]);
      await dialog.getByRole('button', { name: t.moveToTrash }).click();
      await page.getByText(t.trashed(0, gone)).waitFor();
      for (let at = 1; at <= COPIES; at++) expect(readdirSync(path.join(folder, `Copy ${at}`))).toEqual([]);
      for (const name of NAMES) expect(readdirSync(folder)).toContain(name);
      await page.getByText(t.noDuplicates).waitFor();

      await page.getByRole('button', { name: t.undo }).click();
      await page.getByText(/^Undone: ./u).waitFor();
      expect(filesOf(folder)).toEqual(originals);
      await expect.poll(() => page.locator('.duplicate-group').count()).toBe(NAMES.length);
    });

    it('go one group at a time, where another copy is kept than the best', async () => {
      const { page } = launched;
      await page.getByText(t.duplicateKind('near'), { exact: true }).click();
      const group = page.locator('.duplicate-group').first();
      const [best, small] = [group.locator('.duplicate').nth(0), group.locator('.duplicate').nth(1)];
      await group.getByRole('checkbox', { name: t.cleanUpGroup(2) }).check();
      await small.getByRole('checkbox').check();
      await best.getByRole('checkbox').uncheck();
      const name = (await best.locator('b').textContent()) ?? '';
      await clean().click();
      const dialog = page.getByRole('dialog', { name: t.cleanUpDuplicates });
      await dialog.getByText(t.cleanUpPlan(1, 1, 1)).waitFor();
      await dialog.getByRole('button', { name: t.moveToTrash }).click();
      await expect.poll(() => page.locator('.duplicate-group').count()).toBe(SMALL - 1);
      expect(readdirSync(folder)).not.toContain(name);
      expect(readdirSync(folder)).toContain(`small-${name}`);
    });
  },
);
