import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KEY_HEADER, secretsFrom } from '../../src/api/session-secrets.ts';
import type { Library } from '../../src/app/library.ts';
import { type Server, serve } from '../../src/entry/http/serve.ts';
import { CHROMIUM } from '../e2e/find-browsers.ts';
import { START_MS } from '../e2e/launch-electron.ts';
import { ask } from '../integration/entry/http/ask.ts';
import { enterServer } from '../integration/entry/http/enter-server.ts';
import { smallLibrary } from '../integration/entry/http/small-library.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { removeFolder } from '../support/remove-folder.ts';

/**
 * A program that listens on another port of 127.0.0.1. Cookies know no ports, so a browser sends it the cookie of
 * Beachcomb as soon as a page of it is opened.
 */
let folder: string;
let library: Library;
let photo: number;
let server: Server;
let port: number;
let other: HttpServer;
let otherPort: number;
/** The Cookie headers that the other program received. */
const received: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-other-port-'));
  const renderer = path.join(folder, 'renderer');
  mkdirSync(renderer);
  writeFileSync(path.join(renderer, 'index.html'), '<!doctype html><title>Beachcomb</title>');
  const small = await smallLibrary(folder);
  library = small.library;
  photo = small.photos[0] ?? 0;
  server = await serve(library, { port: 0, rendererFolder: renderer, log: () => {} });
  port = Number(new URL(server.address).port);
  other = createServer((request, response) => {
    received.push(request.headers.cookie ?? '');
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Another program</title>');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  otherPort = (other.address() as AddressInfo).port;
});
afterAll(async () => {
  other?.close();
  await server?.close();
  await library?.close();
  removeFolder(folder);
});

/**
 * Everything that a program can do with a cookie and no limits of a browser: any header, any path.
 * @returns the attempts that gave it something of the library, and how many there were
 */
async function tryWithCookie(cookie: string): Promise<{ readonly got: string[]; readonly tried: number }> {
  const secret = cookie.split('=')[1] ?? '';
  const got: string[] = [];
  let tried = 0;
  const origins = [{ origin: `http://127.0.0.1:${port}`, 'sec-fetch-site': 'same-origin' }, {}];
  const keys = [{}, { [KEY_HEADER]: secret }, { [KEY_HEADER]: '' }, { [KEY_HEADER]: cookie }];
  const calls = ['userData.export', 'search.run', 'photo.get', 'folders.list', 'settings.get', 'status.get'];
  for (const headers of origins)
    for (const key of keys) {
      for (const call of calls) {
        const { status, body } = await ask(port, {
          method: 'POST',
          path: '/api',
          headers: { cookie, 'content-type': 'application/json', ...headers, ...key },
          body: JSON.stringify({ call, input: call === 'search.run' ? { text: '' } : {} }),
        });
        tried += 1;
        if (status !== 401 && status !== 403) got.push(`${call}: ${status} ${body.slice(0, 40)}`);
      }
      for (const at of [
        `/photo/thumbnail/${photo}`,
        `/photo/original/${photo}`,
        `/photo/${secret}/thumbnail/${photo}`,
        `/photo/${secret}/original/${photo}`,
        `/photo/${'A'.repeat(43)}/original/${photo}`,
      ]) {
        const { status } = await ask(port, { path: at, headers: { cookie, ...headers, ...key } });
        tried += 1;
        if (![401, 403, 404].includes(status)) got.push(`${at}: ${status}`);
      }
      const ended = await ask(port, {
        method: 'POST',
        path: '/session/end',
        headers: { cookie, ...headers, ...key },
      });
      tried += 1;
      if (ended.status !== 401 && ended.status !== 403) got.push(`end: ${ended.status}`);
    }
  // The page, the used address and every redirect hold none of the other secrets.
  for (const at of ['/', '/index.html', '/?token=', `/?token=${secret}`]) {
    const { headers, body } = await ask(port, { path: at, headers: { cookie } });
    tried += 1;
    if (secretsFrom((headers.location ?? '').slice(1)) !== null || /key=|pictures=/.test(body)) got.push(at);
  }
  return { got, tried };
}

