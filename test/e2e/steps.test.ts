import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePhotos, SMALL_LIBRARY_PHOTOS } from '../integration/entry/http/small-library.ts';
import { fingerprint } from '../support/fingerprint.ts';
import { HAS_PHOTOS, ROOT } from '../support/paths.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { sendSignal } from '../support/send-signal.ts';
import { buildApp } from './build-app.ts';
import { copyPhotos } from './copy-photos.ts';
import { CHROMIUM, ELECTRON } from './find-browsers.ts';
import { findProcesses } from './find-processes.ts';
import { launchBrowser } from './launch-browser.ts';
import { type LaunchedElectron, launchElectron } from './launch-electron.ts';

/** What a person does, in the desktop app and in a browser: one program, one library from step to step. */

const CARRIERS = [
  { carrier: 'the desktop app', isDesktop: true, isThere: ELECTRON !== null, needs: 'Electron' },
  { carrier: 'a browser', isDesktop: false, isThere: CHROMIUM !== null, needs: 'Chromium' },
];
const isLinux = process.platform === 'linux';
const SOON = { timeout: 60_000 };
const VERSION = (JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string })
  .version;

const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-e2e-')));
const photosFolder = path.join(folder, 'photos');
let total = 0;
let originals: readonly string[] = [];

beforeAll(async () => {
  mkdirSync(path.join(folder, 'app'));
  await buildApp(path.join(folder, 'app'));
  await makePhotos(photosFolder);
  total = SMALL_LIBRARY_PHOTOS + copyPhotos(photosFolder);
  for (const name of readdirSync(photosFolder)) chmodSync(path.join(photosFolder, name), 0o444);
  originals = fingerprint(photosFolder);
});
afterAll(() => removeFolder(folder));

