import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madePhoto } from '../support/made-photo.ts';
import { ROOT } from '../support/paths.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { CHROMIUM } from './find-browsers.ts';
import { launchBrowser } from './launch-browser.ts';
import { makeLibrary } from './make-library.ts';

const MONTHS = 36;
const PER_MONTH = 50;
const TOTAL = MONTHS * PER_MONTH;

/** Of three years, 50 a month, from December 2021 back to January 2019. */
function photoOf(n: number) {
  const month = (n - 1) % MONTHS;
  const local = `${2019 + Math.floor(month / 12)}-${String(1 + (month % 12)).padStart(2, '0')}-15T12:00:00`;
  const takenAt = { local, precision: 'second' as const, offset: null, from: 'exif-original' as const };
  const size = n % 3 === 0 ? { width: 300, height: 400 } : { width: 400, height: 300 };
  return { ...size, metadata: { ...madePhoto(n, n).decoded.metadata, takenAt } };
}

describe.skipIf(CHROMIUM === null)('the timeline of many photos (needs Chromium)', () => {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-timeline-')));
  let launched: Awaited<ReturnType<typeof launchBrowser>>;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(path.join(folder, 'home'));
    makeLibrary(path.join(folder, 'home', 'library.sqlite'), TOTAL, photoOf);
    await build({
      configFile: path.join(ROOT, 'renderer', 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: path.join(folder, 'app', 'dist', 'renderer') },
    });
    launched = await launchBrowser({ app: path.join(folder, 'app'), home: path.join(folder, 'home') });
    page = launched.page;
  });
  afterAll(async () => {
    await launched?.close();
    removeFolder(folder);
  });

  const timeline = () => page.getByRole('slider', { name: 'Time' });
  const month = (name: string) => page.getByRole('heading', { name });
  const focused = () => page.evaluate('Number(document.activeElement?.dataset.rank)');
  /** The first row of photos that is wholly in view, by the height of its cells. */
  const rowHeight = async (): Promise<number> =>
    (await page.locator('[data-rank="0"]').boundingBox())?.height ?? 0;

  it('heads the months, newest first, and names the years beside them', async () => {
    await month('December 2021').waitFor();
    await expect.poll(() => timeline().textContent()).toContain('2020');
    await expect.poll(() => timeline().getAttribute('aria-valuetext')).toBe('December 2021');
  });

  it('goes to a month by the keyboard, and shows its photos without those between', async () => {
    await timeline().focus();
    await page.keyboard.press('End');
    await expect.poll(() => timeline().getAttribute('aria-valuetext')).toBe('January 2019');
    await page.locator(`[data-rank="${TOTAL - 1}"][data-photo]`).waitFor();
    await page.keyboard.press('PageUp');
    await expect.poll(() => timeline().getAttribute('aria-valuetext')).toBe('December 2019');
    await page.keyboard.press('ArrowUp');
    await month('January 2020').waitFor();
    await expect.poll(() => timeline().getAttribute('aria-valuetext')).toBe('January 2020');
  });

  it('is drawn along by the pointer, and says where it is', async () => {
    const box = await timeline().boundingBox();
    if (box === null) throw new Error('The timeline is not there.');
    const [x, top] = [box.x + box.width / 2, box.y];
    await page.mouse.move(x, top + 5);
    await page.mouse.down();
    for (let step = 1; step <= 10; step += 1) await page.mouse.move(x, top + (step * box.height) / 20);
    await page
      .locator('.timeline.dragging')
      .getByText(/20(19|20)$/)
      .first()
      .waitFor();
    await page.mouse.up();
    await page.mouse.move(300, 400);
    await expect.poll(() => timeline().getAttribute('aria-valuetext')).toMatch(/2020$/);
    // What it says now, of photos that come in and may move the view a little: the days of those in sight agree.
    const agreeing = async (): Promise<number> => {
      const [name, year] = ((await timeline().getAttribute('aria-valuetext')) ?? '').split(' ');
      return page.getByRole('gridcell', { name: new RegExp(`${name} \\d+, ${year}`) }).count();
    };
    await expect.poll(agreeing).toBeGreaterThan(0);
    await expect.poll(() => page.locator('.cell[data-photo]').count()).toBeGreaterThan(10);
  });

  it('leads from month to month with the control key', async () => {
    await timeline().focus();
    await page.keyboard.press('Home');
    // Whoever goes on before the view is there may have the focus in a cell that goes with the old one.
    await expect.poll(() => timeline().getAttribute('aria-valuetext')).toBe('December 2021');
    await page.locator('[data-rank="0"][data-photo]').focus();
    await page.keyboard.press('Control+ArrowDown');
    await expect.poll(focused).toBe(PER_MONTH);
    await page.keyboard.press('Control+End');
    await expect.poll(focused).toBe(TOTAL - 1);
    await page.keyboard.press('Control+ArrowUp');
    await expect.poll(focused).toBe(TOTAL - PER_MONTH);
    await page.keyboard.press('Control+Home');
    await expect.poll(focused).toBe(0);
  });

  it('shows photos larger and smaller, by key, button and wheel, and remembers it', async () => {
    const usual = await rowHeight();
    await page.keyboard.press('+');
    await expect.poll(rowHeight).toBeGreaterThan(usual);
    const larger = await rowHeight();
    await page.getByRole('button', { name: 'Smaller photos' }).click();
    await expect.poll(rowHeight).toBe(usual);
    await page.mouse.move(400, 400);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -120);
    await page.keyboard.up('Control');
    await expect.poll(rowHeight).toBe(larger);
    await page.reload();
    await expect.poll(rowHeight).toBe(larger);
  });

  it('keeps the photo in view where it is when photos above it become known', async () => {
    await timeline().focus();
    await page.keyboard.press('End');
    await page.locator(`[data-rank="${TOTAL - 1}"][data-photo]`).waitFor();
    // Upwards, into what is not known yet, a little at a time: what stays in view goes with the view, not more.
    const moves = await page.evaluate(`(async () => {
      const view = document.querySelector('.scroller');
      const moves = [];
      while (moves.length < 80) {
        // The photos in sight may be on their way still.
        let cell;
        while (cell === undefined) {
          await new Promise(requestAnimationFrame);
          cell = [...document.querySelectorAll('.cell[data-photo]')]
            .find((one) => one.getBoundingClientRect().top > 150);
        }
        const before = cell.getBoundingClientRect().top;
        view.scrollTop -= 300;
        for (let n = 0; n < 4; n += 1) await new Promise(requestAnimationFrame);
        const after = document.querySelector('[data-photo="' + cell.dataset.photo + '"]');
        moves.push(after === null ? null : after.getBoundingClientRect().top - before);
      }
      return moves;
    })()`);
    expect((moves as (number | null)[]).filter((moved) => Math.abs((moved ?? 0) - 300) > 2)).toEqual([]);
  });
});
