import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program folder: of a checkout, or `resources/program` of a package. */
const root = fileURLToPath(new URL('../../..', import.meta.url));

/** How the window is started. */
export interface WindowProgram {
  readonly program: string;
  /** Before the folders. */
  readonly args: readonly string[];
  /** A checkout builds the window first, on this terminal, and serves it for the browser where there is no display. */
  readonly isCheckout: boolean;
}

/** Where a package has its window, from its resources. @returns a relative path */
export function windowIn(platform: string): string {
  if (platform === 'darwin') return path.join('..', 'MacOS', 'Beachcomb');
  return path.join('..', platform === 'win32' ? 'Beachcomb.exe' : 'beachcomb');
}

/**
 * The program of the window that belongs to this command line; null if it is incomplete.
 * @param program the program folder
 */
export function windowProgram(
  program: string = root,
  platform: string = process.platform,
): WindowProgram | null {
  const start = path.join(program, 'scripts', 'start.mjs');
  if (existsSync(start)) return { program: process.execPath, args: [start], isCheckout: true };
  const window = path.resolve(program, '..', windowIn(platform));
  return existsSync(window) ? { program: window, args: [], isCheckout: false } : null;
}

/** Whether a system has a screen that a window can open on. */
export const hasDisplay = (
  env: NodeJS.ProcessEnv = process.env,
  platform: string = process.platform,
): boolean => platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
