import path from 'node:path';
import process from 'node:process';
import { _electron, type ElectronApplication, errors, type Page } from 'playwright-core';
import { openDisplay } from './display.ts';
import { ELECTRON } from './find-browsers.ts';
import { slowElectron, slowPage } from './slow-down.ts';

export interface LaunchOptions {
  /** What `buildApp` built into. */
  readonly app: string;
  /** A folder for library.sqlite and what the window remembers. */
  readonly home: string;
  /** More words of the command line. */
  readonly words?: readonly string[];
  /** What is started in the place of Electron: a script that starts it and watches it. */
  readonly program?: string;
}

/** The same for a packaged program that lets itself be inspected. */
export interface LaunchPackagedOptions extends Omit<LaunchOptions, 'app'> {
  /** Path of its file. */
  readonly packaged: string;
}

/** In ms, for each wait of a window: what is waited for is progress, and it comes late on a busy machine. */
export const STILL_MS = 60_000;
/** In ms: the same for the start of a browser; less than a hook may take. */
export const START_MS = 100_000;

/** In ms, for one of two starts of Electron. */
const LAUNCH_MS = START_MS / 2;

/** Characters of its log that are shown where it ends by itself. */
const LOG_TAIL = 4000;

export interface LaunchedElectron {
  readonly page: Page;
  readonly electron: ElectronApplication;
  /** DISPLAY of its screen. */
  readonly display: string;
  /** Everything that it wrote to its log. */
  readonly log: readonly string[];
  /** Quits as a person does, and waits until all its processes are gone. */
  close(): Promise<void>;
}

/** The program as Electron runs it. */
export async function launchElectron(
  options: LaunchOptions | LaunchPackagedOptions,
): Promise<LaunchedElectron> {
  const { home, words = [], program } = options;
  const executablePath = program ?? ('packaged' in options ? options.packaged : ELECTRON);
  if (executablePath === null) throw new Error('There is no Electron.');
  const display = await openDisplay();
  const electron = await launchTwice({
    executablePath,
    cwd: home,
    timeout: LAUNCH_MS,
    // Chromium’s sandbox does not work for root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      ...('app' in options ? [path.join(options.app, 'dist', 'electron', 'main.mjs')] : []),
      `--user-data-dir=${path.join(home, 'window')}`,
      ...words,
    ],
    env: {
      ...(process.env as Record<string, string>),
      DISPLAY: display.DISPLAY,
      BEACHCOMB_LIBRARY: path.join(home, 'library.sqlite'),
    },
  }).catch((error: unknown) => {
    display.close();
    throw error;
  });
  const log: string[] = [];
  electron
    .process()
    .stderr?.setEncoding('utf8')
    .on('data', (text: string) => log.push(text));
  let isClosing = false;
  const note = (what: string): void => {
    if (!isClosing) process.stderr.write(`${what}\n${log.join('').slice(-LOG_TAIL)}\n`);
  };
  electron.process().once('exit', (code, signal) => {
    if (code !== 0) note(`Electron ended (${code ?? signal}).`);
  });
  const close = async (): Promise<void> => {
    isClosing = true;
    await electron.close();
    display.close();
  };
  try {
    const page = await electron.firstWindow({ timeout: START_MS });
    page.setDefaultTimeout(STILL_MS);
    page.once('crash', () => note('The page of Electron crashed.'));
    // Loaded again before that, the page is not there.
    await page.waitForLoadState();
    await slowElectron(electron);
    await slowPage(page);
    return { page, electron, display: display.DISPLAY, log, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Starts Electron, once more where the first start was not answered: Playwright, attached to a program that has just begun,
 * waits for ever in one of some hundred starts on a busy machine, while the program itself goes on.
 */
async function launchTwice(options: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> {
  try {
    return await _electron.launch(options);
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
    process.stderr.write(`Electron is started once more: ${error.message}\n`);
    return _electron.launch(options);
  }
}
