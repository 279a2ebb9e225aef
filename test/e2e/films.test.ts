import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strings } from '../../renderer/i18n/strings.ts';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import { MODELS, ROOT } from '../support/paths.ts';
import { findings } from './axe-findings.ts';
import { buildApp } from './build-app.ts';
import { CHROMIUM, ELECTRON } from './find-browsers.ts';
import type { LaunchedBrowser } from './launch-browser.ts';
import { type LaunchedElectron, launchElectron } from './launch-electron.ts';
import { launchOverFolder } from './launch-over-folder.ts';

const t = strings.en;
const FILMS = path.join(ROOT, 'test', 'fixtures', 'films');

/** Films, a film of which no frame can be seen without a browser, a live photo, and a motion photo. */
async function writeFilms(folder: string): Promise<void> {
  for (const name of ['vp9.webm', 'mjpeg.avi']) copyFileSync(path.join(FILMS, name), path.join(folder, name));
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

describe.skipIf(CHROMIUM === null)('films (needs Chromium)', () => {
  let launched: LaunchedBrowser;

  beforeAll(async () => {
    launched = await launchOverFolder(writeFilms);
  });
  afterAll(() => launched?.close());

  const search = async (text: string): Promise<void> => {
    await launched.page.getByRole('combobox').fill(text);
    await launched.page.keyboard.press('Enter');
  };

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

  it('of which no frame was seen show their name in the grid', async () => {
    const { page } = launched;
    await search('name:vp9');
    const cell = page.getByRole('gridcell', { name: t.videoOfLength('0:02') });
    await cell.getByText('vp9.webm').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('of live photos play silently over their cells, and in the viewer by the space bar', async () => {
    const { page } = launched;
    // With less motion, nothing plays by itself.
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await search('is:live');
    const cell = page.getByRole('gridcell', { name: t.livePhoto });
    await cell.locator('img').waitFor();
    await page.mouse.move(0, 0);
    expect(await cell.locator('video').count()).toBe(0);
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
    rmSync(root, { recursive: true, force: true });
  });

  it('play in the viewer, and so does a live photo', async () => {
    const { page } = launched;
    const search = async (text: string): Promise<void> => {
      await page.getByRole('combobox').fill(text);
      await page.keyboard.press('Enter');
    };
    await search('type:webm type:video');
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
    await search('is:live');
    await page.getByRole('gridcell', { name: t.livePhoto }).press('Enter');
    await viewer.getByRole('button', { name: t.playLivePhoto }).click();
    await viewer.locator('video.live.shown').waitFor();
  });
});
