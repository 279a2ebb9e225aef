import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startHost } from '../../../../electron/host-process.ts';
import { setLog } from '../../../../src/platform/log/log.ts';
import { lastLogRecords, logFilePath } from '../../../../src/platform/log/log-file.ts';
import type { LogRecord } from '../../../../src/platform/log/log-record.ts';
import { startLog } from '../../../../src/platform/log/start-log.ts';
import { buildRenderer } from '../../../support/built-renderer.ts';
import { ROOT } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { enterServer } from '../../entry/http/enter-server.ts';
import { makePhotos } from '../../entry/http/small-library.ts';

/** Real processes; in each a real error is made to happen that no code expects. */

const CLI = path.join(ROOT, 'src', 'entry', 'cli', 'main.ts');

/** Takes a table away from a library that is open: the next call that reads it fails. */
function breakSavedSearches(library: string): void {
  const db = new Sqlite(library);
  db.exec('ALTER TABLE saved_searches RENAME TO somewhere_else');
  db.close();
}

/** Runs the command line to its end; its log lies in `folder`/log. */
async function runCli(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; stderr: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CLI, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // Files and lines of the sources stand in the log.
    env: {
      ...process.env,
      BEACHCOMB_LOG_FOLDER: path.join(folder, 'log'),
      BEACHCOMB_PROGRAMS: '',
      ...env,
    },
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stderr };
}

const logIn = (folder: string): LogRecord[] => lastLogRecords(path.join(folder, 'log'), 1000);
const failedCalls = (folder: string): LogRecord[] =>
  logIn(folder).filter(({ message }) => message === 'a call failed');

/** Runs in every Node below the command: plants a fault where the name of the script fits. */
function faultScript(folder: string, script: string, fault: string): string {
  const file = path.join(folder, 'fault.mjs');
  writeFileSync(
    file,
    `if (process.argv[1]?.endsWith(${JSON.stringify(script)})) {
      ${fault}
    }`,
  );
  return `--import=${file}`;
}
/** As soon as the process watches what ends it. */
const whenStarted = (fault: string): string => `const wait = setInterval(() => {
  if (process.listenerCount('uncaughtExceptionMonitor') === 0) return;
  clearInterval(wait);
  ${fault}
}, 5);`;

