import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectLog } from '../support/collect-log.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { buildApp } from './build-app.ts';
import { CHROMIUM } from './find-browsers.ts';
import { type LaunchedBrowser, launchBrowser } from './launch-browser.ts';
import { makeLibrary } from './make-library.ts';

const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-e2e-')));
const PHOTOS = 30;

/** A date that fits the contract, and that no calendar knows: whoever shows it throws. */
const NO_DATE = 'no date';

/** Changes the output of one call on its way to the page, until it is told to stop. */
async function change(
  page: Page,
  call: string,
  altered: (output: Record<string, unknown>) => Record<string, unknown>,
): Promise<() => Promise<void>> {
  await page.route('**/api', async (route) => {
    const { call: name } = route.request().postDataJSON() as { call: string };
    if (name !== call) return route.continue();
    const response = await route.fetch();
    const reply = (await response.json()) as { output: Record<string, unknown> };
    await route.fulfill({ response, json: { ...reply, output: altered(reply.output) } });
  });
  return () => page.unroute('**/api');
}

describe.skipIf(CHROMIUM === null)('a part of the window that throws (needs Chromium)', () => {
  let launched: LaunchedBrowser;
  let page: Page;
  const alert = () => page.getByRole('alert');

  beforeAll(async () => {
    for (const name of ['app', 'home']) mkdirSync(path.join(folder, name));
    await buildApp(path.join(folder, 'app'));
    makeLibrary(path.join(folder, 'home', 'library.sqlite'), PHOTOS, () => ({}));
    launched = await launchBrowser({ app: path.join(folder, 'app'), home: path.join(folder, 'home') });
    ({ page } = launched);
    await page.getByRole('gridcell').first().waitFor();
  });
  afterAll(async () => {
    await launched?.close();
    removeFolder(folder);
  });

  it('leaves the rest usable where it is the viewer, is shown again at "Try again", and is logged', async () => {
    const records = collectLog();
    const stop = await change(page, 'photo.get', (output) => ({
      ...output,
      takenAt: { local: NO_DATE, precision: 'second', offset: null, from: 'exif-original' },
    }));
    const cells = page.getByRole('gridcell');
    const before = await cells.count();
    await cells.first().click();
    await expect.poll(() => alert().textContent()).toContain('could not be shown');
    await expect.poll(() => cells.count()).toBe(before);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await alert().waitFor({ state: 'detached' });

    // The rest: a search, a page.
    await page.getByRole('combobox').fill('type:photo');
    await page.getByRole('link', { name: 'Albums' }).click();
    await page.getByRole('heading', { name: 'Albums' }).waitFor();
    await page.getByRole('link', { name: 'Photos' }).click();
    await cells.first().waitFor();

    await cells.first().click();
    await alert().waitFor();
    await stop();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.viewer').waitFor();
    await page.keyboard.press('Escape');

    const failed = records.filter(({ message }) => message === 'the window failed');
    expect(failed[0]).toMatchObject({ process: 'window', detail: 'screen', error: { name: 'RangeError' } });
    expect(failed[0]?.error?.stack).toMatch(/assets\/.*\.js:\d+/);
    // The same error is reported once a minute.
    expect(failed).toHaveLength(1);
  });

  it('leaves header, search and pages where it is the grid', async () => {
    const stop = await change(page, 'search.run', (output) => ({
      ...output,
      months: [
        { month: NO_DATE, level: 'likely', count: 10 },
        { month: '2019-01', level: 'likely', count: PHOTOS - 10 },
      ],
    }));
    await page.reload();
    await expect.poll(() => alert().textContent()).toContain('could not be shown');
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByText('Copy diagnostics').waitFor();
    await page.getByRole('link', { name: 'Photos' }).click();
    await stop();
    await page.getByRole('combobox').fill('0.jpg');
    await page.getByRole('gridcell').first().waitFor();
    expect(await alert().count()).toBe(0);
  });

  it('offers "Reload" where it is the whole window, which then is there again', async () => {
    const other = await launched.open({});
    // At its next load only: the setting of the system that everything asks for.
    await other.addInitScript(`if (sessionStorage.getItem('planted') === null) {
      sessionStorage.setItem('planted', 'yes');
      Object.defineProperty(navigator, 'language', { get() { throw new Error('planted in the window'); } });
    }`);
    await other.reload();
    await expect.poll(() => other.getByRole('alert').textContent()).toContain('could not be shown');
    await other.getByRole('button', { name: 'Reload' }).click();
    await other.getByRole('gridcell').first().waitFor();
    expect(await other.getByRole('alert').count()).toBe(0);
  });

  it('is logged as well where it throws outside of React', async () => {
    const records = collectLog();
    await page.evaluate(`setTimeout(() => { throw new TypeError('planted in a timer') })`);
    await page.evaluate(`void Promise.reject(new TypeError('planted in a promise'))`);
    await expect
      .poll(() => records.map(({ detail, error }) => `${detail}: ${error?.message}`).sort())
      .toEqual(['event: planted in a timer', 'rejection: planted in a promise']);
  });

  it('copies the diagnostics from the settings', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Copy diagnostics' }).click();
    await page.getByText('The diagnostics are in the clipboard.').waitFor();
    const text = await page.evaluate('navigator.clipboard.readText()');
    expect(text).toContain(`photos ${PHOTOS}`);
    expect(text).not.toContain(folder);
  });
});
