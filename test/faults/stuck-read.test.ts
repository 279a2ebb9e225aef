import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { HAS_COMPILER } from '../support/has-compiler.ts';
import { ROOT } from '../support/paths.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { silentDrive } from './silent-drive.ts';

/** Files of a folder, of which those below the silent paths do not answer. */
function folderWith(names: readonly string[], silent: readonly string[]) {
  const root = tempFolder();
  const folder = path.join(root, 'photos');
  for (const name of names) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), 'bytes');
  }
  const drive = silentDrive(
    root,
    silent.map((name) => path.join(folder, name)),
  );
  drive.silence();
  return { folder, drive };
}

/** Runs a module in a process of its own; it prints one JSON value, and is killed because its threads are stuck. */
function runScript(script: string, env: Readonly<Record<string, string>>): unknown {
  const end = (value: string): string =>
    `process.stdout.write(JSON.stringify(${value}), () => process.kill(process.pid, 'SIGKILL'));`;
  const { stdout } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', `${script}\n${end('found')}`],
    { env: { ...process.env, ...env }, encoding: 'utf8', timeout: 60_000, killSignal: 'SIGKILL' },
  );
  return JSON.parse(stdout);
}

const source = (...parts: string[]): string => JSON.stringify(path.join(ROOT, 'src', ...parts));
const LIMIT = { BEACHCOMB_ANSWER_WITHIN_MS: '500' };

describe.skipIf(!HAS_COMPILER)('a drive that does not answer (needs Linux and a C compiler)', () => {
  it('is a problem of the file that is read, after the limit, and other files are read', () => {
    const { folder, drive } = folderWith(['stuck-1.jpg', 'stuck-2.jpg', 'good.jpg'], ['stuck']);
    const script = `
      const { readPhoto } = await import(${source('platform', 'files', 'read-photo.ts')});
      const read = (name) => readPhoto(Buffer.from(${JSON.stringify(folder)}), Buffer.from(name), 1000);
      const all = await Promise.all(['stuck-1.jpg', 'stuck-2.jpg', 'good.jpg'].map(read));
      const found = all.map((one) => one.kind ?? one.toString());`;
    expect(runScript(script, { ...drive.env, ...LIMIT, UV_THREADPOOL_SIZE: '16' })).toEqual([
      'not-responding',
      'not-responding',
      'bytes',
    ]);
    recordAttempt({
      suite: 'faults',
      what: 'A read that never returns',
      times: 2,
      outcome: 'a problem of the file after the limit; other files read',
      lost: 0,
    });
  }, 90_000);

  const scanScript = (folder: string): string => `
    const { scan } = await import(${source('indexing', 'scan', 'scan.ts')});
    const found = { files: [], unreadable: [], error: null };
    const shown = (path) => Buffer.from(path).toString();
    try {
      for await (const batch of scan(Buffer.from(${JSON.stringify(folder)}), { excluded: [], signal: new AbortController().signal })) {
        found.files.push(...batch.files.map(({ path }) => shown(path)));
        found.unreadable.push(...batch.unreadable.map(({ path, reason }) => [shown(path), reason.code]));
      }
    } catch (error) {
      found.error = error.reason.code;
    }
    found.files.sort();`;

  it.each([
    ['a directory', 'away'],
    // Its files are listed, but not their sizes and times.
    ['a file of a directory', 'away/b.jpg'],
  ])(
    'is the reason why %s is not scanned, and the rest of the folder is',
    (_what, silent) => {
      const { folder, drive } = folderWith(['a.jpg', 'away/b.jpg', 'away/c.jpg', 'there/d.jpg'], [silent]);
      const found = runScript(scanScript(folder), { ...drive.env, ...LIMIT });
      expect(found).toMatchObject({
        files: expect.arrayContaining(['a.jpg', 'there/d.jpg']),
        unreadable: [['away', 'not-responding']],
        error: null,
      });
    },
    90_000,
  );

  it('is the reason why a folder cannot be scanned at all', () => {
    const { folder, drive } = folderWith(['a.jpg', 'b/c.jpg'], ['']);
    expect(runScript(scanScript(folder), { ...drive.env, ...LIMIT })).toEqual({
      files: [],
      unreadable: [],
      error: 'not-responding',
    });
    recordAttempt({
      suite: 'faults',
      what: 'A folder, a directory or a file of it does not answer a scan',
      times: 3,
      outcome: 'the reason of what is not scanned, after the limit; the rest scanned',
      lost: 0,
    });
  }, 90_000);
});
