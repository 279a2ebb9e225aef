import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildApp } from '../e2e/build-app.ts';
import { CHROMIUM } from '../e2e/find-browsers.ts';
import { launchBrowser } from '../e2e/launch-browser.ts';
import { indexFolder } from '../support/index-folder.ts';
import { MODELS } from '../support/paths.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { MARKUP, NAMES, writeHostilePhotos } from './hostile-photos.ts';

const SOON = { timeout: 30_000 };

describe.skipIf(CHROMIUM === null)('the window with hostile photos (needs Chromium)', () => {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-window-')));
  const home = path.join(root, 'home');
  const photos = path.join(root, 'photos');
  let window: { page: Page; close(): Promise<void> };
  let page: Page;
  let made: { photos: number; problems: number };
  const complaints: string[] = [];

  beforeAll(async () => {
    for (const folder of ['app', 'home']) mkdirSync(path.join(root, folder));
    await buildApp(path.join(root, 'app'));
    made = await writeHostilePhotos(photos);
    await indexFolder(path.join(home, 'library.sqlite'), photos);
    window = await launchBrowser({ app: path.join(root, 'app'), home });
    ({ page } = window);
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('dialog', (dialog) => {
      complaints.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await vi.waitFor(async () => expect(await page.getByRole('gridcell').count()).toBe(made.photos), SOON);
  }, 180_000);
  afterAll(async () => {
    await window?.close();
    removeFolder(root);
  });

  const search = async (text: string): Promise<void> => {
    const box = page.getByRole('combobox');
    await box.fill(text);
    await box.blur();
  };
  /** What a hostile text would have left behind. */
  const harmless = async (where: string): Promise<void> => {
    const found = await page.evaluate(`({
      hacked: typeof hacked,
      elements: document.querySelectorAll('img[src="x"], svg[onload], script:not([src]), b[onclick], iframe, object, embed').length,
      handlers: [...document.querySelectorAll('*')].filter((one) => [...one.attributes].some(({ name }) => name.startsWith('on'))).length,
      links: [...document.querySelectorAll('a[href]')].filter(({ href }) => !href.startsWith(location.origin)).length,
      turns: /[\\u202A-\\u202E\\u2066-\\u2069\\u001b\\u0007\\u009b]/u.test(document.body.innerText),
    })`);
    expect(found, where).toEqual({ hacked: 'undefined', elements: 0, handlers: 0, links: 0, turns: false });
  };

  it('shows every photo with its texts as text', async () => {
    let seen = 0;
    for (let at = 0; at < made.photos; at++) {
      await page.getByRole('gridcell').nth(at).click();
      const viewer = page.getByRole('dialog');
      await expect.poll(() => viewer.textContent(), SOON).toMatch(/\.(jpg|webp)/);
      await harmless(`photo ${at}`);
      if ((await viewer.textContent())?.includes(MARKUP)) seen += 1;
      await page.keyboard.press('Escape');
      await expect.poll(() => viewer.count(), SOON).toBe(0);
    }
    expect(seen).toBeGreaterThan(0);
  }, 180_000);

  it('shows a search for each, its chip and its suggestions as text', async () => {
    for (const text of [
      ...NAMES,
      ...NAMES.map((name) => `keyword:"${name}"`),
      `folder:"<b onclick"`,
      'photo',
    ]) {
      const line = text.replace(/[\n\r]/g, ' ');
      await page.getByRole('combobox').fill(line);
      await page.waitForTimeout(120);
      expect(await page.evaluate('typeof hacked'), line).toBe('undefined');
    }
    await search(`keyword:"${MARKUP.replaceAll('"', '')}"`);
    await page.waitForTimeout(500);
    // What was typed may hold anything: only what comes from outside is looked at.
    await search('dog');
    await expect.poll(() => page.getByRole('gridcell').count(), SOON).toBeGreaterThan(0);
    await harmless('after the searches');
    expect(complaints.filter((line) => !/Failed to load resource/.test(line))).toEqual([]);
  }, 180_000);

  it('finds by is:problem the files that could not be read, each with its name and its reason, in both languages', async () => {
    for (const [text, sentence] of [
      ['is:problem', 'This is not a picture, despite its file name.'],
      ['有问题', 'This is not a picture, despite its file name.'],
    ] as const) {
      await search(text);
      const list = page.getByRole('region', { name: 'Problems' });
      await expect.poll(() => list.getByRole('listitem').count(), SOON).toBe(made.problems);
      expect(await list.getByText(sentence).count()).toBe(made.problems);
      expect(await list.textContent()).toContain('photo\\u{202e}gpj.exe-broken.jpg');
      expect(await list.textContent()).toContain(`${MARKUP}-broken.jpg`);
      await harmless(text);
      const chip = page.locator('.chip');
      expect(await chip.textContent()).toContain(String(made.problems));
    }
    // With other words it says that only photos can be meant.
    await search('dog is:problem');
    await expect.poll(() => page.locator('.chips').textContent(), SOON).toContain('is:problem alone');
    expect(await page.getByRole('region', { name: 'Problems' }).count()).toBe(0);
    await search('is:problem');
    const list = page.getByRole('region', { name: 'Problems' });
    await expect.poll(() => list.getByRole('listitem').count(), SOON).toBe(made.problems);
    // One of them is whole now: tried again from there, it is a photo.
    const [folder] = ['<b onclick=window.hacked=1>folder'];
    const broken = path.join(photos, folder ?? '', 'sub\u202Eredlof', '~-broken.jpg');
    copyFileSync(path.join(MODELS, 'samples', 'bus.jpg'), broken);
    await list
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: '~-broken.jpg', exact: true }) })
      .getByRole('button', { name: /again/i })
      .click();
    await expect.poll(() => list.getByRole('listitem').count(), SOON).toBe(made.problems - 1);
    writeFileSync(broken, 'no picture again');
    recordAttempt({
      suite: 'security',
      what: 'a hostile name or text in the window (markup, script, direction, a megabyte)',
      times: made.photos + made.problems + 2 * NAMES.length,
      outcome: 'text as text; no element, handler, link or dialog of its own',
      lost: 0,
    });
  }, 180_000);

  it('keeps every name in its own direction', async () => {
    const broken = await page.evaluate(
      `[...document.querySelectorAll('span, button, a')].filter((one) => one.textContent !== '' && !/isolate|plaintext/.test(getComputedStyle(one).unicodeBidi)).length`,
    );
    expect(broken).toBe(0);
  });
});
