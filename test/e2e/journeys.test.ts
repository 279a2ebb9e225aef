import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { strings } from '../../renderer/i18n/strings.ts';
import { copySamples } from '../support/copy-samples.ts';
import { fingerprint } from '../support/fingerprint.ts';
import { ownDataHome } from '../support/own-data-home.ts';
import { ROOT } from '../support/paths.ts';
import { CHROMIUM } from './find-browsers.ts';
import { Hand } from './hand.ts';
import { fillJourneyFolder, JOURNEY_FILES } from './journey-library.ts';
import type { LaunchedBrowser } from './launch-browser.ts';
import { launchOverFolder } from './launch-over-folder.ts';
import { untilIndexed } from './until-indexed.ts';

const t = strings.en;
const SOON = { timeout: 90_000 };
const TABLE = path.join(ROOT, 'docs', 'journeys.md');
const { copied, copies, scans, bad } = JOURNEY_FILES;

describe.skipIf(CHROMIUM === null || process.platform !== 'linux')(
  'the journeys of a gallery, counted (needs Chromium and Linux)',
  () => {
    let launched: LaunchedBrowser;
    let page: Page;
    let hand: Hand;
    let folder = '';
    let originals: readonly string[] = [];
    const elsewhere = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-journeys-')));
    const data = ownDataHome();
    const counted = new Map<string, string>();

    beforeAll(async () => {
      data.use();
      launched = await launchOverFolder(async (files) => {
        folder = files;
        await fillJourneyFolder(files);
        originals = fingerprint(files);
      });
      page = launched.page;
      await untilIndexed(launched.library, 240_000);
    }, 300_000);
    afterAll(async () => {
      await launched?.close();
      data.remove();
      rmSync(elsewhere, { recursive: true, force: true });
    });

    const box = () => page.getByRole('combobox', { name: 'Search your photos' });
    const cell = (rank: number) => page.locator(`.cell[data-rank="${rank}"]`);
    const place = (name: string) => page.locator(`.sidebar-link[title="${name}"]`);
    const shown = async (): Promise<string> => (await page.locator('.counts').textContent()) ?? '';
    /** Types a search, and goes on to its photos. */
    const search = async (text: string): Promise<void> => {
      await hand.click(box());
      await hand.type(text);
      await page
        .getByRole('button', { name: /^Remove “/ })
        .first()
        .waitFor();
      await hand.press('Enter');
      await page.locator('.cell:focus').waitFor();
    };
    const undo = async (): Promise<void> => {
      await page.keyboard.press('Control+z');
      await page.getByText(t.takenBack).first().waitFor();
    };
    /** Ends a journey that `hand` counted. */
    const done = (name: string): void => void counted.set(name, hand.count);
    /** Each begins at the timeline, with the pointer nowhere. */
    const begin = async (): Promise<void> => {
      await page.evaluate("location.hash = ''");
      await expect.poll(() => box().inputValue()).toBe('');
      await page.locator('.cell').first().waitFor();
      hand = new Hand(page);
    };
    afterEach(async () => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    });

    it('beach photos of one year into an album', async () => {
      await begin();
      await search('beach 2019');
      await hand.press('Control+a', 'b');
      await page.getByLabel(t.newAlbum).waitFor();
      await hand.type('Beach 2019');
      await hand.press('Enter');
      await expect
        .poll(async () => (await launched.library.handlers['albums.list']({})).map(({ name }) => name))
        .toEqual(['Beach 2019']);
      await expect
        .poll(async () => (await launched.library.handlers['albums.list']({}))[0]?.photos)
        .toBeGreaterThan(0);
      done('Beach photos of one year into an album');
    });

    it('my dog by teaching', async () => {
      await begin();
      await search('dog 2018');
      await hand.press('Space', 'Shift+ArrowRight', 'l');
      await page.getByRole('combobox', { name: t.addLabel }).waitFor();
      await hand.type('Rex');
      await page.getByRole('option', { name: t.makeLabel('Rex') }).waitFor();
      await hand.press('Enter');
      await page.getByText(t.markedAs('Rex', 2)).waitFor();
      await page.keyboard.press('Escape');
      await search('Rex');
      await expect.poll(async () => await page.locator('.cell').count()).toBeGreaterThanOrEqual(2);
      done('My dog by teaching');
    });

    it('one city', async () => {
      await begin();
      await search('Paris');
      await expect.poll(shown).toContain('2 photos');
      done('One city');
    });

    it('50 duplicates', async () => {
      await begin();
      await hand.click(place('Duplicates'));
      await hand.click(page.getByText(t.duplicateKind('exact'), { exact: true }));
      await expect.poll(() => page.locator('.duplicate-group').count(), SOON).toBe(copied);
      await hand.click(page.getByRole('button', { name: t.cleanUp, exact: true }));
      await hand.click(page.getByRole('dialog').getByRole('button', { name: t.moveToTrash }));
      await page.getByText(t.trashed(0, copied * copies)).waitFor();
      for (let copy = 1; copy <= copies; copy += 1)
        expect(readdirSync(path.join(folder, `Copy ${copy}`))).toEqual([]);
      done('Clean up 50 duplicates');
      await undo();
    });

    it('20 labels corrected', async () => {
      await begin();
      await search('dog folder:Scans');
      await hand.press('Space');
      await hand.click(cell(19), 'Shift');
      await page.getByText(t.selected(20)).waitFor();
      await hand.press('n');
      await page.getByText(t.markedAsNot('Dog', 20)).waitFor();
      done('Correct 20 labels');
      await undo();
    });

    it('30 photos out', async () => {
      await begin();
      await search('folder:Scans');
      await hand.press('Space');
      // The wheel is no click.
      await cell(0).hover();
      await expect
        .poll(async () => {
          await page.mouse.wheel(0, 200);
          return await cell(29).isVisible();
        })
        .toBe(true);
      await hand.click(cell(29), 'Shift');
      await page.getByText(t.selected(30)).waitFor();
      await hand.press('Shift+D');
      await page.getByRole('dialog').getByRole('button', { name: t.downloadNow }).waitFor();
      const [download] = await Promise.all([page.waitForEvent('download'), hand.press('Enter')]);
      expect(readFileSync(await download.path()).readUInt16LE(0)).toBe(0x4b50);
      done('Export 30');
    });

    it('a folder added, vanished, back', async () => {
      await begin();
      const added = path.join(elsewhere, 'Added');
      mkdirSync(added);
      copySamples(added, 3);
      for (const name of readdirSync(added))
        writeFileSync(path.join(added, name), readFileSync(path.join(added, name)).subarray(0, -2));
      await hand.click(place('Folders'));
      await hand.click(page.getByLabel(t.folderPath));
      await hand.type(added);
      await hand.press('Enter');
      const card = page.getByRole('listitem', { name: 'Added' });
      await card.getByText(t.files(3), { exact: true }).waitFor(SOON);
      renameSync(added, `${added} away`);
      await launched.library.handlers['index.rescan']({});
      await card.getByText(t.folderAway).waitFor(SOON);
      renameSync(`${added} away`, added);
      await launched.library.handlers['index.rescan']({});
      await card.getByText(t.folderAway).waitFor({ ...SOON, state: 'detached' });
      await card.getByText(t.files(3), { exact: true }).waitFor(SOON);
      done('A folder added, vanished, back');
    });

    it('a broken file', async () => {
      await begin();
      await hand.click(place('Problems'));
      await hand.click(page.getByRole('button', { name: t.ignoreFile('broken.jpg') }));
      await page.getByRole('button', { name: t.ignoreFile('broken.jpg') }).waitFor({ state: 'detached' });
      done('A broken file seen and ignored');
    });

    it('ten years without typing', async () => {
      await begin();
      const timeline = page.getByRole('slider');
      const sections = (): Promise<string | null> => timeline.getAttribute('aria-valuemax');
      expect(Number(await sections())).toBeGreaterThan(5);
      const bounds = await timeline.boundingBox();
      if (bounds === null) throw new Error('The timeline is not there.');
      await hand.click(timeline);
      await timeline.focus();
      await hand.press('End');
      await expect
        .poll(async () => (await timeline.getAttribute('aria-valuenow')) === (await sections()))
        .toBe(true);
      done('Browse ten years without typing');
    });

    it('a film', async () => {
      await begin();
      await hand.click(place('Videos'));
      await expect.poll(shown).toContain('1 ');
      await cell(0).waitFor();
      done('Find a film');
    });

    it('a person and a place', async () => {
      await begin();
      await search('Anna Example Bruges');
      await expect.poll(shown).toContain('1 photo');
      done('A person and a place');
    });

    it('a slideshow', async () => {
      await begin();
      await cell(0).focus();
      await hand.press('p');
      await page.getByRole('dialog', { name: t.slideshow }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name: t.slideshow }).waitFor({ state: 'detached' });
      done('A slideshow');
    });

    it('a wrong date on 40 scans', async () => {
      await begin();
      await search('folder:Scans');
      await hand.press('Control+a', 'd');
      const dialog = page.getByRole('dialog', { name: t.correctDates(scans) });
      await hand.click(dialog.getByText(t.datePrecisionName('year'), { exact: true }));
      await hand.click(dialog.getByLabel(t.givenDate, { exact: true }));
      await page.keyboard.press('Control+a');
      await hand.type('1974');
      await hand.press('Enter');
      await page.getByText(t.photosDated(scans)).waitFor();
      done('A wrong date on 40 scans');
      await undo();
    });

    it('12 bad shots removed, and one of them back', async () => {
      await begin();
      await search('folder:Bad');
      await hand.press('Control+a');
      await page.getByText(t.selected(bad)).waitFor();
      await hand.press('Delete');
      await page.getByText(t.trashUndoable).waitFor();
      await hand.press('Enter');
      await page.getByText(t.trashed(bad, bad)).waitFor();
      await hand.press('Control+z');
      await page.getByText(t.takenBack).first().waitFor();
      await expect.poll(() => page.locator('.cell').count()).toBe(bad);
      await cell(0).focus();
      await hand.press('Control+a');
      await hand.click(cell(0), 'Control');
      await page.getByText(t.selected(bad - 1)).waitFor();
      await hand.press('Delete');
      await page.getByText(t.trashUndoable).waitFor();
      await hand.press('Enter');
      await expect.poll(() => readdirSync(path.join(folder, 'Bad'))).toHaveLength(1);
      done('Remove 12 bad shots and bring one back');
      await undo();
      expect(readdirSync(path.join(folder, 'Bad'))).toHaveLength(bad);
    });

    it('left every original as it was, and are as many steps as docs/journeys.md states', () => {
      const files = (lines: readonly string[]): string[] => lines.filter((line) => !line.endsWith(' '));
      expect(files(fingerprint(folder))).toEqual(files(originals));
      const rows = new Map(
        readFileSync(TABLE, 'utf8')
          .split('\n')
          .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
          .map((line) => line.split('|').map((field) => field.trim()))
          .map(([, name = '', here = '']) => [name, here]),
      );
      rows.delete('journey');
      expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(rows));
    });
  },
);
