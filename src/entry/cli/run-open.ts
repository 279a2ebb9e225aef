import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { hasDisplay, windowProgram } from '../host/window-program.ts';
import { CommandError } from './command-error.ts';
import type { OpenCommandOptions } from './command-options.ts';
import { words } from './words.ts';

/** In ms: a window that ends sooner than this could not be opened, or handed its folders to one that is open. */
const ENDS_WITHIN_MS = 1500;

/**
 * Opens the window, with folders to add. A window that is open already comes to the front.
 * @throws CommandError `not-found` for a folder that is not there, `unavailable` where no window can be opened
 */
export async function runOpen(folders: readonly string[], { library }: OpenCommandOptions): Promise<void> {
  const added = folders.map((folder) => path.resolve(folder));
  for (const folder of added)
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
      throw new CommandError('not-found', words('cli.open.noFolder', { path: folder }));
  const window = windowProgram();
  if (window === null) throw new CommandError('unavailable', words('cli.open.incomplete'));
  if (!window.isCheckout && !hasDisplay()) throw new CommandError('unavailable', words('cli.open.noDisplay'));
  const env = {
    ...process.env,
    // Of a package: Chromium would take it for the Node of another program.
    NODE_OPTIONS: window.isCheckout ? process.env['NODE_OPTIONS'] : undefined,
    ...(library === undefined ? {} : { BEACHCOMB_LIBRARY: path.resolve(library) }),
  };
  // Chromium's sandbox refuses root, which is nobody's desktop but that of a container.
  const asRoot = !window.isCheckout && process.platform === 'linux' && process.getuid?.() === 0;
  const args = [...window.args, ...(asRoot ? ['--no-sandbox'] : []), '--', ...added];
  const child = spawn(window.program, args, {
    env,
    detached: !window.isCheckout,
    stdio: window.isCheckout ? 'inherit' : 'ignore',
  });
  const code = await ended(child, window.isCheckout ? null : ENDS_WITHIN_MS);
  child.unref();
  if (window.isCheckout) process.exitCode = code ?? 0;
  else if (code !== null && code !== 0)
    throw new CommandError('unavailable', words('cli.open.failed', { code }));
}

/** The exit code; null if it still runs after `withinMs`, or was ended by a signal. */
const ended = (child: ReturnType<typeof spawn>, withinMs: number | null): Promise<number | null> =>
  new Promise((resolve, reject) => {
    const late = withinMs === null ? undefined : setTimeout(resolve, withinMs, null);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(late);
      resolve(code);
    });
  });