async function startServe(folder: string): Promise<{ child: ChildProcess; address: URL }> {
  await buildRenderer();
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', CLI, 'serve', '--library', path.join(folder, 'library.sqlite')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, BEACHCOMB_LOG_FOLDER: path.join(folder, 'log') },
    },
  );
  onTestFinished(async () => {
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    await gone;
  });
  const address = await new Promise<URL>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}`)));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const found = /http:\S+/.exec(text)?.[0];
      if (found !== undefined) resolve(new URL(found));
    });
  });
  return { child, address };
}

describe('a handler that throws leaves its name and stack in the log file', () => {
  it('in the host process of the desktop app, whose parent writes the file', async () => {
    const folder = tempFolder();
    vi.stubEnv('BEACHCOMB_LOG_FOLDER', path.join(folder, 'log'));
    startLog('shell', 'file');
    onTestFinished(() => {
      setLog('unnamed', () => {}, 'fatal');
      vi.unstubAllEnvs();
    });
    const library = path.join(folder, 'library.sqlite');
    const host = startHost({
      node: process.execPath,
      host: path.join(ROOT, 'src', 'entry', 'host', 'main.ts'),
      start: { library, pictures: null },
      compiled: path.join(folder, 'compiled'),
      log: () => {},
    });
    onTestFinished(() => host.close());
    expect(await host.answer('window', { call: 'searches.list', input: {} })).toMatchObject({ ok: true });
    breakSavedSearches(library);
    const reply = await host.answer('window', { call: 'searches.list', input: {} });
    expect(reply).toMatchObject({ ok: false, error: { kind: 'internal' } });
    await expect.poll(() => failedCalls(folder)).toHaveLength(1);
    const [record] = failedCalls(folder);
    expect(record).toMatchObject({
      level: 'error',
      process: 'host',
      pid: host.pid(),
      call: 'searches.list',
      error: { name: 'SqliteError', code: 'SQLITE_ERROR' },
    });
    expect(record?.error?.stack).toMatch(/no such table[\s\S]*at .*user-data-reader\.ts:\d+/);
    // What is expected of a call is not in the log.
    expect(await host.answer('window', { call: 'photo.get', input: { photo: 77 } })).toMatchObject({
      error: { kind: 'not-found' },
    });
    expect(failedCalls(folder)).toHaveLength(1);
  });

  it('in beachcomb serve, called over HTTP', async () => {
    const folder = tempFolder();
    const { child, address } = await startServe(folder);
    const entered = await enterServer(address.href);
    const list = () => entered.call('searches.list', {});
    expect((await list()).body).toContain('"ok":true');
    breakSavedSearches(path.join(folder, 'library.sqlite'));
    const { body } = await list();
    expect(body).toContain('"kind":"internal"');
    expect(body).not.toContain('user-data-reader.ts');
    const [record] = failedCalls(folder);
    expect(record).toMatchObject({
      level: 'error',
      process: 'serve',
      pid: child.pid,
      call: 'searches.list',
      error: { name: 'SqliteError' },
    });
    expect(record?.error?.stack).toMatch(/user-data-reader\.ts:\d+/);
  });

  it('in a command of the command line', async () => {
    const folder = tempFolder();
    const library = path.join(folder, 'library.sqlite');
    await makePhotos(path.join(folder, 'photos'));
    expect((await runCli(folder, ['index', path.join(folder, 'photos'), '--library', library])).code).toBe(0);
    expect(logIn(folder)).toEqual([]);
    const fault = faultScript(
      folder,
      'cli/main.ts',
      `process.stdout.write = () => { throw new TypeError('planted in the command'); };`,
    );
    const { code, stderr } = await runCli(folder, ['status', '--library', library], { NODE_OPTIONS: fault });
    expect(code).toBe(2);
    expect(stderr).toContain('planted in the command');
    const [record] = failedCalls(folder);
    expect(record).toMatchObject({
      level: 'error',
      process: 'cli',
      call: 'status',
      error: { name: 'TypeError', message: 'planted in the command' },
    });
    expect(record?.error?.stack).toMatch(/run-status\.ts:\d+/);
    if (process.platform !== 'win32')
      expect(statSync(logFilePath(path.join(folder, 'log'))).mode & 0o777).toBe(0o600);
  });
});

describe('what ends a process is in the log with its stack', () => {
  it.each([
    ['an exception', `throw new RangeError('planted in the indexer');`, 'uncaught exception'],
    ['a rejection', `Promise.reject(new RangeError('planted in the indexer'));`, 'unhandled rejection'],
  ])('%s in the indexer, forwarded by the command that started it', async (_name, fault, message) => {
    const folder = tempFolder();
    await makePhotos(path.join(folder, 'photos'));
    const options = faultScript(folder, 'indexing/process/main.ts', whenStarted(fault));
    const { code, stderr } = await runCli(
      folder,
      ['index', path.join(folder, 'photos'), '--library', path.join(folder, 'library.sqlite')],
      { NODE_OPTIONS: options },
    );
    expect(code).toBe(2);
    // The terminal shows the reason, not the log.
    expect(stderr).toContain('planted in the indexer');
    expect(stderr).not.toContain('{"time"');
    const fatal = logIn(folder).filter(({ level }) => level === 'fatal');
    expect(fatal.length).toBeGreaterThan(0);
    expect(fatal[0]).toMatchObject({
      process: 'indexer',
      message,
      error: { name: 'RangeError', message: 'planted in the indexer' },
    });
    expect(fatal[0]?.error?.stack).toContain('fault.mjs');
    expect(logIn(folder).map((record) => record.message)).toContain('the indexer ended unexpectedly');
    // Node's own print of the same is not logged a second time.
    expect(readFileSync(logFilePath(path.join(folder, 'log')), 'utf8')).not.toContain('output on stderr');
  });

  it('what a library of a child prints is there in the name of the child', async () => {
    const folder = tempFolder();
    await makePhotos(path.join(folder, 'photos'));
    const options = faultScript(
      folder,
      'indexing/process/main.ts',
      `process.stderr.write('warning of a decoder\\nof two lines\\n');`,
    );
    const { code } = await runCli(
      folder,
      ['index', path.join(folder, 'photos'), '--library', path.join(folder, 'library.sqlite')],
      { NODE_OPTIONS: options },
    );
    expect(code).toBe(0);
    expect(logIn(folder)).toMatchObject([
      {
        level: 'warn',
        process: 'indexer',
        message: 'output on stderr',
        detail: 'warning of a decoder\nof two lines',
      },
    ]);
  });
});
