import { closeSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { BeachcombError } from '../../domain/error.ts';
import { openPrivateFile } from '../files/private-files.ts';
import { isRunning } from '../process/is-running.ts';

const NAME = 'held-by';

/**
 * Takes a folder for this process, until the returned function is called. One whose process has ended is free.
 * @throws BeachcombError `unavailable` with a reason while another one, or another work of this process, has it
 */
export function holdFolder(folder: string): () => void {
  const note = path.join(folder, NAME);
  for (let attempt = 0; ; attempt += 1)
    try {
      const opened = openPrivateFile(note, 'wx');
      try {
        writeSync(opened, String(process.pid));
      } finally {
        closeSync(opened);
      }
      return () => rmSync(note, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = Number(readFileSync(note, 'utf8'));
      if (attempt > 0 || (Number.isSafeInteger(holder) && holder > 0 && isRunning(holder)))
        throw new BeachcombError('unavailable', `The process ${holder} works on it.`, {
          cause: error,
          reason: { code: 'fetch-under-way' },
        });
      rmSync(note, { force: true });
    }
}
