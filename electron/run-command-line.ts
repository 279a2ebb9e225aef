import { spawn } from 'node:child_process';
import process from 'node:process';
import { log } from '../src/platform/log/log.ts';
import type { Places } from './places.ts';

/** As a shell has it for a command that is not there. */
const NOT_FOUND = 127;
const STOPPED = 130;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs the command line on the terminal of this process. @returns its exit code */
export function runCommandLine(
  { node, commandLine }: Pick<Places, 'node' | 'commandLine'>,
  args: readonly string[],
): Promise<number> {
  const child = spawn(node, [commandLine, ...args], {
    stdio: 'inherit',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  for (const signal of SIGNALS)
    process.on(signal, () => {
      // The terminal sends Ctrl-C to the child too.
      if (signal !== 'SIGINT') child.kill(signal);
    });
  return new Promise((resolve) => {
    child.once('error', (error) => {
      log.error('the command line cannot be started', { error });
      resolve(NOT_FOUND);
    });
    child.once('exit', (code) => resolve(code ?? STOPPED));
  });
}
