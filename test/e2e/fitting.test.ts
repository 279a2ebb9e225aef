import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Strings, strings } from '../../renderer/i18n/strings.ts';
import { ROOT } from '../support/paths.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { CHROMIUM } from './find-browsers.ts';
import { type LaunchedBrowser, launchBrowser } from './launch-browser.ts';
import { makeLibrary } from './make-library.ts';
import { go } from './screens.ts';

const WIDTHS = Array.from({ length: 17 }, (_, at) => 320 + 80 * at);

/** What can be seen of the selection bar: names of its actions, and what of it is cut or out of the window. */
const BAR = `(() => {
  const bar = document.querySelector('.selection-bar');
  const buttons = [...bar.querySelectorAll('button:not(.menu-item)')].filter((one) => one.checkVisibility({ visibilityProperty: true }));
  const inner = (one) => one.getBoundingClientRect();
  const row = bar.querySelector('.selection-row').getBoundingClientRect();
  const cut = buttons.filter((one) => {
    const texts = [...one.querySelectorAll('span:not(.unseen)')].filter((text) => inner(text).width > 0);
    const around = one.closest('.selection-row') === null ? inner(bar) : row;
    return inner(one).right > around.right + 1 || inner(one).left < around.left - 1
      || inner(one).bottom > around.bottom + 1
      || texts.some((text) => text.scrollWidth > text.clientWidth + 1 && getComputedStyle(text).display !== 'contents')
      || (one.closest('.selection-row') !== null && texts.length === 0);
  });
  const [left, right] = [inner(bar).left, inner(bar).right];
  return {
    names: [...bar.querySelectorAll('.selection-row button')].filter((one) => buttons.includes(one)).map((one) => one.textContent),
    behind: [...bar.querySelectorAll('.menu-item .menu-name')].map((one) => one.textContent),
    cut: cut.map((one) => one.textContent),
    isInside: left >= 0 && right <= innerWidth && document.documentElement.scrollWidth <= innerWidth,
  };
})()`;