describe.each(CARRIERS)('in $carrier', ({ isDesktop, isThere, needs }) => {
  describe.skipIf(!isThere)(`(needs ${needs})`, () => {
    const home = path.join(folder, needs);
    let launched: { page: Page; close(): Promise<void> };
    let page: Page;
    const asked = new Set<string>();
    const complaints: string[] = [];

    const start = async (): Promise<void> => {
      launched = await (isDesktop ? launchElectron : launchBrowser)({ app: path.join(folder, 'app'), home });
      page = launched.page;
      page.on('request', (request) => asked.add(request.url()));
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
    };
    /** By the dialog of the system, or by its path. */
    const chooseFolder = async (wanted: string): Promise<void> => {
      if (isDesktop) {
        await (launched as LaunchedElectron).electron.evaluate(({ dialog }, picked) => {
          dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [picked] });
        }, wanted);
        await page.getByRole('button', { name: 'Choose a folder…' }).click();
      } else {
        await page.getByLabel('Path of a folder on this computer').fill(wanted);
        await page.getByRole('button', { name: 'Add', exact: true }).click();
      }
    };
    const statusText = () => page.locator('.status-text').textContent();
    const box = () => page.getByRole('combobox', { name: 'Search your photos' });
    const search = async (text: string): Promise<void> => {
      await box().fill(text);
      // Its suggestions lie over the photos.
      await box().blur();
      if (text === '') {
        await page.locator('.browse-bar').waitFor();
        // Until all photos are there, those of the search before can still be chosen.
        await expect.poll(() => page.locator('.counts').textContent()).toContain(`${total} photo`);
      } else await page.getByRole('button', { name: `Remove “${text}” from the search` }).waitFor();
    };
    /** A place of the sidebar; a number may follow its name. */
    const place = (name: string) => page.locator(`.sidebar-link[title="${name}"]`);
    const cell = (rank: number) => page.locator(`[data-rank="${rank}"]`);
    const fileName = () => page.locator('.places b').first().textContent();
    const closeViewer = async (): Promise<void> => {
      await page.keyboard.press('Escape');
      await page.locator('dialog.viewer').waitFor({ state: 'detached' });
    };
    /** Goes on from the search box to its photos. */
    const leaveBox = async (): Promise<void> => {
      await box().press('Enter');
      await page.locator('.cell:focus').waitFor();
    };
    /** Names of the first `count` hits, as one who looks through them sees them. */
    const firstNames = async (count: number): Promise<string[]> => {
      await cell(0).click();
      const names: string[] = [];
      for (let i = 0; i < count; i += 1) {
        await page
          .getByText(`${i + 1} of `, { exact: false })
          .first()
          .waitFor();
        names.push((await expect.poll(fileName).not.toBe(names.at(-1)).then(fileName)) ?? '');
        await page.keyboard.press('ArrowRight');
      }
      await closeViewer();
      return names;
    };

    beforeAll(async () => {
      mkdirSync(home);
      await start();
    });
    afterAll(() => launched?.close());

    it('welcomes, takes a folder, and tells when all is looked at', async () => {
      await page.getByRole('heading', { name: 'Find your photos by what is in them' }).waitFor();
      await chooseFolder(photosFolder);
      await expect.poll(statusText, SOON).toBe(`${total} photos, all up to date`);
      await expect.poll(() => page.locator('.counts').textContent(), SOON).toContain(`${total} photo`);
      await expect
        .poll(
          () =>
            page
              .locator('.cell img')
              .evaluateAll((images) =>
                images.map((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 0),
              ),
          SOON,
        )
        .toEqual(Array(total).fill(true));
    });

    it.skipIf(!HAS_PHOTOS)(
      'finds beaches by "beach" and by "海滩" alike (needs ../shared/photos)',
      async () => {
        await search('beach');
        const english = await firstNames(3);
        expect(
          english.every((name) => name.startsWith('wave-')),
          english.join(),
        ).toBe(true);
        await search('海滩');
        expect(await firstNames(3)).toEqual(english);
      },
    );

    it.skipIf(!HAS_PHOTOS)(
      'says why a photo was found, and goes back by the keyboard to where it was (needs ../shared/photos)',
      async () => {
        await search('beach');
        await leaveBox();
        await page.keyboard.press('ArrowRight');
        await page.locator('.cell[data-rank="1"]:focus').waitFor();
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { name: 'Why it was found' }).waitFor();
        await expect.poll(() => page.locator('dialog.viewer li').first().textContent()).toMatch(/beach/i);
        await closeViewer();
        await expect.poll(() => page.evaluate('document.activeElement.dataset.rank')).toBe('1');
      },
    );

    it.skipIf(!HAS_PHOTOS)(
      'shows where the network saw it, looks closely, and goes back step by step (needs ../shared/photos)',
      async () => {
        await search('beach');
        await cell(0).click();
        await page.locator('.details .bars').waitFor();
        await page.keyboard.press('w');
        await page.getByText('Where Beachcomb sees “Beach”').waitFor(SOON);
        const saliency = page.locator('.heat');
        const before = await saliency.boundingBox();
        await page.mouse.move((before?.x ?? 0) + 40, (before?.y ?? 0) + 40);
        await page.mouse.wheel(0, -300);
        await page.locator('.zoom-level').waitFor();
        // The map lies over the picture still.
        await expect
          .poll(async () => (await saliency.boundingBox())?.width)
          .toBeGreaterThan(before?.width ?? 0);
        await page.keyboard.press('Escape');
        await saliency.waitFor({ state: 'detached' });
        await page.keyboard.press('Escape');
        await page.locator('.zoom-level').waitFor({ state: 'detached' });
        await closeViewer();
      },
    );

    it.skipIf(!HAS_PHOTOS)(
      'suggests while one types, and changes the search by its chips (needs ../shared/photos)',
      async () => {
        await search('');
        await box().pressSequentially('bea');
        await page.getByRole('option', { name: /^Beach\b/ }).waitFor();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await expect.poll(() => box().inputValue()).toBe('Beach ');
        await page.getByRole('button', { name: /^Beach, \d+ photos?: change$/ }).click();
        await page.getByRole('menuitem', { name: 'Exclude “Beach”' }).click();
        await expect.poll(() => box().inputValue()).toBe('-Beach');
      },
    );

    it.skipIf(!HAS_PHOTOS)(
      'offers again what was searched for, until that is forgotten (needs ../shared/photos)',
      async () => {
        await search('');
        await box().focus();
        await page.getByRole('option', { name: 'beach', exact: true }).waitFor();
        await page.getByRole('button', { name: 'Clear recent searches' }).click();
        await page.getByRole('option', { name: 'beach', exact: true }).waitFor({ state: 'detached' });
        await box().blur();
      },
    );

    it.skipIf(!HAS_PHOTOS)(
      'takes a no to what was searched for, and takes it back (needs ../shared/photos)',
      async () => {
        await search('beach');
        await leaveBox();
        const first = await cell(0).getAttribute('data-photo');
        await page.keyboard.press('n');
        await page.getByText('Marked as not “Beach”.').waitFor();
        await expect.poll(() => page.locator(`[data-photo="${first}"]`).count()).toBe(0);
        await page.getByRole('button', { name: 'Undo' }).click();
        await expect.poll(() => cell(0).getAttribute('data-photo')).toBe(first);
        await search('');
      },
    );

    it('says what a misspelt word was taken for, and searches for the text as typed where that is wanted', async () => {
      await box().fill('elefant');
      await box().blur();
      await page.getByText('Showing results for elephant. Search instead for elefant.').waitFor();
      await page.getByRole('button', { name: 'Remove “elephant” from the search' }).waitFor();
      await page.getByRole('button', { name: 'Search for “elefant” as typed' }).first().click();
      await page.getByText('Showing results for exactly elefant. Did you mean elephant?').waitFor();
      await page.getByRole('button', { name: 'Remove “elefant” from the search' }).waitFor();
      await expect.poll(() => box().inputValue()).toBe('elefant');
      await page.getByRole('button', { name: 'Search for “elephant”' }).first().click();
      await page.getByText('Did you mean').waitFor({ state: 'detached' });
      await expect.poll(() => box().inputValue()).toBe('elephant');
    });

    it('says which phrase photos were compared with', async () => {
      await box().fill('sunset over the sea');
      await box().blur();
      await page.getByText('looks like: sunset over the sea', { exact: true }).waitFor();
      await expect.poll(() => page.locator('.chip').count()).toBeGreaterThan(1);
      await expect.poll(() => page.locator('.phrase').count()).toBe(1);
    });

    it('takes one meaning of a word, and all of them again', async () => {
      await search('orange');
      const chip = () => page.locator('.chip-button');
      await chip().click();
      await page.getByRole('menuitemradio', { name: 'All meanings', checked: true }).waitFor();
      await page.getByRole('menuitemradio', { name: /^orange\s*colour/ }).click();
      await expect.poll(() => box().inputValue()).toBe('colour:orange');
      await expect.poll(() => chip().textContent()).toContain('only orange (colour)');
      await chip().click();
      await page.getByRole('menuitemradio', { name: /^orange\s*colour/, checked: true }).waitFor();
      await page.getByRole('menuitemradio', { name: 'All meanings' }).click();
      await expect.poll(() => box().inputValue()).toBe('orange');
      await search('');
    });

    it('keeps photos as favourites and in an album, chosen by the keyboard', async () => {
      await cell(0).focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('Shift+ArrowRight');
      await page.getByText('2 selected').waitFor();
      await page.keyboard.press('f');
      await page.getByText('Added 2 photos to Favourites.').waitFor();
      await page.keyboard.press('b');
      await page.getByLabel('New album').fill('Two of them');
      await page.keyboard.press('Enter');
      await page.getByText('Added 2 photos to “Two of them”.').waitFor();
      await page.keyboard.press('Escape');
      await expect.poll(() => page.locator('[aria-selected="true"]').count()).toBe(0);
    });

    it('opens a photo and shows the original', async () => {
      await search('photo-1');
      await expect.poll(() => page.locator('.cell').count()).toBe(1);
      await cell(0).click();
      await expect
        .poll(() =>
          page
            .locator('dialog.viewer img')
            .evaluateAll(
              (images) =>
                images
                  .map((image) => image as unknown as { src: string; naturalWidth: number })
                  .filter(({ src, naturalWidth }) => src.includes('original') && naturalWidth === 321).length,
            ),
        )
        .toBe(1);
      await closeViewer();
      await search('');
    });

    it('shows what there is to explore, and the card of an album leads to its page', async () => {
      await place('Explore').click();
      await page.getByRole('button', { name: 'Two of them, 2 photos' }).click();
      await page.getByRole('heading', { name: 'Two of them', level: 2 }).waitFor();
      await expect.poll(() => box().inputValue()).toBe('');
      await expect.poll(() => page.locator('.cell').count()).toBe(2);
      // What was pressed is gone: its heading has the focus, and no suggestion lies over the photos.
      await expect.poll(() => page.evaluate('document.activeElement.className')).toContain('screen-heading');
      expect(await page.getByRole('option').count()).toBe(0);
      // Back among the cards, at the one that was left, where the arrow keys go from one to the next.
      await page.evaluate('history.back()');
      await expect
        .poll(() => page.locator('.explore-card:focus b').allTextContents())
        .toEqual(['Two of them']);
      await page.keyboard.press('ArrowLeft');
      await expect.poll(() => page.locator('.explore-card:focus b').textContent()).toBe('Favourites');
      await place('Photos').click();
      await cell(0).waitFor();
    });

    it('keeps the speed that was chosen, and speaks Chinese at once', async () => {
      const open = () => page.locator('.status-button').click();
      await open();
      await page.getByText('Gentle', { exact: true }).click();
      await page.getByText('About half a processor').waitFor();
      await page.keyboard.press('Escape');
      await open();
      await expect.poll(() => page.getByRole('radio', { name: 'Gentle' }).isChecked()).toBe(true);
      await page.getByText('Full', { exact: true }).click();
      await page.getByText('Uses the whole computer').waitFor();
      await page.keyboard.press('Escape');
      await expect.poll(statusText, SOON).toBe(`${total} photos, all up to date`);

      await place('Settings').click();
      await page.getByText('中文', { exact: true }).click();
      await page.getByRole('heading', { name: '设置' }).waitFor();
      await page.getByText('English', { exact: true }).click();
      await page.getByRole('heading', { name: 'Settings' }).waitFor();
      await page.keyboard.press('Escape');
    });

    it('tells what is left aside and why, ignores a problem, lists it again, and shows where it lies', async () => {
      const bad = path.join(home, 'bad');
      mkdirSync(bad);
      writeFileSync(path.join(bad, '"><img src=x>.jpg'), Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]));
      writeFileSync(path.join(bad, 'clip.wmv'), 'no photo');
      writeFileSync(path.join(bad, '.away.jpg.icloud'), 'x');
      await place('Folders').click();
      await chooseFolder(bad);
      await page.getByText(/\b1 problem\b/).waitFor(SOON);
      await page.keyboard.press('Escape');
      await page.locator('.status-button').click();
      await page.getByText('1 video, not searched yet').waitFor();
      await page.getByText('1 file is only in the cloud').waitFor();
      await page.getByRole('button', { name: 'See 1 file with a problem' }).click();
      await page.getByRole('heading', { name: '"><img src=x>.jpg' }).waitFor();
      const inFolder = page.getByRole('button', { name: /^Show in folder/ });
      await expect.poll(() => inFolder.count()).toBe(isDesktop ? 1 : 0);
      if (isDesktop) {
        const { electron } = launched as LaunchedElectron;
        await electron.evaluate(({ shell }) => {
          shell.showItemInFolder = (place) => void Object.assign(globalThis, { place });
        });
        await inFolder.click();
        await expect
          .poll(() => electron.evaluate(() => (globalThis as unknown as { place?: string }).place))
          .toBe(path.join(bad, '"><img src=x>.jpg'));
      }
      await page.getByRole('button', { name: /^Ignore until/ }).click();
      await page.getByRole('button', { name: 'Show 1 ignored file' }).click();
      await page.getByText('You ignore these files.').waitFor();
      await page.keyboard.press('Escape');
      // Nowhere is it counted any more.
      await place('Problems').waitFor({ state: 'detached' });
      await page.locator('.status-button').click();
      await page.getByText('1 video, not searched yet').waitFor();
      expect(await page.getByRole('button', { name: /with a problem/ }).count()).toBe(0);
      await page.keyboard.press('Escape');
      // Changed, it is told again.
      writeFileSync(path.join(bad, '"><img src=x>.jpg'), Buffer.from([0xff, 0xd8, 0xff, 0xe1, 1, 2, 3, 4]));
      await place('Problems').click(SOON);
      await page.getByRole('button', { name: /^Ignore until/ }).waitFor();
      await page.keyboard.press('Escape');
    });

    it('copies chosen photos into a folder, progress and all, and overwrites nothing', async () => {
      const copies = path.join(home, 'copies');
      mkdirSync(copies);
      writeFileSync(path.join(copies, 'photo-1.jpg'), 'was there');
      await search('photo-1');
      await expect.poll(() => page.locator('.cell').count()).toBe(1);
      await cell(0).focus();
      await page.keyboard.press('Space');
      await page.getByText('1 selected').waitFor();
      await page.keyboard.press('e');
      await page.getByRole('heading', { name: 'Export 1 photo' }).waitFor();
      if (isDesktop) await chooseFolder(copies);
      else {
        await page.getByLabel('Path of the folder for the copies').fill(copies);
        await page.getByRole('button', { name: 'Export', exact: true }).click();
      }
      await page.getByText('1 file exported.').waitFor();
      const names = readdirSync(copies);
      expect(names).toEqual(expect.arrayContaining(['photo-1.jpg', 'photo-1 (2).jpg']));
      expect(readFileSync(path.join(copies, 'photo-1.jpg'), 'utf8')).toBe('was there');
      expect(readFileSync(path.join(copies, 'photo-1 (2).jpg'))).toEqual(
        readFileSync(path.join(photosFolder, 'photo-1.jpg')),
      );
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('Escape');
      await search('');
    });

    it('copies the picture that is looked at into the clipboard', async () => {
      if (!isDesktop)
        await page
          .context()
          .grantPermissions(['clipboard-read', 'clipboard-write'])
          .catch(() => {});
      await search('photo-1');
      await expect.poll(() => page.locator('.cell').count()).toBe(1);
      await cell(0).click();
      await page.locator('dialog.viewer').waitFor();
      const size = async (): Promise<unknown> =>
        isDesktop
          ? (launched as LaunchedElectron).electron.evaluate(({ clipboard }) =>
              (clipboard as unknown as { readImage(): { getSize(): object } }).readImage().getSize(),
            )
          : page.evaluate(`navigator.clipboard.read()
              .then(([item]) => item.getType('image/png')).then(createImageBitmap)
              .then(({ width, height }) => ({ width, height }))`);
      await page.keyboard.press('c');
      await page.getByText('Picture copied to the clipboard.').waitFor();
      await expect.poll(size).toEqual({ width: 321, height: 240 });
      await closeViewer();
      await search('');
    });

    it('compares what can look at photos, tells the numbers, and keeps the choice', async () => {
      // No engineer's words outside of the settings.
      expect(await page.locator('.status-bar').textContent()).not.toMatch(/CPU|GPU|thread/);
      await page.locator('.status-button').click();
      await page.getByRole('button', { name: 'Performance settings…' }).click();
      await page.getByRole('heading', { name: 'Settings' }).waitFor();
      await page.getByText(/^(For new photos|Processor): CPU/).waitFor();
      const heading = page.getByRole('heading', { name: 'Performance', exact: true });
      await expect.poll(async () => (await heading.boundingBox())?.y ?? 9999).toBeLessThan(200);
      const table = page.getByRole('table', { name: 'Measured on this computer' });
      await table.getByText('not compared yet').first().waitFor();
      // Tests run on the processor, whatever is chosen.
      await page.getByText('BEACHCOMB_ENGINE is set to “onnx-cpu”').waitFor();
      await page.getByRole('button', { name: 'Compare', exact: true }).click();
      await page.getByRole('button', { name: 'Stop' }).waitFor();
      await page.getByText(/^Trying: /).waitFor(SOON);
      await page.getByRole('button', { name: 'Compare again' }).waitFor({ timeout: 120_000 });
      const used = table.getByRole('row', { name: /in use/ });
      await expect
        .poll(() => used.textContent())
        .toMatch(/^CPU \(\d+ threads?\) in use\d[\d.,]* \d+ at once[\d.]+ s0$/);
      expect(await table.textContent()).not.toContain('DirectML');
      await page.getByRole('radio', { name: /8-bit model/ }).click();
      await expect.poll(() => page.getByRole('radio', { name: /8-bit model/ }).isChecked()).toBe(true);
      await page.keyboard.press('Escape');
      await place('Settings').click();
      await expect.poll(() => page.getByRole('radio', { name: /8-bit model/ }).isChecked(), SOON).toBe(true);
      await page.getByRole('radio', { name: /^Automatic/ }).click();
      await expect.poll(() => page.getByRole('radio', { name: /^Automatic/ }).isChecked()).toBe(true);
      await page.getByText(VERSION, { exact: true }).waitFor();
      await page.getByText('beachcomb-photo-2', { exact: true }).waitFor();
      await page.keyboard.press('Escape');
    });

    const itWithMenu = isDesktop ? it : () => {};
    itWithMenu('the menu opens every part, chooses all photos, and tells about itself', async () => {
      const { electron } = launched as LaunchedElectron;
      const choose = (label: string): Promise<void> =>
        electron.evaluate(({ Menu }, wanted) => {
          const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? [];
          items.find((item) => item.label === wanted)?.click();
        }, label);
      const heading = (name: string) => page.getByRole('heading', { name, exact: true, level: 2 });
      for (const part of [
        'Albums',
        'Your labels',
        'Duplicates',
        'Folders',
        'Problems',
        'Settings…',
        'People',
      ]) {
        await choose(part);
        await heading(part.replace('…', '')).waitFor();
      }
      await choose('Back');
      await heading('Settings').waitFor();
      await choose('Back');
      await heading('Problems').waitFor();
      await choose('Forward');
      await heading('Settings').waitFor();
      // The keys and the mouse's buttons that a browser has.
      await page.keyboard.press('Alt+ArrowLeft');
      await heading('Problems').waitFor();
      await page.keyboard.press('Alt+ArrowRight');
      await heading('Settings').waitFor();
      const press = (button: number) =>
        page.evaluate(
          `void document.body.dispatchEvent(new MouseEvent('mouseup', { button: ${button}, bubbles: true }))`,
        );
      await press(3);
      await heading('Problems').waitFor();
      await press(4);
      await heading('Settings').waitFor();
      await page.reload();
      await heading('Settings').waitFor();
      await choose('About Beachcomb');
      const about = page.getByRole('dialog', { name: 'About Beachcomb' });
      await about.getByText(VERSION, { exact: true }).waitFor();
      await about.getByText('Apache-2.0').waitFor();
      await page.keyboard.press('Escape');
      await choose('Explore');
      await page.locator('.explore-card').first().waitFor();
      await choose('Photos');
      await cell(0).waitFor();
      await choose('Select All');
      await page.getByText(`${total} selected`).waitFor();
      await cell(0).focus();
      await page.keyboard.press('Escape');
      // Where something is written, that is what is chosen.
      await box().fill('beach');
      await choose('Select All');
      expect(await page.locator('.selection-bar').count()).toBe(0);
      await expect.poll(() => page.evaluate('getSelection().toString()')).toBe('beach');
      await search('');
    });

    it('reloaded in the middle, it goes on', async () => {
      await page.reload();
      await expect.poll(() => page.locator('.counts').textContent(), SOON).toContain(`${total} photo`);
    });

    it.skipIf(!isLinux)('its indexer killed, it goes on with what is new (Linux only)', async () => {
      const more = path.join(home, 'more');
      await makePhotos(path.join(more, 'of-them'));
      const indexers = (): number[] => findProcesses(path.join(home, 'library.sqlite'));
      // After another engine was chosen it is being started again.
      await expect.poll(indexers, SOON).not.toEqual([]);
      const [indexer] = indexers();
      sendSignal(indexer, 'SIGKILL');
      await place('Folders').click();
      await chooseFolder(more);
      // The same bytes in another place are the same photos.
      await page.getByText('more', { exact: true }).first().waitFor();
      await expect.poll(() => findProcesses(path.join(home, 'library.sqlite')), SOON).not.toEqual([indexer]);
      await page.keyboard.press('Escape');
      await expect.poll(statusText, SOON).toMatch(/photos, all up to date$/);
    });

    // The browser's server is its own host: there is none to kill beside it.
    const itWithHost = isDesktop ? it.skipIf(!isLinux) : () => {};
    itWithHost('its host killed, it says so and goes on (Linux desktop only)', async () => {
      const shell = (launched as LaunchedElectron).electron.process().pid;
      const [host] = findProcesses('host/main.ts', shell);
      expect(host).toBeDefined();
      sendSignal(host, 'SIGKILL');
      await expect
        .poll(async () => {
          await search('photo-2');
          return page.locator('.cell').count();
        }, SOON)
        .toBe(1);
      await search('');
    });

    it('closed and started again, all is still there, and nothing is looked at twice', async () => {
      await launched.close();
      if (isLinux) await expect.poll(() => findProcesses(home), SOON).toEqual([]);
      await start();
      await expect.poll(statusText, SOON).toMatch(/photos, all up to date$/);
      await expect.poll(() => page.locator('.counts').textContent(), SOON).toContain(`${total} photo`);
      await place('Albums').click();
      await page.getByRole('button', { name: 'Open “Favourites”, 2 photos' }).waitFor();
      await page.getByRole('button', { name: 'Open “Two of them”, 2 photos' }).click();
      await page.getByRole('heading', { name: 'Two of them', level: 2 }).waitFor();
      await expect.poll(() => page.locator('.cell').count()).toBe(2);
    });

    it('left every photo as it was: bytes, time to the nanosecond, mode', () => {
      expect(fingerprint(photosFolder)).toEqual(originals);
      recordAttempt({
        suite: 'faults',
        what: `All that a person does, in ${isDesktop ? 'the desktop app' : 'a browser'}, over read-only photos`,
        times: total,
        outcome: 'every file the same: bytes, time to the nanosecond, mode',
        lost: 0,
      });
    });

    it('asked nobody else for anything, and broke no rule of its policy', () => {
      const own = new URL(page.url()).origin;
      const schemes = isDesktop
        ? /^(app:\/\/beachcomb\/|photo:\/\/|data:|blob:)/
        : /^(http:\/\/127\.0\.0\.1:\d+\/|data:)/;
      expect(
        [...asked].filter((url) => !schemes.test(url)),
        own,
      ).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });
});
