import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What the threads of a process do at this moment, for the log: name, state (`R` runs, `S` waits, `D` waits for a disk
 * or a drive, `T` is stopped), the function of the kernel in which it waits, and the number of the system call with
 * its first argument; equal ones are counted: `node S unix_stream_sendmsg 1(0x3); 4 × node S futex_do_wait 202(…)`.
 * @returns null where the system does not tell: everywhere but on Linux
 * @see https://man7.org/linux/man-pages/man5/proc_pid_syscall.5.html
 */
export function describeThreads(pid: number): string | null {
  const folder = `/proc/${pid}/task`;
  const counts = new Map<string, number>();
  for (const thread of namesIn(folder)) {
    const described = describeThread(path.join(folder, thread));
    if (described !== null) counts.set(described, (counts.get(described) ?? 0) + 1);
  }
  if (counts.size === 0) return null;
  return Array.from(counts, ([what, count]) => (count === 1 ? what : `${count} × ${what}`)).join('; ');
}

function describeThread(folder: string): string | null {
  const stat = /^\d+ \((.*)\) (\S)/s.exec(textOf(path.join(folder, 'stat')));
  if (stat === null) return null;
  const [, name = '', state = ''] = stat;
  const waitsIn = textOf(path.join(folder, 'wchan')).replace(/^0$/, '');
  const [number = '', first = ''] = textOf(path.join(folder, 'syscall')).trim().split(' ');
  const call = /^\d+$/.test(number) ? `${number}(${first})` : '';
  return [name, state, waitsIn, call].filter((part) => part !== '').join(' ');
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Empty where it cannot be read: not every kernel tells everything. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
