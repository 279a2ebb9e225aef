import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { checkForUpdate, checkIfDue, knownUpdates, setChecksForUpdates } from '../../../src/app/updates.ts';
import { ROOT } from '../../support/paths.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const FEED = 'BEACHCOMB_RELEASE_FEED';
const DAY_MS = 86_400_000;
const NO_PROXY = async () => null;
const NEWER = { version: '99.1.0', date: '2026-12-24', page: 'https://example.org/releases/v99.1.0' };

/** A feed on this computer that replies with `reply`. */
let reply: { status: number; body: string; headers?: Record<string, string> };
let asked: IncomingMessage[];
let address: string;
let server: ReturnType<typeof createServer>;
let folder: string;

beforeEach(async () => {
  reply = { status: 200, body: JSON.stringify(NEWER) };
  asked = [];
  server = createServer((request, response) => {
    asked.push(request);
    const moved = request.url === '/old' ? { status: 302, body: '', headers: { location: '/feed' } } : reply;
    response.writeHead(moved.status, moved.headers).end(moved.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env[FEED] = `${address}/feed`;
  folder = path.join(tempFolder(), 'data');
});
afterEach(async () => {
  delete process.env[FEED];
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('new versions', () => {
  it('are not checked for before the user wants it: no request, no file', async () => {
    expect(knownUpdates(folder)).toMatchObject({ checks: false, checkedAt: null, newer: null });
    await checkIfDue(Date.now(), NO_PROXY, folder);
    expect(asked).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });

  it('are checked for at once when wanted, then once a week, and no longer when turned off', async () => {
    setChecksForUpdates(true, folder);
    await checkIfDue(Date.now(), NO_PROXY, folder);
    expect(asked).toHaveLength(1);
    expect(knownUpdates(folder)).toMatchObject({ checks: true, newer: NEWER });
    await checkIfDue(Date.now() + 6 * DAY_MS, NO_PROXY, folder);
    expect(asked).toHaveLength(1);
    await checkIfDue(Date.now() + 8 * DAY_MS, NO_PROXY, folder);
    expect(asked).toHaveLength(2);
    expect(setChecksForUpdates(false, folder)).toMatchObject({ checks: false, checkedAt: null, newer: null });
    await checkIfDue(Date.now() + 99 * DAY_MS, NO_PROXY, folder);
    expect(asked).toHaveLength(2);
  });

  it('are checked for by a request that has nothing about the user or the version that runs', async () => {
    await checkForUpdate(null, folder);
    const [request] = asked;
    expect(request?.method).toBe('GET');
    expect(request?.url).toBe('/feed');
    expect(Object.keys(request?.headers ?? {}).sort()).toEqual(
      ['accept', 'accept-encoding', 'connection', 'host', 'user-agent'].sort(),
    );
    expect(request?.headers['user-agent']).toBe('Beachcomb');
    expect(statSync(path.join(folder, 'updates.json')).mode & 0o077).toBe(0);
  });

  it('are checked for through the proxy that the user chose for downloads', async () => {
    const through: string[] = [];
    const proxy = createServer((request, response) => {
      through.push(request.url ?? '');
      get(request.url ?? '', (got) => {
        response.writeHead(got.statusCode ?? 502);
        got.pipe(response);
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      proxy.closeAllConnections();
      proxy.close();
    });
    const by = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    expect((await checkForUpdate(by, folder)).newer).toEqual(NEWER);
    expect(through).toEqual([`${address}/feed`]);
    // A proxy that is not there is a failed check, not a way around it.
    await expect(checkForUpdate('http://127.0.0.1:1', folder)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(asked).toHaveLength(1);
  });

  it('may be behind a redirection, as those of a repository are', async () => {
    process.env[FEED] = `${address}/old`;
    expect((await checkForUpdate(null, folder)).newer).toEqual(NEWER);
  });

  it('that are older or the same are none', async () => {
    const { version } = knownUpdates(folder);
    for (const old of [version, '0.0.1']) {
      reply.body = JSON.stringify({ ...NEWER, version: old });
      expect((await checkForUpdate(null, folder)).newer).toBeNull();
    }
  });

  it.each([
    ['an error', () => ({ status: 500, body: '' })],
    ['no JSON', () => ({ status: 200, body: '<html>' })],
    ['something else', () => ({ status: 200, body: '{"version":3}' })],
    [
      'a page that is no page',
      () => ({ status: 200, body: JSON.stringify({ ...NEWER, page: 'javascript:1' }) }),
    ],
    ['endless text', () => ({ status: 200, body: ' '.repeat(1_000_000) })],
  ])('are not taken from a feed that replies with %s; what was known stays', async (_what, make) => {
    setChecksForUpdates(true, folder);
    await checkForUpdate(null, folder);
    const before = readFileSync(path.join(folder, 'updates.json'));
    reply = make();
    await expect(checkForUpdate(null, folder)).rejects.toMatchObject({ kind: 'unavailable' });
    await checkIfDue(Date.now() + 99 * DAY_MS, NO_PROXY, folder);
    expect(readFileSync(path.join(folder, 'updates.json'))).toEqual(before);
  });

  it('are asked of another computer only with encryption', async () => {
    for (const feed of [
      'http://192.0.2.1/feed',
      'file:///etc/passwd',
      'nonsense',
      'http://127.0.0.1.example.org/',
    ]) {
      process.env[FEED] = feed;
      await expect(checkForUpdate(null, folder)).rejects.toThrow(/no address that can be asked/);
    }
  });

  it('are not checked for where the file is damaged', () => {
    setChecksForUpdates(true, folder);
    writeFileSync(path.join(folder, 'updates.json'), '{"checks":');
    expect(knownUpdates(folder).checks).toBe(false);
  });
});

describe('the command line', () => {
  const beachcomb = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(ROOT, 'scripts', 'beachcomb.mjs'), ...args],
      { encoding: 'utf8', env: { ...process.env, BEACHCOMB_DATA_FOLDER: folder, LC_ALL: 'C' } },
    );
    return { status, stdout, stderr };
  };

  it('states a newer version behind --version only if that was wanted', async () => {
    const { version } = knownUpdates(folder);
    expect(beachcomb('--version').stdout).toBe(`${version}\n`);
    await checkForUpdate(null, folder);
    expect(beachcomb('--version').stdout).toBe(`${version}\n`);
    expect(beachcomb('updates').stdout).toBe(
      `Version 99.1.0 of 2026-12-24 is newer: ${NEWER.page}\nUpdates are not checked for. Turn it on with: beachcomb updates on\n`,
    );
    expect(beachcomb('updates', 'on').status).toBe(0);
    expect(beachcomb('--version')).toEqual({
      status: 0,
      stdout: `${version}\nVersion 99.1.0 of 2026-12-24 is newer: ${NEWER.page}\n`,
      stderr: '',
    });
    expect(JSON.parse(beachcomb('updates', 'off', '--json').stdout)).toMatchObject({
      checks: false,
      newer: null,
    });
    expect(beachcomb('updates', 'sometimes')).toMatchObject({ status: 2 });
  });
});
