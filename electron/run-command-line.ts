import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { log } from '../src/platform/log/log.ts';
import type { Places } from './places.ts';

/** As a shell has it for a command that is not there, and for one that Ctrl-C stopped. */
const NOT_FOUND = 127;
const STOPPED = 130;

/**
 * Runs the command line on the terminal of this process, and waits for it: meanwhile Chromium, which this process would
 * become, does not start, so that no display is needed.
 * @returns its exit code
 */
export function runCommandLine(
  { node, commandLine }: Pick<Places, 'node' | 'commandLine'>,
  args: readonly string[],
): number {
  // The terminal sends Ctrl-C to both; the child ends as it does on a shell.
  process.on('SIGINT', () => {});
  const { status, error } = spawnSync(node, [commandLine, ...args], {
    stdio: 'inherit',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  if (error !== undefined) {
    log.error('the command line cannot be started', { error });
    return NOT_FOUND;
  }
  return status ?? STOPPED;
}
