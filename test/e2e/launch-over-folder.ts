import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import { buildApp } from './build-app.ts';
import { type LaunchedBrowser, launchBrowser } from './launch-browser.ts';

/**
 * The built app in a browser, in English, with a new library of one folder. Closing it deletes both.
 * @param fill writes the files of the folder
 */
export async function launchOverFolder(
  fill: (folder: string) => void | Promise<void>,
  theme: 'light' | 'system' = 'light',
): Promise<LaunchedBrowser> {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-e2e-')));
  const [app = '', home = '', files = ''] = ['app', 'home', 'files'].map((name) => path.join(root, name));
  for (const folder of [app, home, files]) mkdirSync(folder);
  await fill(files);
  await buildApp(app);
  const userData = new UserDataWriter(path.join(home, 'library.sqlite'));
  userData.addFolder(Buffer.from(files), 0);
  userData.setSetting('window', { language: 'en', theme });
  userData.close();
  const launched = await launchBrowser({ app, home });
  return {
    ...launched,
    async close() {
      await launched.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
