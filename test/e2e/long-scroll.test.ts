import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../support/paths.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { CHROMIUM } from './find-browsers.ts';
import { launchBrowser } from './launch-browser.ts';
import { makeLibrary } from './make-library.ts';

/** Photos one below the other, in the largest size: higher than what is laid out of them. */
const TOTAL = 60_000;
const LAID_OUT = 15_000_000;

/** Resolves in the page once it has not been scrolled for longer than after which it rests, by its own timers. */
const RESTED = `new Promise((resolve) => {
  let timer = setTimeout(resolve, 400);
  document.querySelector('.scroller').addEventListener('scroll', () => {
    clearTimeout(timer);
    timer = setTimeout(resolve, 400);
  });
})`;

describe.skipIf(CHROMIUM === null)('more photos than a browser can lay out (needs Chromium)', () => {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-long-')));
  let launched: Awaited<ReturnType<typeof launchBrowser>>;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(path.join(folder, 'home'));
    makeLibrary(path.join(folder, 'home', 'library.sqlite'), TOTAL, () => ({ width: 400, height: 300 }));
    await build({
      configFile: path.join(ROOT, 'renderer', 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: path.join(folder, 'dist', 'renderer') },
    });
    launched = await launchBrowser({ app: folder, home: path.join(folder, 'home') });
    page = await launched.open({ viewport: { width: 420, height: 800 }, reducedMotion: 'reduce' });
    await page.evaluate('localStorage.setItem("beachcomb.row-height", "340")');
    await page.reload();
    await page.locator('.cell[data-photo]').first().waitFor();
  }, 180_000);
  afterAll(async () => {
    await launched?.close();
    removeFolder(folder);
  });

  /** The ranks in sight, and where the first of them begins. */
  const inSight = () =>
    page.evaluate(`(() => {
      const view = document.querySelector('.scroller').getBoundingClientRect();
      const seen = [...document.querySelectorAll('.cell[data-photo]')]
        .map((one) => ({ rank: Number(one.dataset.rank), top: one.getBoundingClientRect().top, bottom: one.getBoundingClientRect().bottom }))
        .filter(({ top, bottom }) => bottom > view.top && top < view.bottom)
        .sort((a, b) => a.rank - b.rank);
      return seen.map(({ rank, top }) => [rank, Math.round(top)]);
    })()`) as Promise<(readonly [rank: number, top: number])[]>;
  const ranks = async (): Promise<number[]> => (await inSight()).map(([rank]) => rank);
  const layOut = () => page.evaluate('document.querySelector(".scroller").scrollHeight') as Promise<number>;

  it('lays out no more than it may', async () => {
    await expect.poll(layOut).toBeGreaterThan(LAID_OUT - 100);
    await expect.poll(layOut).toBeLessThan(LAID_OUT + 100);
    await expect.poll(ranks).toContain(0);
  });

  it('comes to the last photo and back to the first by a key', async () => {
    await page.locator('.cell[data-rank="0"]').focus();
    await page.keyboard.press('Control+End');
    await expect.poll(ranks).toContain(TOTAL - 1);
    await expect.poll(() => page.evaluate('document.activeElement.dataset.rank')).toBe(String(TOTAL - 1));
    await page.keyboard.press('ArrowUp');
    await expect.poll(ranks).toContain(TOTAL - 2);
    await page.keyboard.press('Control+Home');
    await expect.poll(ranks).toContain(0);
    await expect.poll(layOut).toBeLessThan(LAID_OUT + 100);
  });

  it('moves in the middle as far as the wheel turns, and stays where it is after that', async () => {
    await page.evaluate(
      '{ const v = document.querySelector(".scroller"); v.scrollTop = v.scrollHeight / 2; }',
    );
    await expect.poll(async () => Math.abs(((await ranks())[0] ?? 0) - TOTAL / 2)).toBeLessThan(600);
    // Once it rests, it is laid out again in its place.
    await page.evaluate(RESTED);
    const [first] = await inSight();
    await page.mouse.move(200, 500);
    for (let turn = 0; turn < 3; turn += 1) await page.mouse.wheel(0, 50);
    await expect
      .poll(async () => new Map(await inSight()).get(first?.[0] ?? 0))
      .toBe((first?.[1] ?? 0) - 150);
    const moved = await inSight();
    await page.evaluate(RESTED);
    expect(await inSight()).toEqual(moved);
  });
});
