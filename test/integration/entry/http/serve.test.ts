import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../../../src/api/client.ts';
import { DEFAULT_SETTINGS } from '../../../../src/api/contract/settings-calls.ts';
import {
  KEY_HEADER,
  picturePath,
  type SessionSecrets,
  secretsFrom,
} from '../../../../src/api/session-secrets.ts';
import type { Library } from '../../../../src/app/library.ts';
import { type Server, serve } from '../../../../src/entry/http/serve.ts';
import { removeFolder } from '../../../support/remove-folder.ts';
import { ask } from './ask.ts';
import { smallLibrary } from './small-library.ts';

let folder: string;
let library: Library;
let photos: number[];
let server: Server;
let port: number;
let token: string;
const logged: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-serve-'));
  const renderer = path.join(folder, 'renderer');
  mkdirSync(path.join(renderer, 'assets'), { recursive: true });
  writeFileSync(path.join(renderer, 'index.html'), '<!doctype html><title>Beachcomb</title>');
  writeFileSync(path.join(renderer, 'assets', 'main.js'), 'export {};');
  writeFileSync(path.join(renderer, 'assets', 'main.js.map'), '{}');
  writeFileSync(path.join(folder, 'secret.html'), 'secret');
  symlinkSync(path.join(folder, 'secret.html'), path.join(renderer, 'link.html'));
  ({ library, photos } = await smallLibrary(folder));
});
afterAll(async () => {
  await library?.close();
  removeFolder(folder);
});
beforeEach(async () => {
  logged.length = 0;
  server = await serve(library, {
    port: 0,
    rendererFolder: path.join(folder, 'renderer'),
    log: (line) => logged.push(line),
  });
  const address = new URL(server.address);
  port = Number(address.port);
  token = address.searchParams.get('token') ?? '';
});
afterEach(() => server.close());

