import { fstatSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { log } from '../../platform/log/log.ts';

/** Whether lines can be read without being stopped: a program in the background that reads its terminal is. */
function canReadLines(): boolean {
  try {
    if (!process.stdin.isTTY) {
      const input = fstatSync(0);
      return input.isFIFO() || input.isSocket();
    }
    if (process.platform !== 'linux') return true;
    // Behind the name in brackets: state, parent, process group, session, terminal, group in the foreground.
    const [, , group, , , foreground] =
      readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return group === foreground;
  } catch (error) {
    log.debug('the terminal cannot be read', { error });
    return false;
  }
}

/**
 * Reads what is typed while `serve` runs.
 * @param onLine called with each line, trimmed
 * @returns how to stop; null if nothing can be typed here
 */
export function readTerminal(onLine: (line: string) => void): (() => void) | null {
  if (!canReadLines()) return null;
  const lines = createInterface({ input: process.stdin, terminal: false });
  lines.on('line', (line) => onLine(line.trim().toLowerCase()));
  // Of Ctrl-D and of a closed pipe nothing follows: the server goes on.
  process.stdin.on('error', (error) => log.debug('the terminal is gone', { error }));
  return () => {
    lines.close();
    process.stdin.destroy();
  };
}
