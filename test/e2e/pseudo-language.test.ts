import { mkdirSync, mkdtempSync, readFileSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Plugin } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { strings } from '../../renderer/i18n/strings.ts';
import { ROOT } from '../support/paths.ts';
import { plainPartOf, pseudoMessages } from '../support/pseudo-messages.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { buildApp } from './build-app.ts';
import { CHROMIUM } from './find-browsers.ts';
import { furnishLibrary } from './furnish-library.ts';
import { type LaunchedBrowser, launchBrowser } from './launch-browser.ts';
import { goToScreen, SCREENS } from './screens.ts';

/**
 * The window and the library in the pseudo-language, on every screen: a text of another language is in no catalogue.
 * Dates, numbers and units are those of a locale without a Latin letter. Names of the user and of the vocabulary stand
 * in elements with `translate="no"`.
 */

const LOCALE = 'ru';

vi.mock('../../src/i18n/catalogues.ts', async (original) => {
  // Runs before the imports of this file.
  const { pseudoMessages: inPseudo } = await import('../support/pseudo-messages.ts');
  const { CATALOGUES, LOCALES } = await original<typeof import('../../src/i18n/catalogues.ts')>();
  return {
    CATALOGUES: { ...CATALOGUES, en: inPseudo(CATALOGUES.en) },
    LOCALES: { ...LOCALES, en: 'ru' },
  };
});

/** The same for the built window. */
const pseudoWindow = (): Plugin => ({
  name: 'pseudo-language',
  enforce: 'pre',
  load(id) {
    if (!id.endsWith('/src/i18n/catalogues.ts')) return null;
    const read = (name: string): Record<string, string> =>
      JSON.parse(readFileSync(path.join(ROOT, 'src', 'i18n', name), 'utf8'));
    const catalogues = { en: pseudoMessages(read('en.json')), zh: read('zh.json') };
    return [
      `export const CATALOGUES = ${JSON.stringify(catalogues)};`,
      `export const LOCALES = ${JSON.stringify({ en: LOCALE, zh: 'zh-CN' })};`,
    ].join('\n');
  },
});

const t = strings.en;
const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-pseudo-')));
const app = path.join(folder, 'app');

/** Every text on the page that is seen or read aloud, with its place; without what is marked as a name. */
const TEXTS = `(() => {
  const found = [];
  const placeOf = (element) =>
    [element.closest('[class]')?.className, element.tagName.toLowerCase()].filter(Boolean).join(' > ');
  const isName = (element) => element.closest('[translate="no"], kbd, script, style') !== null;
  for (const element of document.querySelectorAll('body *')) {
    if (isName(element) || !element.checkVisibility()) continue;
    for (const node of element.childNodes)
      if (node.nodeType === Node.TEXT_NODE) found.push([placeOf(element), node.data]);
    // An element that shows a name may repeat it in an attribute.
    const isOfName = element.querySelector('[translate="no"]') !== null;
    for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt'])
      if (element.hasAttribute(name) && !(isOfName && ['aria-label', 'title'].includes(name)))
        found.push([placeOf(element) + ' ' + name, element.getAttribute(name)]);
    for (const pseudo of ['::before', '::after']) {
      const content = getComputedStyle(element, pseudo).content;
      if (content.startsWith('"')) found.push([placeOf(element) + ' ' + pseudo, content.slice(1, -1)]);
    }
  }
  return found;
})()`;

async function plainTexts(page: Page): Promise<string[]> {
  const texts = await page.evaluate<(readonly [string, string])[]>(TEXTS);
  expect(texts.length).toBeGreaterThan(5);
  const plain = texts.filter(([, text]) => plainPartOf(text) !== '');
  return [...new Set(plain.map(([place, text]) => `${place}: ${text}`))];
}

beforeAll(async () => {
  if (CHROMIUM === null) return;
  mkdirSync(app);
  await buildApp(app, undefined, [pseudoWindow()]);
}, 180_000);
afterAll(() => removeFolder(folder));

describe.skipIf(CHROMIUM === null)('every text of the window is in a catalogue (needs Chromium)', () => {
  it('before there are photos, and in a folder without any', async () => {
    const home = path.join(folder, 'first');
    const empty = path.join(home, 'no photos in here');
    mkdirSync(empty, { recursive: true });
    const launched = await launchBrowser({ app, home });
    const { page } = launched;
    try {
      await page.getByRole('heading', { name: t.welcome }).waitFor();
      expect(await plainTexts(page)).toEqual([]);
      await page.getByLabel(t.folderPath).fill(path.join(home, 'gone'));
      await page.getByRole('button', { name: t.add, exact: true }).click();
      await page.getByRole('alert').first().waitFor();
      expect(await plainTexts(page)).toEqual([]);
      await page.getByLabel(t.folderPath).fill(empty);
      await page.getByRole('button', { name: t.add, exact: true }).click();
      await page.getByText(t.noPhotosInFolders).waitFor();
      expect(await plainTexts(page)).toEqual([]);
    } finally {
      await launched.close();
    }
  }, 120_000);

  describe('with photos', () => {
    const home = path.join(folder, 'home');
    let launched: LaunchedBrowser;
    let page: Page;
    beforeAll(async () => {
      mkdirSync(home);
      launched = await launchBrowser({ app, home });
      await furnishLibrary(launched.library, { folder: path.join(folder, 'Pictures') });
      page = await launched.open({ viewport: { width: 1280, height: 820 }, reducedMotion: 'reduce' });
    }, 180_000);
    afterAll(() => launched?.close());

    it.each(SCREENS)('on the screen “$name”', async (screen) => {
      await goToScreen(page, screen, t);
      expect(await plainTexts(page)).toEqual([]);
    });
  });
});
