import { mkdtempSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../../scripts/build-page.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { findings } from './axe-findings.ts';
import { CHROMIUM } from './find-browsers.ts';
import { START_MS } from './launch-electron.ts';

const HOMEPAGE = 'https://example.org/beach?a=1&b=2';

describe.skipIf(CHROMIUM === null)('the page about the program (needs Chromium)', () => {
  let browser: Browser;
  let address: string;
  let folder: string;
  const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-page-'));
  beforeAll(async () => {
    folder = path.join(root, 'page 照片');
    buildPage(folder, HOMEPAGE);
    address = pathToFileURL(path.join(folder, 'index.html')).href;
    browser = await chromium.launch({
      ...(CHROMIUM === null ? {} : { executablePath: CHROMIUM }),
      timeout: START_MS,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
  });
  afterAll(async () => {
    await browser?.close();
    removeFolder(root);
  });

  it('shows its pictures, its table and its links, and loads nothing from elsewhere', async () => {
    const page = await browser.newPage();
    const [requested, errors]: [string[], string[]] = [[], []];
    page.on('request', (request) => requested.push(request.url()));
    page.on('console', (message) => errors.push(message.text()));
    await page.goto(address);
    const widths = async (): Promise<number[]> =>
      page.locator('img').evaluateAll((images) =>
        images.map((image) => {
          image.scrollIntoView();
          return (image as unknown as { naturalWidth: number }).naturalWidth;
        }),
      );
    await expect.poll(async () => Math.min(...(await widths()))).toBeGreaterThan(0);
    await expect.poll(() => page.locator('tbody tr').count()).toBe(3);
    await expect
      .poll(() => page.getByRole('link', { name: /^Get version/ }).getAttribute('href'))
      .toBe(`${HOMEPAGE}/releases/latest`);
    expect(requested.every((url) => url.startsWith('file:'))).toBe(true);
    expect(errors).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(
      ['icon.svg', 'index.html', 'page.css', 'search.webp', 'viewer.webp'].sort(),
    );
    await page.close();
  });

  it('can be read by everybody, in both looks, and fits a phone', async () => {
    const context = await browser.newContext({ bypassCSP: true, viewport: { width: 360, height: 640 } });
    const page = await context.newPage();
    await page.goto(address);
    expect(await findings(page)).toEqual([]);
    await expect.poll(() => page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360);
    await context.close();
  });
});
