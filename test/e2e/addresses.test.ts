import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strings } from '../../renderer/i18n/strings.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { buildApp } from './build-app.ts';
import { CHROMIUM } from './find-browsers.ts';
import { type LaunchedBrowser, launchBrowser } from './launch-browser.ts';
import { makeLibrary } from './make-library.ts';
import { go, SCREEN_NAMES, WINDOW_SCREENS } from './screens.ts';

/** Every screen, search and photo has an address; Back, Forward and a reload come to it. */

const t = strings.en;
const PHOTOS = 2000;
const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-addresses-')));

beforeAll(async () => {
  if (CHROMIUM === null) return;
  for (const name of ['app', 'home']) mkdirSync(path.join(folder, name));
  await buildApp(path.join(folder, 'app'));
  makeLibrary(path.join(folder, 'home', 'library.sqlite'), PHOTOS, () => ({}));
}, 180_000);
afterAll(() => removeFolder(folder));

describe.skipIf(CHROMIUM === null)('addresses (needs Chromium)', () => {
  let launched: LaunchedBrowser;
  let page: Page;
  const asked: string[] = [];
  beforeAll(async () => {
    launched = await launchBrowser({ app: path.join(folder, 'app'), home: path.join(folder, 'home') });
    page = await launched.open({ viewport: { width: 1280, height: 820 }, reducedMotion: 'reduce' });
    page.on('request', (request) => asked.push(request.url()));
    const { album } = await launched.library.handlers['albums.add']({ name: 'Some', search: null });
    const { hits } = await launched.library.handlers['search.run']({
      text: '',
      sort: 'date',
      offset: 0,
      limit: 3,
    });
    await launched.library.handlers['albums.set']({
      album,
      photos: hits.map(({ photo }) => photo),
      on: true,
    });
  }, 180_000);
  afterAll(() => launched?.close());

  const cells = () => page.locator('.cell');
  const heading = () => page.locator('.screen-heading:visible');
  const hash = async (): Promise<string> => (await page.evaluate('location.hash')) as string;
  const openAt = async (fragment: string): Promise<void> => {
    await page.evaluate(`location.hash = ${JSON.stringify(fragment)}`);
    await page.reload();
  };
  const home = async (): Promise<void> => {
    await openAt('');
    await page.locator('[data-rank="0"]').waitFor();
  };
  /** The first photo that is wholly in view, and where it is. */
  const topPhoto = () =>
    page.evaluate(`(() => {
      const view = document.querySelector('.scroller').getBoundingClientRect();
      const cell = [...document.querySelectorAll('.cell[data-photo]')]
        .map((one) => [one.dataset.photo, Math.round(one.getBoundingClientRect().top - view.top)])
        .filter(([, top]) => top >= 0)
        .sort((a, b) => a[1] - b[1])[0];
      return cell ?? null;
    })()`) as Promise<[string, number] | null>;
  const scrollTo = (top: number): Promise<unknown> =>
    page.evaluate(`void (document.querySelector('.scroller').scrollTop = ${top})`);

  it.each(SCREEN_NAMES)(
    '%s comes by the sidebar and by its address, and is there after a reload',
    async (name) => {
      const label = WINDOW_SCREENS[name].name(t);
      await home();
      // Without a problem, its row is not in the sidebar.
      if (name !== 'problems') {
        await go(page, label);
        await expect.poll(() => heading().allTextContents()).toEqual([label]);
        // A map writes what of it is in view into its address.
        await expect.poll(hash).toMatch(name === 'photos' ? /^$/ : new RegExp(`^#/${name}(/|$)`));
        await page.reload();
        await expect.poll(() => heading().allTextContents()).toEqual([label]);
      }
      await home();
      await openAt(`#/${name}`);
      await expect.poll(() => heading().allTextContents()).toEqual([label]);
      await expect.poll(() => page.locator('[aria-current="page"]').getAttribute('title')).toBe(label);
    },
  );

  it('an album has an address, with its name above its photos', async () => {
    await home();
    await go(page, t.albums);
    await page.getByRole('button', { name: t.openAlbum('Some', 3) }).click();
    await expect.poll(() => heading().allTextContents()).toEqual(['Some']);
    await expect.poll(() => cells().count()).toBe(3);
    await expect.poll(hash).toMatch(/^#\/albums\/\d+$/);
    await page.reload();
    await expect.poll(() => cells().count()).toBe(3);
    await page.goBack();
    await expect.poll(() => heading().allTextContents()).toEqual([t.albums]);
  });

  it('a reload comes back to the search, its order, and the photo that is open, with its neighbours', async () => {
    await home();
    await page.getByRole('combobox').fill('type:jpeg');
    await page.locator('.chip').waitFor();
    await page.locator('[data-rank="4"]').click();
    await page.keyboard.press('ArrowRight');
    const viewer = page.locator('dialog.viewer');
    await expect.poll(() => viewer.getAttribute('aria-label')).toBe(t.photoOf(6, PHOTOS));
    await page.reload();
    await expect.poll(() => viewer.getAttribute('aria-label')).toBe(t.photoOf(6, PHOTOS));
    await expect.poll(() => page.getByRole('combobox').first().inputValue()).toBe('type:jpeg');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => viewer.getAttribute('aria-label')).toBe(t.photoOf(5, PHOTOS));
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate('document.activeElement.dataset.rank')).toBe('4');
    await page.goBack();
    await expect.poll(() => page.getByRole('combobox').inputValue()).toBe('');
  });

  it('a photo far down, whose page is not here, is found by its address alone', async () => {
    const { hits } = await launched.library.handlers['search.run']({
      text: '',
      sort: 'date',
      offset: 1700,
      limit: 1,
    });
    await openAt(`#/photos?photo=${hits[0]?.photo}`);
    await expect
      .poll(() => page.locator('dialog.viewer').getAttribute('aria-label'))
      .toBe(t.photoOf(1701, PHOTOS));
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate('document.activeElement.dataset.rank')).toBe('1700');
  });

  it('a photo that is gone says so, and leads to the list', async () => {
    await home();
    await page.evaluate(`location.hash = '#/photos?photo=999999'`);
    await page.getByText(t.photoGone).waitFor();
    await cells().first().waitFor();
    await expect.poll(hash).toBe('');
  });

  it('the timeline is where it was after a reload, after Back from a page, and after Back from a search', async () => {
    await home();
    await scrollTo(9000);
    await expect.poll(topPhoto).not.toBeNull();
    // Once it stands still.
    let before = await topPhoto();
    await expect
      .poll(async () => {
        const [last, now] = [before, await topPhoto()];
        before = now;
        return JSON.stringify(last) === JSON.stringify(now);
      })
      .toBe(true);
    await expect.poll(() => page.evaluate('history.state?.place?.rank ?? 0')).toBeGreaterThan(0);
    await page.reload();
    await expect.poll(topPhoto).toEqual(before);
    await go(page, t.settings);
    await expect.poll(() => heading().allTextContents()).toEqual([t.settings]);
    await page.goBack();
    await expect.poll(topPhoto).toEqual(before);
    await page.getByRole('combobox').fill('type:jpeg');
    await page.locator('.chip').waitFor();
    await page.goBack();
    await expect.poll(topPhoto).toEqual(before);
    await page.goForward();
    await expect.poll(() => page.getByRole('combobox').inputValue()).toBe('type:jpeg');
  });

  it.each([1280, 700, 560, 400, 320])(
    'the search box is twelve characters wide and nothing is cut off, %i pixels wide',
    async (width) => {
      await page.setViewportSize({ width, height: width === 320 ? 200 : 700 });
      for (const name of SCREEN_NAMES) {
        await openAt(`#/${name}`);
        await heading().waitFor();
        const box = page.getByRole('combobox').first();
        await box.fill(name === 'photos' ? 'a' : '');
        const room = await page.evaluate<number>(`(() => {
          const input = document.querySelector('.search-box input');
          const pen = document.createElement('canvas').getContext('2d');
          pen.font = getComputedStyle(input).font;
          return input.clientWidth / pen.measureText('0').width;
        })()`);
        expect(room, name).toBeGreaterThanOrEqual(12);
        await expect
          .poll(() => page.evaluate('document.documentElement.scrollWidth'), { message: name })
          .toBe(width);
        const content = await page.locator('main').boundingBox();
        expect(content?.height, name).toBeGreaterThan(width === 320 ? 90 : 450);
      }
      await page.setViewportSize({ width: 1280, height: 820 });
    },
  );

  it('no server was sent a word of an address', () => {
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter((url) => /jpeg|photos\?|albums|999999/.test(url))).toEqual([]);
  });
});
