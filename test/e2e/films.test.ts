import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strings } from '../../renderer/i18n/strings.ts';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import { MODELS, ROOT } from '../support/paths.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { findings } from './axe-findings.ts';
import { buildApp } from './build-app.ts';
import { CHROMIUM, ELECTRON } from './find-browsers.ts';
import type { LaunchedBrowser } from './launch-browser.ts';
import { type LaunchedElectron, launchElectron } from './launch-electron.ts';
import { launchOverFolder } from './launch-over-folder.ts';

const t = strings.en;
const FILMS = path.join(ROOT, 'test', 'fixtures', 'films');

/** Films, some of whose frames only a browser decodes and some of whose nothing decodes, and a live photo. */
async function writeFilms(folder: string): Promise<void> {
  for (const name of ['vp9.webm', 'h264.mp4', 'mpeg4.mp4', 'mjpeg.avi'])
    copyFileSync(path.join(FILMS, name), path.join(folder, name));
  const film = readFileSync(path.join(FILMS, 'vp9.webm'));
  const jpeg = (name: string): Promise<Buffer> =>
    sharp(path.join(MODELS, 'samples', name))
      .resize(640)
      .jpeg()
      .toBuffer();
  writeFileSync(path.join(folder, 'live.jpg'), await jpeg('dog.jpg'));
  // Other bytes than those of the film alone.
  writeFileSync(path.join(folder, 'live.webm'), Buffer.concat([film, VOID]));
}
/** An element of Matroska that players pass over. */
const VOID = Buffer.from([0xec, 0x81, 0]);

async function searchFor(page: Page, text: string): Promise<void> {
  await page.getByRole('combobox').fill(text);
  await page.keyboard.press('Enter');
  // The photos of the search before look the same.
  await page
    .locator('.chip', { hasText: /\w+:(\w+)/.exec(text)?.[1] ?? text })
    .first()
    .waitFor();
  await page.getByRole('listbox').first().waitFor({ state: 'detached' });
}