describe('a program on another port that has the cookie', () => {
  it('reads nothing, exports nothing and ends nothing, while the page of the session does', async () => {
    const entered = await enterServer(server.newAddress());
    const { got, tried } = await tryWithCookie(entered.cookie);
    expect(got).toEqual([]);
    expect((await entered.call('userData.export', {})).body).toContain('"ok":true');
    expect((await entered.picture('original', photo)).status).toBe(200);
    recordAttempt({
      suite: 'security',
      what: 'the cookie of the session in the hands of a program on another port: calls, pictures, export, end',
      times: tried,
      outcome: '401, 403 or 404; the page of the session goes on',
      lost: got.length,
    });
  });

  it('cannot use the key of one session with the cookie of another', async () => {
    const [mine, theirs] = [await enterServer(server.newAddress()), await enterServer(server.newAddress())];
    const { status } = await ask(port, {
      method: 'POST',
      path: '/api',
      headers: { ...mine.headers, [KEY_HEADER]: theirs.secrets.key },
      body: JSON.stringify({ call: 'settings.get', input: {} }),
    });
    expect(status).toBe(401);
  });

  it('a session that was ended by its page or at the terminal admits nobody any more', async () => {
    const [first, second] = [await enterServer(server.newAddress()), await enterServer(server.newAddress())];
    const end = await ask(port, { method: 'POST', path: '/session/end', headers: { ...first.headers } });
    expect([end.status, end.headers['set-cookie']?.[0]]).toEqual([204, expect.stringContaining('Max-Age=0')]);
    expect((await first.call('settings.get', {})).status).toBe(401);
    expect((await first.picture('thumbnail', photo)).status).toBe(401);
    expect((await second.call('settings.get', {})).status).toBe(200);
    expect(server.endSessions()).toBeGreaterThanOrEqual(1);
    expect((await second.call('settings.get', {})).status).toBe(401);
    expect((await ask(port, { headers: { cookie: second.cookie } })).status).toBe(401);
    await expect(enterServer(server.address)).rejects.toThrow('401');
  });

  it.skipIf(CHROMIUM === null)(
    'receives it from a real browser, and still gets nothing, nor does its page (needs chromium)',
    async () => {
      const browser: Browser = await chromium.launch({
        ...(CHROMIUM === null ? {} : { executablePath: CHROMIUM }),
        args: ['--no-sandbox'],
        timeout: START_MS,
      });
      try {
        const context = await browser.newContext();
        const ours = await context.newPage();
        await ours.goto(server.newAddress());
        await ours.evaluate((fragment) => localStorage.setItem('beachcomb-session', fragment), ours.url());
        const page = await context.newPage();
        await page.goto(`http://127.0.0.1:${otherPort}/`);
        const cookie = received.find((header) => header.includes(`beachcomb-${port}=`)) ?? '';
        expect(cookie, 'the browser sends the cookie to every port').not.toBe('');
        expect(await tryWithCookie(cookie)).toMatchObject({ got: [] });
        const fetched = await page.evaluate(
          async ([to, id]) => {
            const read = async (at: string, method: string): Promise<string> =>
              fetch(`http://127.0.0.1:${to}${at}`, { method, credentials: 'include' }).then(
                async (response) => `${response.status} ${await response.text()}`,
                () => 'refused',
              );
            return Promise.all([
              read('/', 'GET'),
              read('/api', 'POST'),
              read(`/photo/original/${id}`, 'GET'),
            ]);
          },
          [port, photo] as const,
        );
        expect(fetched).toEqual(['refused', 'refused', 'refused']);
        // Storage is separated by port.
        expect(await page.evaluate(() => sessionStorage.length + localStorage.length)).toBe(0);
      } finally {
        await browser.close();
      }
    },
    60_000,
  );
});
