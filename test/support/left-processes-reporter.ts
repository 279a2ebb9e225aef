import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import type { Reporter } from 'vitest/node';

/** How long a process may outlive the tests that started it, in milliseconds. */
const LEAVE_MS = 5000;

/**
 * Ends what failed tests left running, after the last test. It would hold the pipes of the run open, and the run would
 * wait for ever.
 */
export class LeftProcessesReporter implements Reporter {
  readonly #mark: string;

  /** @param mark a variable of the run, `NAME=value`, that its tests hand to the processes they start */
  constructor(mark: string) {
    this.#mark = mark;
  }

  onTestRunEnd(): void {
    const first = Date.now();
    const timer = setInterval(() => {
      if (Date.now() - first < LEAVE_MS) return;
      for (const { pid, command } of orphansWith(this.#mark)) {
        process.stderr.write(`The tests left a process running, which is ended now: ${pid} ${command}\n`);
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It has ended by itself in between.
        }
      }
    }, 1000);
    timer.unref();
  }
}

/** Processes with this in their environment whose parent has ended; none where there is no /proc. */
export function orphansWith(mark: string): { readonly pid: number; readonly command: string }[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const read = (file: string): string => readFileSync(`/proc/${name}/${file}`, 'utf8');
        if (!read('environ').split('\0').includes(mark) || !/^PPid:\s*1$/m.test(read('status'))) return [];
        return [{ pid: Number(name), command: read('cmdline').replaceAll('\0', ' ').trim() }];
      } catch {
        // It has ended, or belongs to somebody else.
        return [];
      }
    });
}
