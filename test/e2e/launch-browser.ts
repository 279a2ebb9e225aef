import path from 'node:path';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { Library } from '../../src/app/library.ts';
import { openLibrary } from '../../src/app/open-library.ts';
import { SAMPLES } from '../../src/entry/host/paths.ts';
import { serve } from '../../src/entry/http/serve.ts';
import { MODELS } from '../support/paths.ts';
import { CHROMIUM } from './find-browsers.ts';
import { type LaunchOptions, START_MS, STILL_MS } from './launch-electron.ts';
import { slowLibrary, slowPage } from './slow-down.ts';

export interface LaunchedBrowser {
  readonly page: Page;
  /** What the window asks. */
  readonly library: Library;
  /** Another window, let in as the first one is. */
  open(options: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

interface BrowserOptions extends LaunchOptions {
  readonly browserArguments?: readonly string[];
}

/** Without a mouse of the machine, Chromium takes itself for a phone: these say that there is one. */
export const WITH_MOUSE = [
  '--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4',
];

/** The same program behind the loopback server, in a browser that opened its address. */
export async function launchBrowser({
  app,
  home,
  browserArguments = [],
}: BrowserOptions): Promise<LaunchedBrowser> {
  if (CHROMIUM === null) throw new Error('There is no Chromium.');
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const library = await openLibrary({
    path: path.join(home, 'library.sqlite'),
    models: MODELS,
    samples: SAMPLES,
    indexing: true,
    log,
  });
  const server = await serve(slowLibrary(library), {
    port: 0,
    rendererFolder: path.join(app, 'dist', 'renderer'),
    log,
  });
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [...browserArguments],
    timeout: START_MS,
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 840 } });
  page.setDefaultTimeout(STILL_MS);
  await slowPage(page);
  await page.goto(server.address);
  return {
    page,
    library,
    async open(options) {
      const other = await (await browser.newContext(options)).newPage();
      other.setDefaultTimeout(STILL_MS);
      await slowPage(other);
      await other.goto(server.newAddress());
      return other;
    },
    async close() {
      await browser.close();
      await server.close();
      await library.close();
    },
  };
}
