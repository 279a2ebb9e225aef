import { readdirSync, readFileSync } from 'node:fs';

function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** Ids of the processes whose command line holds `word`, of this parent where one is given (Linux). */
export const findProcesses = (word: string, parent?: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && read(name, 'cmdline').includes(word))
    .filter(
      (pid) => parent === undefined || new RegExp(`^PPid:\\s+${parent}$`, 'm').test(read(pid, 'status')),
    )
    .map(Number);
