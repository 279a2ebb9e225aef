import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import {
  appendLogLine,
  lastLogRecords,
  logFilePath,
  MOST_LOG_BYTES,
  MOST_LOG_FILES,
} from '../../../../src/platform/log/log-file.ts';
import { logRecord } from '../../../../src/platform/log/log-record.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const line = (detail: string): string =>
  JSON.stringify(logRecord({ level: 'info', process: 'cli', pid: 1 }, 'a test', { detail }));

describe('the log file', () => {
  it('is made with its folder, both for this user only', () => {
    const folder = path.join(tempFolder(), 'state', 'beachcomb');
    appendLogLine(folder, line('first'));
    expect(lastLogRecords(folder, 10).map(({ detail }) => detail)).toEqual(['first']);
    if (process.platform === 'win32') return;
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(logFilePath(folder)).mode & 0o777).toBe(0o600);
  });

  it('is put aside before it grows beyond its limit, and only so many files are kept', () => {
    const folder = tempFolder();
    const filling = 'x'.repeat(3900);
    const written = Math.ceil((MOST_LOG_BYTES * (MOST_LOG_FILES + 1.5)) / line(`${filling} 00000`).length);
    for (let n = 0; n < written; n += 1) appendLogLine(folder, line(`${filling} ${n}`));
    const names = Array.from({ length: MOST_LOG_FILES }, (_, n) => path.basename(logFilePath(folder, n)));
    expect(readdirSync(folder).sort()).toEqual(names.sort());
    for (const name of names)
      expect(statSync(path.join(folder, name)).size).toBeLessThanOrEqual(MOST_LOG_BYTES);
    // The newest lines are the ones that are kept, in their order, across files.
    const kept = lastLogRecords(folder, 400).map(({ detail }) => Number(detail?.split(' ')[1]));
    expect(kept).toEqual(Array.from({ length: 400 }, (_, at) => written - 400 + at));
  });

  it('is made again where it was removed between two lines', () => {
    const folder = path.join(tempFolder(), 'log');
    appendLogLine(folder, line('first'));
    rmSync(folder, { recursive: true });
    appendLogLine(folder, line('second'));
    expect(lastLogRecords(folder, 10).map(({ detail }) => detail)).toEqual(['second']);
  });

  it('is read over lines that were cut or are not ours', () => {
    const folder = tempFolder();
    writeFileSync(logFilePath(folder), `{"time":"202\nnonsense\n${line('good')}\n{"time":1}\n`);
    expect(lastLogRecords(folder, 10).map(({ detail }) => detail)).toEqual(['good']);
    expect(lastLogRecords(path.join(folder, 'none'), 10)).toEqual([]);
  });
});
