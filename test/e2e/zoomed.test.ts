import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strings } from '../../renderer/i18n/strings.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { buildApp } from './build-app.ts';
import { CHROMIUM } from './find-browsers.ts';
import { furnishLibrary } from './furnish-library.ts';
import { type LaunchedBrowser, launchBrowser } from './launch-browser.ts';
import { goToScreen, SCREENS, untilPictures, WINDOW_SCREENS } from './screens.ts';
import { walk } from './walk.ts';

/** Every screen for those who see little: a window of 1280 × 1024 at 400 %, and colours of the system. */

const ZOOM = 4;
const AT_400 = { width: 1280 / ZOOM, height: 1024 / ZOOM };

/**
 * Runs in the page: what cannot be seen whole. Sideways only a picture, a map and a row of cards may scroll (WCAG
 * 1.4.10); a name may end in an ellipsis, and what is pressed only where its tooltip has the whole.
 */
const CUT = `(() => {
  const wrong = [];
  const named = (one) => (one.className?.baseVal ?? one.className) + ' “' + one.textContent.trim().slice(0, 40) + '”';
  const SIDEWAYS = '.memory-cards, dialog.viewer .frame, .map-surface, .timeline';
  const shown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const isUnseen = (one) => one.closest('.unseen') !== null || getComputedStyle(one).clipPath !== 'none';
  const isRoot = document.documentElement.scrollWidth > innerWidth + 1;
  if (isRoot) wrong.push('the page scrolls sideways');
  const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
  for (const one of top.querySelectorAll('*')) {
    if (!shown(one) || one.closest(SIDEWAYS) !== null || one.closest('svg, [popover]:not(:popover-open)') !== null) continue;
    const { overflowX, textOverflow, webkitLineClamp } = getComputedStyle(one);
    if (['auto', 'scroll'].includes(overflowX) && one.scrollWidth > one.clientWidth + 1) wrong.push('scrolls sideways: ' + named(one));
    const box = one.getBoundingClientRect();
    const isPressed = one.matches('button, a, input, summary, select, textarea, [role="option"], [role="menuitem"]');
    if (isPressed && !isUnseen(one) && box.width > 0 && (box.left < -1 || box.right > innerWidth + 1)) wrong.push('out of the window: ' + named(one));
    if (isPressed && !one.matches('input') && textOverflow === 'ellipsis' && one.scrollWidth > one.clientWidth + 1 && one.title === '') wrong.push('ends in an ellipsis: ' + named(one));
    const stuck = one.closest('.lesson-foot, .sheet-foot');
    const around = one.closest('.page, dialog');
    if (isPressed && stuck !== null && around !== null && box.bottom > around.getBoundingClientRect().bottom + 1) wrong.push('cut below: ' + named(one));
    const texts = [...one.childNodes].filter((node) => node.nodeType === 3 && node.data.trim() !== '');
    if (texts.length === 0 || isUnseen(one) || webkitLineClamp !== 'none') continue;
    const range = document.createRange();
    for (const text of texts) {
      range.selectNodeContents(text);
      const { left, right, width } = range.getBoundingClientRect();
      if (width === 0) continue;
      for (let around = one; around !== null; around = around.parentElement) {
        const style = getComputedStyle(around);
        if (style.textOverflow === 'ellipsis') break;
        const bounds = around.getBoundingClientRect();
        if (style.overflowX === 'visible' && around !== document.body) continue;
        if (left < bounds.left - 2 || right > bounds.right + 2) wrong.push('cut: ' + named(one));
        break;
      }
    }
  }
  return [...new Set(wrong)];
})()`;

/** Runs in the page: icons in the colour of what is behind them. */
const UNSEEN_ICONS = `(() => {
  const behind = (one) => {
    for (let around = one; around !== null; around = around.parentElement) {
      const { backgroundColor } = getComputedStyle(around);
      if (!/, 0\\)$|^transparent$/.test(backgroundColor)) return backgroundColor;
    }
    return getComputedStyle(document.documentElement).backgroundColor;
  };
  const icons = [...document.querySelectorAll('svg.icon')].filter((one) => one.checkVisibility({ visibilityProperty: true }));
  return icons
    .filter((one) => {
      const { stroke, fill } = getComputedStyle(one);
      const ground = behind(one.parentElement);
      return (stroke === ground || stroke === 'none') && (fill === ground || fill === 'none');
    })
    .map((one) => one.parentElement.outerHTML.slice(0, 120));
})()`;

/** Runs in the page: how much of the window the content has, in pixels of its height. */
const CONTENT = `Math.min(innerHeight, (document.querySelector('dialog[open]') ?? document.querySelector('.content')).getBoundingClientRect().height)`;

const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-zoomed-')));

describe.skipIf(CHROMIUM === null)('every screen (needs Chromium)', () => {
  let launched: LaunchedBrowser;
  beforeAll(async () => {
    const [app, home] = [path.join(folder, 'app'), path.join(folder, 'home')];
    for (const one of [app, home]) mkdirSync(one);
    await buildApp(app);
    launched = await launchBrowser({ app, home });
    await furnishLibrary(launched.library, { folder: path.join(folder, 'Pictures') });
  }, 240_000);
  afterAll(async () => {
    await launched?.close();
    removeFolder(folder);
  });

  describe.each([
    ['en', 'en-GB'],
    ['zh', 'zh-CN'],
  ] as const)('at 400 %%, in %s', (language, locale) => {
    let page: Page;
    beforeAll(async () => {
      page = await launched.open({
        viewport: AT_400,
        deviceScaleFactor: ZOOM,
        reducedMotion: 'reduce',
        locale,
      });
    });
    afterAll(() => page?.context().close());

    it.each(SCREENS)('“$name” is whole in one column', async (screen) => {
      await goToScreen(page, screen, strings[language]);
      await untilPictures(page);
      await expect.poll(() => page.evaluate(CUT)).toEqual([]);
      await expect.poll(() => page.evaluate<number>(CONTENT)).toBeGreaterThan(AT_400.height / 2);
    });
  });

  describe('at 400 %, by the keyboard', () => {
    let page: Page;
    beforeAll(async () => {
      page = await launched.open({ viewport: AT_400, reducedMotion: 'reduce', locale: 'en-GB' });
    });
    afterAll(() => page?.context().close());

    const pictures = new Set<string>([
      ...Object.values(WINDOW_SCREENS).map(({ picture }) => picture),
      'viewer',
      'results',
      'selection',
      'an album',
      'to the trash',
      'into an album',
    ]);
    it.each(SCREENS.filter(({ name }) => pictures.has(name)))(
      'the focus is seen at every stop of “$name”',
      async (screen) => {
        const problems = async (): Promise<string[]> => {
          await goToScreen(page, screen, strings.en);
          return (await walk(page)).wrong;
        };
        await expect.poll(problems, { interval: 500 }).toEqual([]);
      },
    );
  });

  describe('in the colours of the system', () => {
    let page: Page;
    beforeAll(async () => {
      page = await launched.open({
        viewport: { width: 1280, height: 820 },
        reducedMotion: 'reduce',
        locale: 'en-GB',
        forcedColors: 'active',
        colorScheme: 'dark',
      });
    });
    afterAll(() => page?.context().close());

    it.each(SCREENS)('“$name” shows its icons', async (screen) => {
      await goToScreen(page, screen, strings.en);
      await expect.poll(() => page.evaluate(UNSEEN_ICONS)).toEqual([]);
    });
  });
});
