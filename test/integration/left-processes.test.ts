import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { orphansWith } from '../support/left-processes-reporter.ts';

describe.skipIf(process.platform !== 'linux')('processes left by tests (needs Linux)', () => {
  it('are those of the run whose parent has ended', async () => {
    const mark = `LEFT_BY=${process.pid}`;
    const start = (value: string): number =>
      Number(
        execFileSync('/bin/sh', ['-c', 'sleep 60 >/dev/null 2>&1 & echo $!'], {
          encoding: 'utf8',
          env: { ...process.env, LEFT_BY: value },
        }),
      );
    const left = start(String(process.pid));
    const other = start('another run');
    onTestFinished(() => {
      for (const pid of [left, other]) process.kill(pid, 'SIGKILL');
    });
    await expect.poll(() => orphansWith(mark)).toEqual([{ pid: left, command: 'sleep 60' }]);
  });
});
