import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strings } from '../../renderer/i18n/strings.ts';
import { copySamples } from '../support/copy-samples.ts';
import { fingerprint } from '../support/fingerprint.ts';
import { findings } from './axe-findings.ts';
import { CHROMIUM } from './find-browsers.ts';
import type { LaunchedBrowser } from './launch-browser.ts';
import { launchOverFolder } from './launch-over-folder.ts';
import { go } from './screens.ts';

const t = strings.en;
const PHOTOS = 8;
const SOON = { timeout: 60_000 };
const PARIS = { latitude: 48.8566, longitude: 2.3522 };
const NICE = { latitude: 43.7102, longitude: 7.262 };

describe.skipIf(CHROMIUM === null)('the map (needs Chromium)', () => {
  let launched: LaunchedBrowser;
  let folder = '';
  let originals: readonly string[] = [];

  beforeAll(async () => {
    launched = await launchOverFolder((files) => {
      folder = files;
      copySamples(files, PHOTOS);
      originals = fingerprint(files);
    });
  });
  afterAll(() => launched?.close());

  const marker = (name: string, photos: number) =>
    launched.page.locator(`.map-marker[aria-label="${t.clusterOf(name, photos)}"]`);
  const map = () => launched.page.getByRole('region', { name: t.map, exact: true });
  const address = async (): Promise<string> =>
    decodeURIComponent((await launched.page.evaluate('location.hash')) as string);
  const goTo = async (hash: string): Promise<void> => {
    await launched.page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await map().waitFor();
  };
  const reload = async (): Promise<void> => {
    await launched.page.reload();
    await map().waitFor();
  };

  it('waits for the photos, some of which have a place', async () => {
    const { handlers } = launched.library;
    await expect.poll(async () => (await handlers['status.get']({})).photos, SOON).toBe(PHOTOS);
    const { hits } = await handlers['search.run']({ text: '', sort: 'date', offset: 0, limit: PHOTOS });
    const ids = hits.map(({ photo }) => photo);
    const place = (photos: number[], at: typeof PARIS) =>
      handlers['edits.change']({ photos, what: { change: 'place', place: at } });
    await place(ids.slice(0, 3), PARIS);
    await place(ids.slice(3, 5), NICE);
  }, 90_000);

  it('opens from the sidebar with all photos in view, and draws the names of countries', async () => {
    await go(launched.page, t.map);
    await launched.page.getByText(t.photosOnMap(5)).waitFor();
    await expect.poll(() => launched.page.locator('.map-marker').count(), SOON).toBeGreaterThan(0);
    await expect
      .poll(async () => Number(await launched.page.locator('.map-canvas').getAttribute('data-names')), SOON)
      .toBeGreaterThan(3);
    // The land is drawn, not only the sea.
    const colours = (await launched.page.evaluate(`(() => {
      const canvas = document.querySelector('.map-canvas');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set();
      for (let at = 0; at < data.length; at += 400) seen.add([...data.slice(at, at + 3)].join());
      return seen.size;
    })()`)) as number;
    expect(colours).toBeGreaterThan(2);
  });

  it('shows the photos of one city by a click, and comes back by Back, Forward and a reload', async () => {
    await goTo('#/map/46.5,5,5.6');
    await marker('Paris', 3).click();
    await launched.page.getByRole('heading', { name: t.photos(3) }).waitFor();
    await expect.poll(() => launched.page.locator('.map-side .cell').count()).toBe(3);
    await launched.page.locator('.map-side .cell').first().click();
    await launched.page.getByRole('dialog', { name: t.photoOf(1, 3) }).waitFor();
    await launched.page.keyboard.press('Escape');
    // The browser has gone back.
    await expect.poll(address).not.toContain('photo=');
    await reload();
    await launched.page.getByRole('heading', { name: t.photos(3) }).waitFor();
    await launched.page.goBack();
    await launched.page.getByRole('heading', { name: t.placesInView }).waitFor();
    await launched.page.goForward();
    await launched.page.getByRole('heading', { name: t.photos(3) }).waitFor();
    await launched.page.getByRole('button', { name: t.closeList }).click();
  });

  it('is moved by the pointer and zoomed by the wheel, which its address follows', async () => {
    await goTo('#/map/46.5,5,5.6');
    await expect.poll(address).toMatch(/^#\/map\/46\.5,5,5\.6/);
    const box = await map().boundingBox();
    if (box === null) throw new Error('the map has no place in the window');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2 + 60];
    await launched.page.mouse.move(x, y);
    await launched.page.mouse.down();
    await launched.page.mouse.move(x - 120, y - 10, { steps: 4 });
    await launched.page.mouse.up();
    await expect.poll(async () => Number(/map\/[^,]+,([^,]+)/.exec(await address())?.[1])).toBeGreaterThan(6);
    await launched.page.mouse.wheel(0, -400);
    await expect.poll(async () => Number(/,([\d.]+)$/.exec(await address())?.[1])).toBeGreaterThan(6.2);
  });

  it('searches the area in view, and one that is drawn, as a chip without numbers', async () => {
    await goTo('#/map/48.85,2.35,8');
    await marker('Paris', 3).waitFor();
    await launched.page.getByRole('button', { name: t.searchThisArea }).click();
    await expect.poll(() => launched.page.locator('.photos .cell').count()).toBe(3);
    await expect.poll(() => launched.page.locator('.chip-text').textContent()).toBe(t.inThisArea);
    await goTo('#/map/43.7,7.26,8');
    await marker('Nice', 2).waitFor();
    await launched.page.getByRole('button', { name: t.drawArea }).click();
    const box = await map().boundingBox();
    if (box === null) throw new Error('the map has no place in the window');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await launched.page.mouse.move(x - 90, y - 90);
    await launched.page.mouse.down();
    await launched.page.mouse.move(x + 90, y + 90, { steps: 4 });
    await launched.page.mouse.up();
    await expect.poll(() => launched.page.locator('.photos .cell').count()).toBe(2);
  });

  it('gives a place to a photo that is dragged onto it, and takes it back', async () => {
    await goTo('#/map/52.5,13.4,9');
    await launched.page.getByRole('button', { name: t.photosUnplaced(3) }).click();
    const cell = launched.page.locator('.map-side .cell').first();
    await cell.waitFor();
    await cell.dragTo(map(), { targetPosition: { x: 300, y: 300 } });
    await launched.page.getByText(t.photosPlaced(1)).waitFor();
    await launched.page.getByRole('heading', { name: t.photosUnplaced(2) }).waitFor();
    await expect.poll(() => launched.page.locator('.map-marker').count()).toBe(1);
    await launched.page.getByRole('button', { name: t.undo }).click();
    await launched.page.getByText(/^Undone: ./u).waitFor();
    await launched.page.getByRole('heading', { name: t.photosUnplaced(3) }).waitFor();
  });

  it('gives a place to many photos by the keyboard alone', async () => {
    const { page } = launched;
    await page.evaluate("location.hash = ''");
    await page.locator('[data-rank="0"]').waitFor();
    await page.locator('[data-rank="5"]').focus();
    for (const key of ['Space', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+L'])
      await page.keyboard.press(key);
    await page.getByRole('dialog', { name: t.setPlaces(3) }).waitFor();
    await page.keyboard.type('berlin');
    await page.locator('dialog [role="option"]').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.map-pin .icon').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(t.photosPlaced(3)).first().waitFor();
    const inBerlin = { text: 'in:Berlin', offset: 0, limit: 9, sort: 'date' } as const;
    await expect
      .poll(async () => (await launched.library.handlers['search.run'](inBerlin)).hits.length)
      .toBe(3);
  });

  it('is open to everybody: axe finds nothing, in both looks, with a list and with the dialog', async () => {
    await goTo('#/map/48,8,5');
    await launched.page.locator('.map-marker').first().waitFor();
    expect(await findings(launched.page)).toEqual([]);
    await marker('Paris', 3).click();
    await launched.page.locator('.map-side .cell').first().waitFor();
    expect(await findings(launched.page)).toEqual([]);
    await launched.page.locator('.map-side .cell').first().focus();
    await launched.page.keyboard.press('Shift+L');
    await launched.page.getByRole('dialog', { name: t.setPlaces(1) }).waitFor();
    expect(await findings(launched.page)).toEqual([]);
    await launched.page.keyboard.press('Escape');
  });

  it('and leaves the files as they are', () => {
    expect(fingerprint(folder)).toEqual(originals);
  });
});
