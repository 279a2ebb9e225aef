import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { openDisplay } from '../../e2e/display.ts';
import { type LaunchedPackaged, meetWindow } from './meet-window.ts';

interface Options {
  /** Path of the packaged program's file. */
  readonly program: string;
  /** A folder for library.sqlite and what the window remembers. */
  readonly home: string;
  readonly words: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The packaged program as it is shipped, on a display. */
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
  return meetWindow(child, display.close);
}
