import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { expect, it } from 'vitest';
import { ROOT } from '../support/paths.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { tempFolder } from '../support/temp-folder.ts';

it.skipIf(process.platform !== 'linux')(
  'a read that never returns is a problem of its file after the limit, and other files are read (needs Linux)',
  () => {
    const root = tempFolder();
    const folder = path.join(root, 'photos');
    mkdirSync(folder);
    for (const name of ['stuck-1.jpg', 'stuck-2.jpg', 'good.jpg'])
      writeFileSync(path.join(folder, name), 'bytes');
    const shim = path.join(root, 'shim.so');
    execFileSync('/usr/bin/env', [
      ...['gcc', '-shared', '-fPIC', '-O1', '-o', shim],
      ...[path.join(ROOT, 'test', 'faults', 'stuck-read.c'), '-ldl'],
    ]);
    const script = `
      const { readPhoto } = await import(${JSON.stringify(path.join(ROOT, 'src', 'platform', 'files', 'read-photo.ts'))});
      const read = (name) => readPhoto(Buffer.from(${JSON.stringify(folder)}), Buffer.from(name), 1000, 500);
      const found = await Promise.all(['stuck-1.jpg', 'stuck-2.jpg', 'good.jpg'].map(read));
      process.stdout.write(JSON.stringify(found.map((one) => one.kind ?? one.toString())), () => process.kill(process.pid, 'SIGKILL'));`;
    const { stdout } = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
      { env: { ...process.env, LD_PRELOAD: shim }, encoding: 'utf8', timeout: 60_000, killSignal: 'SIGKILL' },
    );
    expect(JSON.parse(stdout)).toEqual(['not-responding', 'not-responding', 'bytes']);
    recordAttempt({
      suite: 'faults',
      what: 'A read that never returns',
      times: 2,
      outcome: 'a problem of the file after the limit; other files read',
      lost: 0,
    });
  },
  90_000,
);
