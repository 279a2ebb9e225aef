import type { ElectronApplication, Page } from 'playwright-core';
import type { Library } from '../../src/app/library.ts';
import { late, SLOWNESS } from '../support/slowness.ts';

/** In ms: of what a window asks for, under BEACHCOMB_TEST_SLOW. */
const LATEST_MS = 300;

/** Slows down the scripts, styles and layout of a page, also after it was loaded again. */
export async function slowPage(page: Page): Promise<void> {
  if (SLOWNESS === 1) return;
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWNESS });
}

/** A library that answers its window late. */
export function slowLibrary(library: Library): Library {
  if (SLOWNESS === 1) return library;
  const handlers = new Proxy(library.handlers, {
    get: (known, name: keyof Library['handlers']) => async (input: never) => {
      const output = await known[name](input);
      await late(LATEST_MS);
      return output;
    },
  });
  return { ...library, handlers };
}

/** The same for the host of the desktop app: the handlers that Electron keeps of its calls answer late. */
export async function slowElectron(electron: ElectronApplication): Promise<void> {
  if (SLOWNESS === 1) return;
  await electron.evaluate(({ ipcMain }, latestMs) => {
    type Handler = (...values: unknown[]) => unknown;
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> };
    for (const [channel, handler] of handlers)
      handlers.set(channel, async (...values) => {
        const output = await handler(...values);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * latestMs));
        return output;
      });
  }, LATEST_MS);
}