/** The secrets of the last session, which a page of it holds. */
let secrets: SessionSecrets = { key: '', pictures: '' };
const enter = async (with_ = token): Promise<string> => {
  const { headers } = await ask(port, { path: `/?token=${with_}` });
  secrets = secretsFrom((headers.location ?? '').slice(1)) ?? secrets;
  return (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
};
const picture = (size: 'thumbnail' | 'original', photo = photos[0] ?? 0): string =>
  picturePath(secrets, size, photo);
const call = (cookie: string, body: string, more: Record<string, string> = {}) =>
  ask(port, {
    method: 'POST',
    path: '/api',
    headers: {
      cookie,
      origin: `http://127.0.0.1:${port}`,
      'content-type': 'application/json',
      [KEY_HEADER]: secrets.key,
      ...more,
    },
    body,
  });
const settingsGet = JSON.stringify({ call: 'settings.get', input: {} });

describe('the token', () => {
  it('has 256 bits and is another one each time', () => {
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(server.newAddress()).not.toContain(token);
  });

  it('is exchanged once for a cookie that no script reads and no other site sends', async () => {
    const first = await ask(port, { path: `/?token=${token}` });
    expect(first.status).toBe(303);
    expect(first.headers.location).toMatch(/^\/#key=[\w-]{43}&pictures=[\w-]{43}$/);
    const cookie = first.headers['set-cookie']?.[0] ?? '';
    expect(cookie).toMatch(new RegExp(`^beachcomb-${port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`));
    const second = await ask(port, { path: `/?token=${token}` });
    expect(second.status).toBe(401);
    expect(second.headers['set-cookie']).toBeUndefined();
    const page = await ask(port, { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(page.body).toContain('<title>Beachcomb</title>');
  });

  it('may be shown again by the browser that used it: a reload of the printed address', async () => {
    const cookie = await enter();
    const again = await ask(port, { path: `/?token=${token}`, headers: { cookie } });
    expect([again.status, again.headers.location, again.headers['set-cookie']]).toEqual([
      303,
      '/',
      undefined,
    ]);
  });

  it('of a newer address kills the unused one before it; a session lives on', async () => {
    const cookie = await enter();
    const older = new URL(server.newAddress()).searchParams.get('token') ?? '';
    const newer = new URL(server.newAddress()).searchParams.get('token') ?? '';
    expect(await enter(older)).toBe('');
    expect(await enter(newer)).toContain('=');
    expect((await ask(port, { headers: { cookie } })).status).toBe(200);
  });

  it.each(['', 'x', 'A'.repeat(43), 'A'.repeat(9000), '%00', 'a&token=b'])('is not %j', async (wrong) => {
    expect((await ask(port, { path: `/?token=${wrong}` })).status).toBe(401);
    expect(await enter()).not.toBe('');
  });

  it('or its cookie is asked for by everything', async () => {
    for (const at of ['/', '/assets/main.js', picture('thumbnail'), '/nothing'])
      expect((await ask(port, { path: at })).status, at).toBe(401);
    expect((await call('', settingsGet)).status).toBe(401);
    expect((await call(`beachcomb-${port}=${token}`, settingsGet)).status).toBe(401);
    expect((await call(`beachcomb-${port}=`, settingsGet)).status).toBe(401);
  });
});

describe('who may ask', () => {
  it.each(['evil.example', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example', '[::1]'])(
    'no page under the host name %j (DNS rebinding)',
    async (host) => {
      expect((await ask(port, { path: `/?token=${token}`, headers: { host } })).status).toBeOneOf([400, 403]);
      expect(await enter(), 'the token is unharmed').not.toBe('');
    },
  );

  it('localhost is another name for the same', async () => {
    expect(
      (await ask(port, { path: `/?token=${token}`, headers: { host: `localhost:${port}` } })).status,
    ).toBe(303);
  });

  it('no call without an origin, or from another', async () => {
    const cookie = await enter();
    expect((await call(cookie, settingsGet)).status).toBe(200);
    for (const origin of [
      'null',
      'http://evil.example',
      'http://127.0.0.1',
      `https://127.0.0.1:${port}`,
      `http://localhost:${port}`,
    ])
      expect((await call(cookie, settingsGet, { origin })).status, origin).toBe(403);
    const headers = { cookie, 'content-type': 'application/json', [KEY_HEADER]: secrets.key };
    expect((await ask(port, { method: 'POST', path: '/api', headers, body: settingsGet })).status).toBe(403);
  });

  it('nothing that another site began, not even another port of this machine', async () => {
    const cookie = await enter();
    for (const site of ['cross-site', 'same-site', 'nonsense'])
      expect(
        (
          await ask(port, {
            path: picture('thumbnail'),
            headers: { cookie, 'sec-fetch-site': site },
          })
        ).status,
      ).toBe(403);
    expect((await ask(port, { headers: { cookie, 'sec-fetch-site': 'none' } })).status).toBe(200);
    expect((await call(cookie, settingsGet, { 'sec-fetch-site': 'none' })).status).toBe(403);
    expect((await call(cookie, settingsGet, { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  it('this machine only', async () => {
    const other = Object.values(os.networkInterfaces())
      .flat()
      .find((it) => it?.family === 'IPv4' && !it.internal)?.address;
    for (const address of [other ?? '127.0.0.2', '::1'])
      await expect(
        new Promise((resolve, reject) =>
          net.connect(port, address).once('connect', resolve).once('error', reject),
        ),
      ).rejects.toThrow(/ECONNREFUSED|EADDRNOTAVAIL|ENETUNREACH|EAFNOSUPPORT/);
  });
});

describe('calls', () => {
  it('go through the typed client', async () => {
    const cookie = await enter();
    const client = createClient(async (request) =>
      JSON.parse((await call(cookie, JSON.stringify(request))).body),
    );
    expect((await client('search.run', { text: '' })).hits).toHaveLength(photos.length);
    expect(await client('settings.get', {})).toEqual(DEFAULT_SETTINGS);
    await expect(client('photo.path', { photo: photos[0] ?? 0 })).rejects.toMatchObject({
      kind: 'not-allowed',
    });
    await expect(client('photo.get', { photo: 999_999 })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it.each([
    ['no JSON', '{', 'application/json', 400],
    ['no UTF-8', '\u00ff', 'text/plain', 415],
    ['a form', 'a=b', 'application/x-www-form-urlencoded', 415],
    ['nothing', '', 'application/json', 400],
  ])('that are %s are refused', async (_name, body, type, status) => {
    expect((await call(await enter(), body, { 'content-type': type })).status).toBe(status);
  });

  it('that are JSON but no call are answered with the reply bad-request', async () => {
    const cookie = await enter();
    for (const body of [
      'null',
      '[]',
      '{"call":7}',
      '{"call":"constructor","input":{}}',
      '{"call":"__proto__","input":{}}',
    ])
      expect(JSON.parse((await call(cookie, body)).body), body).toMatchObject({ ok: false });
  });

  it('over 1 MiB are refused, whether their length is told or not, and the server goes on', async () => {
    const cookie = await enter();
    const big = `"${'x'.repeat(1024 * 1024)}"`;
    expect((await call(cookie, big)).status).toBe(413);
    const unsaid = await call(cookie, big, { 'transfer-encoding': 'chunked' }).catch(
      (error: NodeJS.ErrnoException) => error.code,
    );
    if (typeof unsaid === 'object') expect(unsaid.status).toBe(413);
    else expect(unsaid).toMatch(/ECONNRESET|EPIPE/);
    expect((await call(cookie, `"${'x'.repeat(1024 * 1024 - 2)}"`)).status).toBe(200);
  });
});

describe('what can be read', () => {
  it('is the renderer, by an allow-list: no link, no unknown kind of file, no way out', async () => {
    const cookie = await enter();
    const read = async (at: string) => (await ask(port, { path: at, headers: { cookie } })).status;
    expect(await read('/')).toBe(200);
    expect(await read('/index.html')).toBe(200);
    expect(await read('/assets/main.js')).toBe(200);
    for (const at of [
      '/assets',
      '/assets/',
      '/assets/main.js.map',
      '/link.html',
      '/../secret.html',
      '/assets/../../secret.html',
      '/..%2fsecret.html',
      '/%2e%2e/secret.html',
      '/..\\secret.html',
      '//etc/passwd',
      '/assets/main.js%00',
      '/index.html/',
      '/__proto__',
      `http://127.0.0.1:${port}/index.html`,
      `${folder}/secret.html`,
    ])
      expect(await read(at), at).toBe(404);
  });

  it('are pictures by id', async () => {
    const cookie = await enter();
    const read = (at: string) => ask(port, { path: at, headers: { cookie } });
    const thumbnail = await read(picture('thumbnail'));
    expect([thumbnail.status, thumbnail.headers['content-type']]).toEqual([200, 'image/jpeg']);
    expect(thumbnail.body.slice(0, 2)).toBe('\u00ff\u00d8');
    const original = await read(picture('original'));
    expect([original.status, original.headers['content-type']]).toEqual([200, 'image/jpeg']);
    expect(original.body.slice(0, 2)).toBe('\u00ff\u00d8');
    for (const id of ['0', '-1', '01', '1.0', '1e1', '999999', 'x', '', '1/..', '9'.repeat(30), '%31', '1;2'])
      for (const kind of ['thumbnail', 'original'])
        expect((await read(`/photo/${secrets.pictures}/${kind}/${id}`)).status, id).toBe(404);
    expect((await read(`/photo/${secrets.pictures}/constructor/${photos[0]}`)).status).toBe(404);
    expect(logged).toEqual([]);
  });

  it('HEAD tells the same without the body', async () => {
    const cookie = await enter();
    const head = await ask(port, { method: 'HEAD', path: '/assets/main.js', headers: { cookie } });
    expect([head.status, head.headers['content-length'], head.body]).toEqual([200, '10', '']);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('not by %s', async (method) => {
    expect((await ask(port, { method, headers: { cookie: await enter() } })).status).toBe(405);
  });

  it('not by POST, and calls not by GET', async () => {
    const cookie = await enter();
    const headers = { cookie, origin: `http://127.0.0.1:${port}`, [KEY_HEADER]: secrets.key };
    expect((await ask(port, { method: 'POST', path: '/', headers })).status).toBe(405);
    expect((await ask(port, { path: '/api', headers: { cookie } })).status).toBe(405);
  });

  it('comes with the strict headers, and so do refusals', async () => {
    const cookie = await enter();
    for (const [at, headers] of [
      ['/', { cookie }],
      [picture('thumbnail'), { cookie }],
      ['/', {}],
    ] as const) {
      const answered = await ask(port, { path: at, headers: { ...headers } });
      expect(answered.headers).toMatchObject({
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'/,
        ),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      });
    }
  });
});

describe('slow and many', () => {
  it('a request that trickles in is ended within 10 seconds', async () => {
    const started = performance.now();
    await new Promise<void>((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`);
      const drip = setInterval(() => socket.write('X-A: b\r\n'), 500);
      socket.on('error', () => {});
      socket.resume();
      socket.on('close', () => {
        clearInterval(drip);
        resolve();
      });
    });
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('headers over 16 KiB are refused', async () => {
    const answered = await ask(port, { headers: { 'x-long': 'x'.repeat(20_000) } }).catch(
      (error: NodeJS.ErrnoException) => error.code,
    );
    expect(typeof answered === 'object' ? answered.status : answered).toBeOneOf([431, 'ECONNRESET', 'EPIPE']);
  });

  it('idle connections beyond the limit are dropped, and closing the server ends all', async () => {
    const sockets = await Promise.all(
      Array.from(
        { length: 80 },
        () =>
          new Promise<net.Socket>((resolve) => {
            const socket = net.connect(port, '127.0.0.1');
            socket.on('error', () => {});
            socket.resume();
            socket.once('connect', () => resolve(socket));
          }),
      ),
    );
    await expect.poll(() => sockets.filter((socket) => !socket.closed).length).toBeLessThanOrEqual(64);
    await server.close();
    await expect.poll(() => sockets.filter((socket) => !socket.closed).length).toBe(0);
    server = await serve(library, { port: 0, rendererFolder: path.join(folder, 'renderer'), log: () => {} });
  });
});

describe('a server that cannot be', () => {
  it('says that its port is taken', async () => {
    await expect(
      serve(library, { port, rendererFolder: path.join(folder, 'renderer'), log: () => {} }),
    ).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining(`Port ${port}`),
    });
  });

  it('says that the pages are not built', async () => {
    await expect(
      serve(library, { port: 0, rendererFolder: path.join(folder, 'nothing'), log: () => {} }),
    ).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });
});
