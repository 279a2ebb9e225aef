import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { strings } from '../../renderer/i18n/strings.ts';
import type { Client } from '../../src/api/client.ts';
import { copySamples } from '../support/copy-samples.ts';
import type { Hand } from './hand.ts';
import { JOURNEY_FILES } from './journey-library.ts';

const t = strings.en;
const SOON = { timeout: 90_000 };
const { copied, copies, scans, bad } = JOURNEY_FILES;

/** Who goes on a journey: at the timeline of a library as `fillJourneyFolder` makes it. */
export interface Traveller {
  readonly page: Page;
  /** Counts what it does. */
  readonly hand: Hand;
  /** The folder of the photos. */
  readonly folder: string;
  /** An empty folder beside it. */
  readonly elsewhere: string;
  readonly call: Client;
  readonly ways: Ways;
}

/** What a browser and the desktop app do each in its own way. */
export interface Ways {
  /** Adds a folder on its screen. */
  readonly addFolder: (hand: Hand, wanted: string) => Promise<void>;
  /**
   * Exports the chosen photos.
   * @param into an empty folder, for a carrier that exports into one
   * @returns how many files came out
   */
  readonly exportChosen: (hand: Hand, into: string) => Promise<number>;
}

/** What people do in a gallery, a row of docs/journeys.md. */
export interface Journey {
  readonly name: string;
  /** @returns what was counted; what follows to leave the library as it was is not */
  readonly run: (who: Traveller) => Promise<string>;
}

/** Gestures that journeys share. */
function gesturesOf({ page, hand }: Traveller) {
  const box = () => page.getByRole('combobox', { name: 'Search your photos' });
  return {
    box,
    cell: (rank: number) => page.locator(`.cell[data-rank="${rank}"]`),
    place: (name: string) => page.locator(`.sidebar-link[title="${name}"]`),
    shown: async (): Promise<string> => (await page.locator('.counts').textContent()) ?? '',
    /** Types a search, and goes on to its photos. */
    search: async (text: string): Promise<void> => {
      await hand.click(box());
      await hand.type(text);
      // A chip of this search, not of one before it.
      const words = text.split(/[\s:]/).join('|');
      await page
        .locator('.chip', { hasText: new RegExp(words, 'i') })
        .first()
        .waitFor();
      await hand.press('Enter');
      await page.locator('.cell:focus').waitFor();
    },
    undo: async (): Promise<void> => {
      await page.keyboard.press('Control+z');
      await page
        .getByText(/^Undone: ./u)
        .first()
        .waitFor();
    },
  };
}

