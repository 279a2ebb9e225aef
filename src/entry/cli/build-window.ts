import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { windowProgram } from '../host/window-program.ts';
import { CommandError } from './command-error.ts';
import { words } from './words.ts';

const BUILD_WITHIN_MS = 600_000;

/**
 * Builds the window of a checkout, where it is not built yet or its sources have changed since; a package has its own.
 * @param stopped resolves when the person stops it
 * @returns false if it was stopped
 * @throws CommandError `unavailable` if it cannot be built
 */
export async function buildWindow(stopped: Promise<unknown>): Promise<boolean> {
  const window = windowProgram();
  const [start] = window?.args ?? [];
  if (window?.isCheckout !== true || start === undefined) return true;
  const script = path.join(path.dirname(start), 'build-part.mjs');
  // What it reports is no output of this command.
  const build = spawn(process.execPath, [script], { stdio: ['ignore', 2, 2], timeout: BUILD_WITHIN_MS });
  const ended = new Promise<number | null>((resolve, reject) => {
    build.once('error', reject);
    build.once('exit', resolve);
  });
  const code = await Promise.race([ended, stopped.then(() => 'stopped' as const)]);
  if (code === 'stopped') build.kill();
  else if (code !== 0) throw new CommandError('unavailable', words('cli.serve.notBuilt'));
  return code === 0;
}
