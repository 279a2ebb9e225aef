import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { type Browser, chromium, type Page } from 'playwright-core';

export interface LaunchedPackaged {
  readonly page: Page;
  /** Everything that it wrote to its log. */
  readonly log: () => string;
  /** Quits, and waits until it is gone. */
  close(): Promise<void>;
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
 * The window of a packaged program that was started with `--remote-debugging-port=0`. It lets nobody inspect its main
 * process, so a test meets it where any Chromium can be met: at its page.
 * @param onClosed called when it is gone
 * @throws Error with its log, if it has no window in time; then it is gone too
 */
export async function meetWindow(
  child: ChildProcessByStdio<null, Readable, Readable>,
  onClosed: () => void,
): Promise<LaunchedPackaged> {
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
    onClosed();
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
