import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { buildApp } from './build-app.ts';
import { type LaunchedBrowser, launchBrowser } from './launch-browser.ts';
import { type LaunchedElectron, type LaunchOptions, launchElectron } from './launch-electron.ts';

type Fill = (folder: string) => void | Promise<void>;
type Theme = 'light' | 'system';

/** Launches the built app, in English, with a new library of one folder. Closing it deletes both. */
async function overFolder<L extends { close(): Promise<void> }>(
  launch: (options: LaunchOptions) => Promise<L>,
  fill: Fill,
  theme: Theme,
): Promise<L> {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-e2e-')));
  const [app = '', home = '', files = ''] = ['app', 'home', 'files'].map((name) => path.join(root, name));
  for (const folder of [app, home, files]) mkdirSync(folder);
  await fill(files);
  await buildApp(app);
  const userData = new UserDataWriter(path.join(home, 'library.sqlite'));
  userData.addFolder(Buffer.from(files), 0);
  userData.setSetting('window', { language: 'en', theme });
  userData.close();
  const launched = await launch({ app, home });
  return {
    ...launched,
    async close() {
      await launched.close();
      removeFolder(root);
    },
  };
}

/**
 * The app in a browser over a folder.
 * @param fill writes the files of the folder
 */
export const launchOverFolder = (fill: Fill, theme: Theme = 'light'): Promise<LaunchedBrowser> =>
  overFolder(launchBrowser, fill, theme);

/** The same in Electron. */
export const launchElectronOverFolder = (fill: Fill, theme: Theme = 'light'): Promise<LaunchedElectron> =>
  overFolder(launchElectron, fill, theme);
