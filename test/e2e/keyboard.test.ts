import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strings } from '../../renderer/i18n/strings.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { buildApp } from './build-app.ts';
import { CHROMIUM } from './find-browsers.ts';
import { furnishLibrary } from './furnish-library.ts';
import { type LaunchedBrowser, launchBrowser } from './launch-browser.ts';
import { goToScreen, SCREEN_NAMES, SCREENS, untilPictures, WINDOW_SCREENS } from './screens.ts';
import { OUT_OF_REACH, walk } from './walk.ts';

/** The window by the keyboard alone, and for those who do not see it. */

const t = strings.en;
const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-keys-')));
const app = path.join(folder, 'app');
const hasFocus = (one: Locator): Promise<boolean> =>
  one.evaluate((element) => (element as unknown as { matches(selector: string): boolean }).matches(':focus'));

beforeAll(async () => {
  if (CHROMIUM === null) return;
  mkdirSync(app);
  await buildApp(app);
}, 180_000);
afterAll(() => removeFolder(folder));

describe.skipIf(CHROMIUM === null)('by the keyboard alone (needs Chromium)', () => {
  let launched: LaunchedBrowser;
  let page: Page;
  beforeAll(async () => {
    const home = path.join(folder, 'home');
    mkdirSync(home);
    launched = await launchBrowser({ app, home });
    await furnishLibrary(launched.library, { folder: path.join(folder, 'Pictures') });
    page = await launched.open({ viewport: { width: 1280, height: 820 }, reducedMotion: 'reduce' });
  }, 180_000);
  afterAll(() => launched?.close());

  // A menu, and a list of suggestions, have the keyboard in them: Tab leaves them.
  const WALKED = SCREENS.filter(({ name }) => !/menu|suggestions|label for/.test(name));

  it.each(WALKED)(
    'Tab goes through all of “$name”, seen at every stop, and is caught nowhere',
    async (screen) => {
      // What comes late, such as memories above the photos, may come while the keyboard is under way.
      const problems = async (): Promise<unknown[]> => {
        await goToScreen(page, screen, t);
        const { stops, wrong } = await walk(page);
        const outOfReach = await page.evaluate<unknown[]>(OUT_OF_REACH);
        return [...wrong, ...outOfReach, ...(stops.length === 0 ? ['no stop'] : [])];
      };
      await expect.poll(problems, { interval: 500 }).toEqual([]);
    },
  );

  it('the photos are one stop, and the arrow keys go from one to the next', async () => {
    await goToScreen(page, SCREENS[0] as (typeof SCREENS)[0], t);
    await expect.poll(() => page.locator('.cell[tabindex="0"]').count()).toBe(1);
    await page.locator('.cell[tabindex="0"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Home');
    await expect.poll(() => page.locator('.cell[tabindex="0"]').count()).toBe(1);
    await expect.poll(() => page.evaluate('document.activeElement.tabIndex')).toBe(0);
    await expect.poll(() => page.evaluate('document.activeElement.role')).toBe('gridcell');
  });

  it('the search box leads through its suggestions by the arrow keys, and to what stands below them by Tab', async () => {
    await goToScreen(page, SCREENS[0] as (typeof SCREENS)[0], t);
    await page.keyboard.press('/');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.locator('[role="option"][aria-selected="true"]').waitFor();
    const active = await page.evaluate('document.activeElement.getAttribute("aria-activedescendant")');
    await expect
      .poll(() => page.locator('[role="option"][aria-selected="true"]').getAttribute('id'))
      .toBe(active);
    await page.keyboard.press('ArrowUp');
    await page.locator('[role="option"][aria-selected="true"]').waitFor({ state: 'detached' });
    await page.keyboard.press('Tab');
    await expect.poll(() => hasFocus(page.getByRole('button', { name: t.forgetRecent }))).toBe(true);
    await page.keyboard.press('Tab');
    await page.getByRole('option').first().waitFor({ state: 'detached' });
  });

  it.each(SCREEN_NAMES.filter((name) => name !== 'photos'))(
    'the screen "%s" comes by Enter with the focus at its heading, and Back gives it to what was left',
    async (name) => {
      await goToScreen(page, SCREENS[0] as (typeof SCREENS)[0], t);
      const link = page.locator(`.sidebar-link[title="${WINDOW_SCREENS[name].name(t)}"]`);
      await link.focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => link.getAttribute('aria-current')).toBe('page');
      const heading = page.locator('.screen-heading:visible');
      await expect.poll(() => heading.allTextContents()).toEqual([WINDOW_SCREENS[name].name(t)]);
      await expect.poll(() => hasFocus(heading)).toBe(true);
      if (name === 'albums') await page.goBack();
      else await page.keyboard.press('Escape');
      await page.locator('[data-rank="0"]').waitFor();
      await expect.poll(() => hasFocus(link)).toBe(true);
    },
  );

  it('the progress opens by Enter with the focus inside, and gives it back', async () => {
    const button = page.locator('.status-button');
    await page.reload();
    await page.locator('[data-rank="0"]').waitFor();
    await button.focus();
    await page.keyboard.press('Enter');
    await page.locator('dialog[open]').waitFor();
    await expect
      .poll(() => page.evaluate('document.activeElement.closest("dialog[open]") !== null'))
      .toBe(true);
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    await expect.poll(() => hasFocus(button)).toBe(true);
  });

  it('a photo opened, its dialogs and menu closed one after the other, the focus is at its cell again', async () => {
    await page.reload();
    await page.locator('[data-rank="2"]').focus();
    await page.keyboard.press('Enter');
    await page.locator('dialog.viewer').waitFor();
    for (const key of ['b', '?']) {
      await page.keyboard.press(key);
      await page.locator('dialog.sheet').waitFor();
      await page.keyboard.press('Escape');
      await page.locator('dialog.sheet').waitFor({ state: 'detached' });
      await expect
        .poll(() => page.evaluate('document.activeElement.closest("dialog.viewer") !== null'))
        .toBe(true);
    }
    const more = page.locator('dialog.viewer').getByRole('button', { name: t.more, exact: true });
    await more.focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('menuitem').first().waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.role')).toBe('menuitem');
    await page.keyboard.press('Escape');
    await page.getByRole('menuitem').first().waitFor({ state: 'detached' });
    await expect.poll(() => hasFocus(more)).toBe(true);
    await page.keyboard.press('Escape');
    await page.locator('dialog.viewer').waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate('document.activeElement.dataset.rank')).toBe('2');
  });

  it('has one main part, one search, a header, a navigation with a name and a footer', async () => {
    await page.reload();
    await page.locator('.cell').first().waitFor();
    for (const role of ['main', 'search', 'banner', 'contentinfo'] as const)
      await expect.poll(() => page.getByRole(role).count(), { message: role }).toBe(1);
    await expect.poll(() => page.getByRole('navigation', { name: t.sidebar }).count()).toBe(1);
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Beachcomb');
  });

  it('says aloud how many photos a search finds, and that all are looked at', async () => {
    await page.reload();
    const aloud = page.locator('[role="status"], [aria-live="polite"]');
    await expect.poll(() => aloud.allTextContents()).toContain(t.phaseNews.idle);
    await page.getByRole('combobox').fill('parrot');
    await expect.poll(async () => (await aloud.allTextContents()).join()).toMatch(/\b2 photos/);
    await page.getByRole('combobox').fill('parrot date:1850');
    await expect.poll(() => aloud.allTextContents()).toContain(t.photos(0));
  });

  it('stands still for those who asked for less motion', async () => {
    for (const screen of SCREENS) {
      await goToScreen(page, screen, t);
      const moving = await page.evaluate(
        `document.getAnimations().filter((one) => one.effect.getComputedTiming().duration > 0)
          .map((one) => one.animationName ?? one.transitionProperty)`,
      );
      expect(moving, screen.name).toEqual([]);
    }
  });

  it('shows what is chosen, pressed and selected where the system chooses the colours', async () => {
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    const differ = async (one: string, other: string): Promise<void> => {
      const look = (selector: string) =>
        page.evaluate(`(() => {
          const { backgroundColor, boxShadow } = getComputedStyle(document.querySelector(${JSON.stringify(selector)}));
          return [backgroundColor, boxShadow].join();
        })()`);
      expect(await look(one), one).not.toBe(await look(other));
    };
    const named = (name: string) => SCREENS.find((one) => one.name === name) as (typeof SCREENS)[0];
    await goToScreen(page, named('selection'), t);
    await differ('.cell[aria-selected="true"]', '.cell[aria-selected="false"]');
    await differ('.sidebar-link[aria-current]', '.sidebar-link:not([aria-current])');
    await goToScreen(page, named('settings'), t);
    await differ('.choice input:checked + span', '.choice input:not(:checked) + span');
    await goToScreen(page, named('where it was seen'), t);
    await differ('.row-button[aria-pressed="true"]', '.row-button[aria-pressed="false"]');
    await differ('.bar-track span', '.bar-track');
    await goToScreen(page, named('suggestions'), t);
    await untilPictures(page);
    await differ('.suggestion[aria-selected="true"]', '.suggestion[aria-selected="false"]');
    await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'reduce' });
  });
});