describe.skipIf(CHROMIUM === null)('what is shown in windows of any width (needs Chromium)', () => {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-fitting-')));
  let launched: LaunchedBrowser;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(path.join(folder, 'home'));
    makeLibrary(path.join(folder, 'home', 'library.sqlite'), 60, () => ({}));
    await build({
      configFile: path.join(ROOT, 'renderer', 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: path.join(folder, 'app', 'dist', 'renderer') },
    });
    launched = await launchBrowser({ app: path.join(folder, 'app'), home: path.join(folder, 'home') });
    const { handlers } = launched.library;
    const [dog] = await handlers['labels.find']({ text: 'dog', language: 'en' });
    const { hits } = await handlers['search.run']({ text: '', sort: 'date', offset: 0, limit: 5 });
    await handlers['labels.correct']({
      corrections: hits.map(({ photo }) => ({ photo, label: dog?.label ?? '', applies: true })),
    });
    page = await launched.open({ viewport: { width: 1280, height: 720 }, reducedMotion: 'reduce' });
    await page.locator('[data-rank="0"]').waitFor();
  }, 180_000);
  afterAll(async () => {
    await launched?.close();
    removeFolder(folder);
  });

  const speak = async (language: 'en' | 'zh'): Promise<Strings> => {
    const { handlers } = launched.library;
    await handlers['settings.set']({ ...(await handlers['settings.get']({})), language });
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.evaluate(`location.hash = ''`);
    await page.reload();
    await page.locator('[data-rank="0"]').waitFor();
    return strings[language];
  };
  const select = async (): Promise<void> => {
    await page.locator('[data-rank="0"]').focus();
    await page.keyboard.press('Space');
    await page.locator('.selection-bar').waitFor();
  };

  it.each([
    ['en', ''],
    ['en', 'dog'],
    ['zh', ''],
    ['zh', 'dog'],
  ] as const)(
    'the selection bar cuts no action, and has those without room behind "More" (%s, search "%s")',
    async (language, text) => {
      const t = await speak(language);
      if (text !== '') {
        await page.getByRole('combobox').fill(text);
        await page.getByRole('combobox').blur();
        await page.locator('.chip').first().waitFor();
      }
      await select();
      const bar = page.getByRole('region', { name: t.selection });
      const all = new Set<string>();
      const shown: number[] = [];
      for (const width of [...WIDTHS].reverse()) {
        await page.setViewportSize({ width, height: 720 });
        await expect
          .poll(() => page.evaluate(BAR), { message: `${width}` })
          .toMatchObject({ cut: [], isInside: true });
        await bar.getByRole('button', { name: t.more, exact: true }).click();
        // The menu has the keyboard: Escape is for it.
        await bar.locator('.menu-item:focus').waitFor();
        const { names, behind } = (await page.evaluate(BAR)) as {
          readonly names: readonly string[];
          readonly behind: readonly string[];
        };
        await page.keyboard.press('Escape');
        expect(
          names.filter((name) => behind.includes(name)),
          `${width}: twice`,
        ).toEqual([]);
        if (all.size === 0) for (const name of [...names, ...behind]) all.add(name);
        expect(new Set([...names, ...behind]), `${width}: all of them`).toEqual(all);
        shown.push(names.length);
      }
      expect(shown[0]).toBeGreaterThan(shown.at(-1) ?? 0);
      if (text !== '') expect(all).toContain(t.is(language === 'en' ? 'Dog' : '狗'));
    },
  );

  it.each([1280, 400])(
    'a long name of an own label is broken between its words only at %i pixels',
    async (width) => {
      const t = await speak('en');
      const { handlers } = launched.library;
      const name = 'Grandmother Wilhelmina’s seventy-fifth birthday celebration';
      const { label } = await handlers['labels.add']({ name });
      const { hits } = await handlers['search.run']({ text: '', sort: 'date', offset: 0, limit: 1 });
      const corrections = hits.map(({ photo }) => ({ photo, label, applies: true }));
      await handlers['labels.correct']({ corrections });
      await page.setViewportSize({ width, height: 820 });
      await page.locator('[data-rank="0"]').click();
      await page.locator('dialog.viewer').waitFor();
      const row = page.locator(`.bars li[data-label="${label}"]`);
      if ((await page.locator('.details').count()) === 0)
        await page.locator('dialog.viewer').getByRole('button', { name: t.details }).click();
      await row.waitFor();
      // A line of it holds the longest of its words.
      const widths = (await page.evaluate(`(() => {
      const row = document.querySelector('.bars li[data-label="${label}"]');
      const shown = row.querySelector('.bar-name');
      const word = shown.cloneNode();
      word.textContent = 'seventy-fifth';
      word.style.cssText = 'position: absolute; white-space: nowrap';
      shown.after(word);
      const needed = word.getBoundingClientRect().width;
      word.remove();
      return { needed, given: shown.getBoundingClientRect().width, cut: row.scrollWidth > row.clientWidth };
    })()`)) as { needed: number; given: number; cut: boolean };
      expect(widths.given).toBeGreaterThan(widths.needed);
      expect(widths.cut).toBe(false);
      await page.keyboard.press('Escape');
      await handlers['labels.remove']({ label });
    },
  );

  it('the menu of an empty album stands beside its name in a narrow window', async () => {
    const t = await speak('en');
    const { handlers } = launched.library;
    const { album } = await handlers['albums.add']({ name: 'Empty', search: null });
    await page.setViewportSize({ width: 400, height: 820 });
    await page.evaluate(`location.hash = '#/albums/${album}'`);
    await page.getByRole('heading', { name: 'Empty', level: 2 }).waitFor();
    const boxOf = async (selector: string) => {
      const box = await page.locator(selector).boundingBox();
      if (box === null) throw new Error(`${selector} is not shown.`);
      return box;
    };
    const [head, menu] = [await boxOf('.album-words'), await boxOf('.album-head > .actions')];
    expect(menu.x).toBeGreaterThanOrEqual(head.x + head.width);
    expect(menu.y).toBeLessThan(head.y + head.height);
    await page.getByRole('button', { name: t.moreOf('Empty') }).waitFor();
  });

  it.each([1280, 400])('every section of the settings is set apart at %i pixels', async (width) => {
    const t = await speak('en');
    await page.setViewportSize({ width, height: 720 });
    await go(page, t.settings);
    await page.getByRole('heading', { name: t.memories, exact: true }).waitFor();
    const gaps = (await page.evaluate(`(() => {
      const page = [...document.querySelectorAll('.page-content')].find((one) => one.checkVisibility());
      return [...page.querySelectorAll('h3')]
        .filter((one) => one.closest('.card, dl') === null)
        .map((one) => [one.textContent, parseFloat(getComputedStyle(one).marginTop), parseFloat(getComputedStyle(one).marginBottom)])
        .filter(([, above, below]) => above !== 24 || below !== 8);
    })()`)) as unknown;
    expect(gaps).toEqual([]);
  });
});
