import { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeFolder } from '../support/remove-folder.ts';
import { makeUserDataLibrary } from '../support/user-data-library.ts';
import { buildApp } from './build-app.ts';
import { CHROMIUM } from './find-browsers.ts';
import { launchBrowser } from './launch-browser.ts';

const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-e2e-')));

describe.skipIf(CHROMIUM === null)('a library that had to be rebuilt (needs Chromium)', () => {
  beforeAll(async () => {
    for (const name of ['app', 'home']) mkdirSync(path.join(folder, name));
    await buildApp(path.join(folder, 'app'));
  });
  afterAll(() => removeFolder(folder));

  it('is told of in a sentence, in the language of the window, until the person has read it', async () => {
    const home = path.join(folder, 'home');
    const library = path.join(home, 'library.sqlite');
    mkdirSync(path.join(home, 'photos'));
    makeUserDataLibrary(library, path.join(home, 'photos'), 50);
    writeFileSync(library, readFileSync(library).fill(0, 0, 4096));
    const { page, close } = await launchBrowser({ app: path.join(folder, 'app'), home });
    try {
      // Its language, Chinese, was said before the damage.
      const notice = page.locator('.recovered');
      await notice.getByText('图库文件曾损坏').waitFor();
      await expect.poll(() => notice.textContent()).toMatch(/library\.damaged-.*\.sqlite/);
      await notice.getByRole('button').click();
      await notice.waitFor({ state: 'detached' });
      await page.reload();
      await page.getByRole('combobox').waitFor();
      expect(await notice.count()).toBe(0);
    } finally {
      await close();
    }
  });
});
