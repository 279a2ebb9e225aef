import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { type Browser, chromium, type Page } from 'playwright-core';
import { openDisplay } from '../../e2e/display.ts';

export interface LaunchedPackaged {
  readonly page: Page;
  /** Everything that it wrote to its log. */
  readonly log: () => string;
  /** Quits, and waits until it is gone. */
  close(): Promise<void>;
}

interface Options {
  /** Path of the packaged program's file. */
  readonly program: string;
  /** A folder for library.sqlite and what the window remembers. */
  readonly home: string;
  readonly words: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Milliseconds. */
const START_WITHIN = 30_000;
const CONNECTS = 3;

/**
 * A page that does not answer while it is being made holds up who connects for good
 * (github.com/microsoft/playwright/issues/42730): then once more.
 */
const connect = (address: string, left = CONNECTS): Promise<Browser> =>
  chromium.connectOverCDP(address, { timeout: START_WITHIN / CONNECTS }).catch((error: unknown) => {
    if (left <= 1) throw error;
    return connect(address, left - 1);
  });

/**
 * The packaged program as it is shipped. It lets nobody inspect its main process, so a test meets it where any
 * Chromium can be met: at its page.
 */
export async function launchPackaged({ program, home, words, env = {} }: Options): Promise<LaunchedPackaged> {
  const display = await openDisplay();
  const child = spawn(
    program,
    [
      // Chromium’s sandbox does not work for root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--remote-debugging-port=0',
      `--user-data-dir=${path.join(home, 'window')}`,
      ...words,
    ],
    {
      cwd: home,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        DISPLAY: display.DISPLAY,
        BEACHCOMB_LIBRARY: path.join(home, 'library.sqlite'),
        ...env,
      },
    },
  );
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    child.kill();
    await gone;
    display.close();
  };
  try {
    const address = await new Promise<string>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`It did not start. ${log}`)), START_WITHIN);
      child.once('error', reject);
      child.once('close', (code) => reject(new Error(`It ended with ${code}. ${log}`)));
      child.stderr.on('data', () => {
        const [, found] = /^DevTools listening on (ws:\S+)$/m.exec(log) ?? [];
        if (found === undefined) return;
        clearTimeout(late);
        resolve(found);
      });
    });
    browser = await connect(address);
    const [context] = browser.contexts();
    if (context === undefined) throw new Error('It has no window.');
    const page = context.pages()[0] ?? (await context.waitForEvent('page'));
    return { page, log: () => log, close };
  } catch (error) {
    await close();
    throw error;
  }
}
