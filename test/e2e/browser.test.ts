import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildRenderer } from '../support/built-renderer.ts';
import { ROOT } from '../support/paths.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { CHROMIUM } from './find-browsers.ts';
import { START_MS } from './launch-electron.ts';

const SHOTS = path.join(ROOT, '.cache', 'shots');
let browser: Browser;

beforeAll(async () => {
  if (CHROMIUM === null) return;
  await buildRenderer();
  mkdirSync(SHOTS, { recursive: true });
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    timeout: START_MS,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}, 180_000);
afterAll(() => browser?.close());

/** The real program behind the loopback server, and a page that shows it. */
async function open(library: string): Promise<{ page: Page; stop: () => Promise<void>; errors: string[] }> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'src/entry/cli/main.ts', 'serve', '--library', library],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const gone = new Promise((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await gone;
  });
  const address = await new Promise<string>((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`serve ended with ${code}`)));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const found = /http:\S+/.exec(text)?.[0];
      if (found !== undefined) resolve(found);
    });
  });
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(address);
  return {
    page,
    errors,
    async stop() {
      await page.context().close();
      child.kill('SIGTERM');
      await gone;
    },
  };
}

const cells = (page: Page) => page.getByRole('gridcell');

/** Types a search and waits until its first hit is a photo whose viewer names this file. */
async function expectFirst(page: Page, text: string, file: string): Promise<void> {
  const box = page.getByRole('combobox');
  await box.fill(text);
  // Its suggestions lie over the photos.
  await box.blur();
  await expect
    .poll(
      async () => {
        // Until its chips are there, the photos are those of the search before it.
        const chips = await page.locator('.bar-words').textContent();
        const photo = await cells(page).first().getAttribute('data-photo');
        if (chips?.includes(text) !== true || photo === null) return '';
        const reply = await page.evaluate(
          async (id) =>
            (
              await fetch('/api', {
                method: 'POST',
                headers: {
                  'content-type': 'application/json',
                  'x-beachcomb-key':
                    /key=([\w-]+)/.exec(localStorage.getItem('beachcomb-session') ?? '')?.[1] ?? '',
                },
                body: JSON.stringify({ call: 'photo.get', input: { photo: id, text: '' } }),
              })
            ).json(),
          Number(photo),
        );
        return (reply as { output?: { places: { name: string }[] } }).output?.places[0]?.name ?? '';
      },
      { timeout: 20_000 },
    )
    .toBe(file);
}

describe.skipIf(CHROMIUM === null)('the window in Chromium (needs chromium)', () => {
  it('shows the beaches a minute after the first run, opens one, says why, goes back by key, and keeps all', async () => {
    const library = path.join(tempFolder(), 'library.sqlite');
    const first = await open(library);
    const { page } = first;
    await page.screenshot({ path: path.join(SHOTS, '1-first-run.png') });
    await page.getByRole('button', { name: /sample/i }).click();
    await expect.poll(() => cells(page).count(), { timeout: 60_000 }).toBeGreaterThan(20);
    await page.screenshot({ path: path.join(SHOTS, '2-all-photos.png') });
    await expectFirst(page, 'beach', 'beach.jpg');
    await page.screenshot({ path: path.join(SHOTS, '3-beach.png') });
    await expectFirst(page, '海滩', 'beach.jpg');

    await cells(page).first().click();
    const viewer = page.getByRole('dialog');
    await expect.poll(() => viewer.textContent()).toMatch(/beach/i);
    await page.screenshot({ path: path.join(SHOTS, '4-viewer.png') });
    await page.keyboard.press('Escape');
    await expect.poll(() => viewer.count()).toBe(0);
    await expect.poll(() => page.locator('[data-photo]:focus').count()).toBe(1);

    // Reloaded in the middle: the cookie still lets this browser in.
    await page.reload();
    await expectFirst(page, 'bus', 'bus.jpg');
    expect(first.errors).toEqual([]);
    await first.stop();

    const second = await open(library);
    await expectFirst(second.page, 'beach', 'beach.jpg');
    await second.page.emulateMedia({ colorScheme: 'dark' });
    await second.page.screenshot({ path: path.join(SHOTS, '5-again-dark.png') });
    await second.stop();
  }, 180_000);

  it('has access in a new tab after the only one was closed, until the session is ended', async () => {
    const { page, stop } = await open(path.join(tempFolder(), 'library.sqlite'));
    const [context, address] = [page.context(), new URL('/', page.url()).href];
    await page.getByRole('button', { name: /sample/i }).click();
    await cells(page).first().waitFor({ timeout: 60_000 });
    // A browser ends with its last window; one on another site stays.
    const elsewhere = await context.newPage();
    await page.close();
    const again = await context.newPage();
    await again.goto(address);
    await cells(again).first().waitFor();
    expect(again.url()).not.toContain('key=');
    await again.goto(`${address}#/settings`);
    await again.getByRole('button', { name: 'End session' }).click();
    await expect.poll(() => again.getByText('with its token').count()).toBe(1);
    await expect.poll(() => again.evaluate(() => localStorage.getItem('beachcomb-session'))).toBeNull();
    await elsewhere.close();
    await stop();
  }, 120_000);
});