export const JOURNEYS: readonly Journey[] = [
  {
    name: 'Beach photos of one year into an album',
    run: async (who) => {
      const { page, hand, call } = who;
      const { search } = gesturesOf(who);
      await search('beach 2019');
      await hand.press('Control+a', 'b');
      await page.getByLabel(t.newAlbum).waitFor();
      await hand.type('Beach 2019');
      await hand.press('Enter');
      await expect
        .poll(async () => (await call('albums.list', {})).map(({ name }) => name))
        .toEqual(['Beach 2019']);
      await expect.poll(async () => (await call('albums.list', {}))[0]?.photos).toBeGreaterThan(0);
      return hand.count;
    },
  },
  {
    name: 'My dog by teaching',
    run: async (who) => {
      const { page, hand } = who;
      const { search } = gesturesOf(who);
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
      return hand.count;
    },
  },
  {
    name: 'One city',
    run: async (who) => {
      const { hand } = who;
      const { shown, search } = gesturesOf(who);
      await search('Paris');
      await expect.poll(shown).toContain('2 photos');
      return hand.count;
    },
  },
  {
    name: 'Clean up 50 duplicates',
    run: async (who) => {
      const { page, hand, folder } = who;
      const { place, undo } = gesturesOf(who);
      await hand.click(place('Duplicates'));
      await hand.click(page.getByText(t.duplicateKind('exact'), { exact: true }));
      await expect.poll(() => page.locator('.duplicate-group').count(), SOON).toBe(copied);
      await hand.click(page.getByRole('button', { name: t.cleanUp, exact: true }));
      await hand.click(page.getByRole('dialog').getByRole('button', { name: t.moveToTrash }));
      await page.getByText(t.trashed(0, copied * copies)).waitFor();
      for (let copy = 1; copy <= copies; copy += 1)
        expect(readdirSync(path.join(folder, `Copy ${copy}`))).toEqual([]);
      const counted = hand.count;
      await undo();
      return counted;
    },
  },
  {
    name: 'Correct 20 labels',
    run: async (who) => {
      const { page, hand } = who;
      const { cell, search, undo } = gesturesOf(who);
      await search('dog folder:Scans');
      await hand.press('Space');
      await hand.click(cell(19), 'Shift');
      await page.getByText(t.selected(20)).waitFor();
      await hand.press('n');
      await page.getByText(t.markedAsNot('Dog', 20)).waitFor();
      const counted = hand.count;
      await undo();
      return counted;
    },
  },
  {
    name: 'Export 30',
    run: async (who) => {
      const { page, hand, elsewhere, ways } = who;
      const { cell, search } = gesturesOf(who);
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
      const exported = path.join(elsewhere, 'Exported');
      mkdirSync(exported);
      expect(await ways.exportChosen(hand, exported)).toBe(30);
      return hand.count;
    },
  },
  {
    name: 'A folder added, vanished, back',
    run: async (who) => {
      const { page, hand, elsewhere, call, ways } = who;
      const { place } = gesturesOf(who);
      const added = path.join(elsewhere, 'Added');
      mkdirSync(added);
      copySamples(added, 3);
      for (const name of readdirSync(added))
        writeFileSync(path.join(added, name), readFileSync(path.join(added, name)).subarray(0, -2));
      await hand.click(place('Folders'));
      await ways.addFolder(hand, added);
      const card = page.getByRole('listitem', { name: 'Added' });
      await card.getByText(t.files(3), { exact: true }).waitFor(SOON);
      renameSync(added, `${added} away`);
      await call('index.rescan', {});
      await card.getByText(t.folderAway).waitFor(SOON);
      renameSync(`${added} away`, added);
      await call('index.rescan', {});
      await card.getByText(t.folderAway).waitFor({ ...SOON, state: 'detached' });
      await card.getByText(t.files(3), { exact: true }).waitFor(SOON);
      return hand.count;
    },
  },
  {
    name: 'A broken file seen and ignored',
    run: async (who) => {
      const { page, hand } = who;
      const { place } = gesturesOf(who);
      await hand.click(place('Problems'));
      await hand.click(page.getByRole('button', { name: t.ignoreFile('broken.jpg') }));
      await page.getByRole('button', { name: t.ignoreFile('broken.jpg') }).waitFor({ state: 'detached' });
      return hand.count;
    },
  },
  {
    name: 'Browse ten years without typing',
    run: async (who) => {
      const { page, hand } = who;
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
      return hand.count;
    },
  },
  {
    name: 'Find a film',
    run: async (who) => {
      const { hand } = who;
      const { cell, place, shown } = gesturesOf(who);
      await hand.click(place('Videos'));
      await expect.poll(shown).toContain('1 ');
      await cell(0).waitFor();
      return hand.count;
    },
  },
  {
    name: 'A person and a place',
    run: async (who) => {
      const { hand } = who;
      const { shown, search } = gesturesOf(who);
      await search('Anna Example Bruges');
      await expect.poll(shown).toContain('1 photo');
      return hand.count;
    },
  },
  {
    name: 'A slideshow',
    run: async (who) => {
      const { page, hand } = who;
      const { cell } = gesturesOf(who);
      await cell(0).focus();
      await hand.press('p');
      await page.getByRole('dialog', { name: t.slideshow }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name: t.slideshow }).waitFor({ state: 'detached' });
      return hand.count;
    },
  },
  {
    name: 'A wrong date on 40 scans',
    run: async (who) => {
      const { page, hand } = who;
      const { search, undo } = gesturesOf(who);
      await search('folder:Scans');
      await hand.press('Control+a', 'd');
      const dialog = page.getByRole('dialog', { name: t.correctDates(scans) });
      await hand.click(dialog.getByText(t.datePrecisionName('year'), { exact: true }));
      await hand.click(dialog.getByLabel(t.givenDate, { exact: true }));
      await page.keyboard.press('Control+a');
      await hand.type('1974');
      await hand.press('Enter');
      await page.getByText(t.photosDated(scans)).waitFor();
      const counted = hand.count;
      await undo();
      return counted;
    },
  },
  {
    name: 'Remove 12 bad shots and bring one back',
    run: async (who) => {
      const { page, hand, folder } = who;
      const { cell, search, undo } = gesturesOf(who);
      await search('folder:Bad');
      await hand.press('Control+a');
      await page.getByText(t.selected(bad)).waitFor();
      await hand.press('Delete');
      await page.getByText(t.trashUndoable).waitFor();
      await hand.press('Enter');
      await page.getByText(t.trashed(bad, bad)).waitFor();
      await hand.press('Control+z');
      await page
        .getByText(/^Undone: ./u)
        .first()
        .waitFor();
      await expect.poll(() => page.locator('.cell').count()).toBe(bad);
      await cell(0).focus();
      await hand.press('Control+a');
      await hand.click(cell(0), 'Control');
      await page.getByText(t.selected(bad - 1)).waitFor();
      await hand.press('Delete');
      await page.getByText(t.trashUndoable).waitFor();
      await hand.press('Enter');
      await page.getByText(t.trashed(bad - 1, bad - 1)).waitFor();
      expect(readdirSync(path.join(folder, 'Bad'))).toHaveLength(1);
      const counted = hand.count;
      await undo();
      // The message of the first undo may still stand.
      await expect.poll(() => readdirSync(path.join(folder, 'Bad')), SOON).toHaveLength(bad);
      return counted;
    },
  },
];