describe.skipIf(CHROMIUM === null)('films (needs Chromium)', () => {
  let launched: LaunchedBrowser;

  beforeAll(async () => {
    launched = await launchOverFolder(writeFilms);
  });
  afterAll(() => launched?.close());

  const search = (text: string): Promise<void> => searchFor(launched.page, text);

  it('show their length in the grid, and play in the viewer by the space bar', async () => {
    const { page } = launched;
    await page.locator('[role="gridcell"]').nth(1).waitFor();
    await search('type:webm');
    await page.getByRole('gridcell', { name: t.videoOfLength('0:02') }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.locator('[role="gridcell"]').first().press('Enter');
    const film = page.locator('dialog.viewer video.film.shown');
    await film.waitFor();
    expect(await findings(page)).toEqual([]);
    const time = (): Promise<number> =>
      film.evaluate((video) => (video as unknown as { currentTime: number }).currentTime);
    expect(await time()).toBe(0);
    await page.keyboard.press(' ');
    await expect.poll(time, { timeout: 20_000 }).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await page.locator('dialog.viewer').waitFor({ state: 'detached' });
  });

  it('of which no decoder sees a frame show their name in the grid, and the reason in the viewer', async () => {
    const { page } = launched;
    await search('name:mpeg4');
    const cell = page.getByRole('gridcell', { name: t.videoOfLength('0:02') });
    await cell.getByText('mpeg4.mp4').waitFor();
    expect(await findings(page)).toEqual([]);
    await expect
      .poll(() => launched.library.handlers['status.get']({}), { timeout: 30_000 })
      .toMatchObject({ films: { waiting: 0 } });
    await cell.press('Enter');
    const viewer = page.locator('dialog.viewer');
    await viewer.getByText(t.framesUnreadableNote('MPEG4')).waitFor();
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
  });

  it('of VP9 are seen by the open page: found by what is in them, with a poster', async () => {
    const { page } = launched;
    await search('type:webm tree');
    const cell = page.getByRole('gridcell', { name: t.videoOfLength('0:02') }).first();
    await cell.locator('img').waitFor();
    await expect
      .poll(() =>
        cell.locator('img').evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
      )
      .toBe(224);
  });

  it('of live photos play silently over their cells, and in the viewer by the space bar', async () => {
    const { page } = launched;
    // With less motion, nothing plays by itself.
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await search('is:live');
    const cell = page.getByRole('gridcell', { name: t.livePhoto });
    await cell.locator('img').waitFor();
    await page.mouse.move(0, 0);
    await expect.poll(() => cell.locator('video').count()).toBe(0);
    await cell.hover();
    await cell.locator('video.live-film.shown').waitFor();
    expect(await findings(page)).toEqual([]);
    await cell.press('Enter');
    const viewer = page.locator('dialog.viewer');
    await viewer.getByRole('button', { name: t.playLivePhoto }).waitFor();
    expect(await findings(page)).toEqual([]);
    await viewer.focus();
    await page.keyboard.press(' ');
    await viewer.locator('video.live.shown').waitFor();
    // It ends by itself, and the photo is there again.
    await viewer.locator('video.live').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
  });

  it('that the browser cannot play show their poster and say so', async () => {
    const { page } = launched;
    await search('videos type:avi');
    await page.getByRole('gridcell', { name: t.videoOfLength('0:01') }).waitFor();
    await page.locator('[role="gridcell"]').first().press('Enter');
    const viewer = page.locator('dialog.viewer');
    await viewer.getByText(t.videoCannotPlay).waitFor();
    const poster = viewer.locator('img.stand-in').first();
    await expect
      .poll(() => poster.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
      .toBeGreaterThan(0);
    expect(await findings(page)).toEqual([]);
  });
});

describe.skipIf(CHROMIUM === null)('films whose page is closed in the middle (needs Chromium)', () => {
  let launched: LaunchedBrowser;

  beforeAll(async () => {
    launched = await launchOverFolder((folder) =>
      copyFileSync(path.join(FILMS, 'vp9.webm'), path.join(folder, 'vp9.webm')),
    );
  });
  afterAll(() => launched?.close());

  it('are seen by the next page', async () => {
    const { page, library } = launched;
    const isWithFrames = (body: string | null): boolean => body?.includes('"films.decoded"') === true;
    // The page decodes the film, and is closed before the frames arrive.
    const isTaken = new Promise<void>((resolve) => {
      void page.route('**/api*/**', async (route) => {
        if (!isWithFrames(route.request().postData())) return route.continue();
        resolve();
        return undefined;
      });
      void page.route('**/api', async (route) => {
        if (!isWithFrames(route.request().postData())) return route.continue();
        resolve();
        return undefined;
      });
    });
    await isTaken;
    await page.close();
    expect(await library.handlers['status.get']({})).toMatchObject({ films: { waiting: 1, unreadable: 0 } });
    const next = await launched.open({});
    await next.getByRole('combobox').waitFor();
    await expect
      .poll(() => library.handlers['status.get']({}), { timeout: 100_000, interval: 1000 })
      .toMatchObject({ films: { waiting: 0, unreadable: 0 } });
  }, 180_000);
});

describe.skipIf(ELECTRON === null)('films in the desktop app (needs Electron)', () => {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-films-')));
  let launched: LaunchedElectron;

  beforeAll(async () => {
    const [app = '', home = '', files = ''] = ['app', 'home', 'files'].map((name) => path.join(root, name));
    for (const folder of [app, home, files]) mkdirSync(folder);
    await writeFilms(files);
    await buildApp(app);
    const userData = new UserDataWriter(path.join(home, 'library.sqlite'));
    userData.addFolder(Buffer.from(files), 0);
    userData.setSetting('window', { language: 'en', theme: 'dark' });
    userData.close();
    launched = await launchElectron({ app, home });
  });
  afterAll(async () => {
    await launched?.close();
    removeFolder(root);
  });

  it('of H.264 and VP9 are seen by the hidden window, and found by what is in them', async () => {
    const { page } = launched;
    for (const [text, width] of [
      ['type:mp4 lighthouse', 224],
      ['type:webm tree', 224],
    ] as const) {
      await page.getByRole('combobox').fill(text);
      await page.keyboard.press('Enter');
      const poster = page.locator('[role="gridcell"] img').first();
      await poster.waitFor({ timeout: 60_000 });
      await expect
        .poll(() => poster.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
        .toBe(width);
    }
  });

  it('play in the viewer, and so does a live photo', async () => {
    const { page } = launched;
    await searchFor(page, 'type:webm type:video');
    // The search before was of this type, too.
    await page.locator('.chip', { hasText: 'video' }).first().waitFor();
    await page.getByRole('gridcell', { name: t.videoOfLength('0:02') }).press('Enter');
    const viewer = page.locator('dialog.viewer');
    await viewer.locator('video.film.shown').waitFor();
    await page.keyboard.press(' ');
    await expect
      .poll(() =>
        viewer
          .locator('video.film')
          .evaluate((video) => (video as unknown as { currentTime: number }).currentTime),
      )
      .toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    await searchFor(page, 'is:live');
    await page.getByRole('gridcell', { name: t.livePhoto }).press('Enter');
    await viewer.getByRole('button', { name: t.playLivePhoto }).click();
    await viewer.locator('video.live.shown').waitFor();
  });
});
