import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KEY_HEADER } from '../../src/api/session-secrets.ts';
import type { Library } from '../../src/app/library.ts';
import { type Server, serve } from '../../src/entry/http/serve.ts';
import { ask } from '../integration/entry/http/ask.ts';
import { type EnteredServer, enterServer } from '../integration/entry/http/enter-server.ts';
import { smallLibrary } from '../integration/entry/http/small-library.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { rounds } from '../support/rounds.ts';
import { sendRaw } from './send-raw.ts';

/**
 * Attacks that need bytes which no client sends, or very many of them. What a well-formed request may do is in
 * test/integration/entry/http/serve.test.ts, and what the window may do in test/integration/electron/shell.test.ts.
 */
const SECRET = 'the secret outside';
let folder: string;
let library: Library;
let photo: number;
let server: Server;
let port: number;
let cookie: string;
let entered: EnteredServer;
const logged: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-attacks-'));
  const renderer = path.join(folder, 'renderer');
  mkdirSync(path.join(renderer, 'assets'), { recursive: true });
  writeFileSync(path.join(renderer, 'index.html'), '<!doctype html><title>Beachcomb</title>');
  writeFileSync(path.join(renderer, 'assets', 'main.js'), 'export {};');
  writeFileSync(path.join(folder, 'secret.html'), SECRET);
  symlinkSync(folder, path.join(renderer, 'outside'));
  const small = await smallLibrary(folder);
  library = small.library;
  photo = small.photos[0] ?? 0;
  server = await serve(library, { port: 0, rendererFolder: renderer, log: (line) => logged.push(line) });
  entered = await enterServer(server.address);
  ({ port, cookie } = entered);
});
afterAll(async () => {
  await server?.close();
  await library?.close();
  removeFolder(folder);
});

const host = (): string => `127.0.0.1:${port}`;
/** A request of these lines, with the cookie and the key of a browser that is in. */
const head = (line: string, ...more: string[]): string =>
  `${[line, `Host: ${host()}`, `Cookie: ${cookie}`, `${KEY_HEADER}: ${entered.secrets.key}`, ...more].join('\r\n')}\r\n\r\n`;
const goesOn = async (): Promise<void> => {
  expect((await ask(port, { headers: { cookie } })).status).toBe(200);
};
/** Paths of pictures, with the secret of the session. */
const withSecret = (target: string): string =>
  target.replace(/^\/photo\/(?!\/)/, `/photo/${entered.secrets.pictures}/`);
const CALL = JSON.stringify({ call: 'settings.get', input: {} });

describe('paths', () => {
  const up = [
    '..',
    '%2e%2e',
    '%2E.',
    '.%2e',
    '%252e%252e',
    '%c0%ae%c0%ae',
    '..%00',
    '%u002e%u002e',
    '..;',
    '...',
  ];
  const between = ['/', '%2f', '%5c', '\\', '%252f', '//', '/./', '%c0%af'];
  const from = [
    '/',
    '/assets/',
    '/photo/original/',
    '/photo/thumbnail/',
    '/outside/',
    'http://127.0.0.1/',
    '\\\\',
  ];
  const to = ['secret.html', 'etc/passwd', 'library.sqlite', 'photos/photo-0.jpg'];
  const made = from.flatMap((start) =>
    up.flatMap((dots) =>
      between.flatMap((slash) =>
        to.flatMap((end) => [1, 3].map((times) => `${start}${`${dots}${slash}`.repeat(times)}${end}`)),
      ),
    ),
  );
  const written = [
    '/outside/secret.html',
    '//etc/passwd',
    '///etc/passwd',
    '/%00/etc/passwd',
    '/index.html%00.png',
    '/\0index.html',
    '/C:\\Windows\\win.ini',
    '/C:/Windows/win.ini',
    '//localhost/c$/x',
    '/\\\\localhost\\share\\x',
    '/file:///etc/passwd',
    'file:///etc/passwd',
    '/index.html::$DATA',
    '/INDEX.HTML',
    '/assets/main.js/..',
    '/assets%2fmain.js',
    '*',
    '/photo/original/1%00',
    '/photo/original/１',
    '/photo/original/+1',
    '/photo/original/ 1',
    '/photo/original/1/../2',
    '/photo/original/0x1',
    '/photo/original/1.',
    '/photo/original/1\\',
    '/photo/original/18446744073709551617',
    '/photo/original/file:1',
    '/photo//original/1',
    '/photo/original/../../secret.html',
    '/photo/original/1#/../2',
  ];

  it(`lead nowhere: no way up, out or around, in any spelling`, async () => {
    const tried = [...made.filter((_, at) => at % rounds(8, 1) === 0), ...written];
    let [letIn, refused] = [0, 0];
    for (let at = 0; at < tried.length; at += 40)
      await Promise.all(
        tried.slice(at, at + 40).map(async (target) => {
          const { status, text, answers } = await sendRaw(
            port,
            head(`GET ${withSecret(target)} HTTP/1.1`, 'Connection: close'),
          );
          expect([400, 404], `${target}: ${text.slice(0, 200)}`).toContain(status);
          expect(answers).toBe(1);
          if (text.includes(SECRET) || text.includes('root:') || text.includes('SQLite')) letIn += 1;
          refused += 1;
        }),
      );
    expect(letIn).toBe(0);
    await goesOn();
    recordAttempt({
      suite: 'security',
      what: 'a path out of what the server gives (.., %2e, double encodings, NUL, backslash, UNC, absolute, ids that are none)',
      times: refused,
      outcome: '400 or 404',
      lost: letIn,
    });
  }, 120_000);
});

describe('names of this host', () => {
  it('others, two at once and none are refused, with the cookie and without', async () => {
    const names = [
      'evil.example',
      `evil.example:${port}`,
      `127.0.0.1.evil.example:${port}`,
      `127.0.0.1:${port}.evil.example`,
      `127.0.0.1:${port}@evil.example`,
      `evil.example@127.0.0.1:${port}`,
      `127.0.0.1:0${port}`,
      `127.1:${port}`,
      `2130706433:${port}`,
      `0x7f.0.0.1:${port}`,
      `0.0.0.0:${port}`,
      `[::ffff:127.0.0.1]:${port}`,
      `LOCALHOST.:${port}`,
      `localhost:${port}.`,
      `127.0.0.1:${port}, evil.example`,
      `127.0.0.1:${port}\tevil.example`,
      '127.0.0.1',
      '',
    ];
    for (const name of names) {
      const { status } = await sendRaw(
        port,
        `GET / HTTP/1.1\r\nHost: ${name}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
      );
      expect([400, 403], name).toContain(status);
    }
    const twice = [
      [`Host: ${host()}`, 'Host: evil.example'],
      ['Host: evil.example', `Host: ${host()}`],
      [`Host: ${host()}`, `host: ${host()}`],
    ];
    for (const hosts of twice) {
      const { status } = await sendRaw(
        port,
        ['GET / HTTP/1.1', ...hosts, `Cookie: ${cookie}`, 'Connection: close', '', ''].join('\r\n'),
      );
      expect([400, 403], hosts.join()).toContain(status);
    }
    expect(
      (await sendRaw(port, `GET / HTTP/1.1\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`)).status,
    ).toBe(400);
    // Before there was a Host at all.
    expect([400, 403]).toContain((await sendRaw(port, `GET / HTTP/1.0\r\nCookie: ${cookie}\r\n\r\n`)).status);
    await goesOn();
    recordAttempt({
      suite: 'security',
      what: 'another name for this host (DNS rebinding), two names, none',
      times: names.length + twice.length + 2,
      outcome: '400 or 403',
      lost: 0,
    });
  });
});

describe('secrets', () => {
  it('that are wrong, half, longer or of another port let nobody in, and guessing kills no token', async () => {
    const token = new URL(server.newAddress()).searchParams.get('token') ?? '';
    const secret = cookie.split('=')[1] ?? '';
    const name = `beachcomb-${port}`;
    const flipped = (text: string, at: number): string =>
      `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
    const tokens = [
      ...Array.from({ length: rounds(43, 43) }, (_, at) => flipped(token, at)),
      ...Array.from({ length: 43 }, (_, at) => token.slice(0, at)),
      `${token}A`,
      `${token}=`,
      `${token}%00`,
      token.toLowerCase(),
      token.split('').reverse().join(''),
      secret,
      `${token}&token=${token}`,
    ];
    for (const wrong of tokens)
      expect((await ask(port, { path: `/?token=${wrong}` })).status, wrong).toBe(401);
    const cookies = [
      ...Array.from({ length: 43 }, (_, at) => `${name}=${flipped(secret, at)}`),
      ...Array.from({ length: 43 }, (_, at) => `${name}=${secret.slice(0, at)}`),
      `${name}=${secret}A`,
      `${name}=${token}`,
      `${name.toUpperCase()}=${secret}`,
      `beachcomb-${port + 1}=${secret}`,
      `beachcomb=${secret}`,
      `x${name}=${secret}`,
      `${name}="${secret}"`,
      `${name}=x; ${name}=${secret}`,
    ];
    for (const wrong of cookies)
      expect((await ask(port, { headers: { cookie: wrong } })).status, wrong).toBe(401);
    expect((await ask(port, { path: `/?token=${token}` })).status, 'the token is still good').toBe(303);
    await goesOn();
    recordAttempt({
      suite: 'security',
      what: 'a token or a cookie that is wrong by one letter, half, longer, of another port',
      times: tokens.length + cookies.length,
      outcome: '401',
      lost: 0,
    });
  });
});

describe('requests in requests', () => {
  /** If it were taken for a request of its own, its answer would be a second one. */
  const hidden = (): string => head('GET /assets/main.js HTTP/1.1');
  const post = (...headers: string[]): string =>
    head('POST /api HTTP/1.1', `Origin: http://${host()}`, 'Content-Type: application/json', ...headers);

  it('are never answered: two lengths, a length and chunks, chunks that lie, lines that end oddly', async () => {
    const attacks: readonly [string, string][] = [
      ['two lengths', `${post('Content-Length: 4', `Content-Length: ${hidden().length}`)}${hidden()}`],
      ['the same length twice', `${post('Content-Length: 4', 'Content-Length: 4')}null${hidden()}`],
      ['a list of lengths', `${post('Content-Length: 4, 5')}null${hidden()}`],
      ['a negative length', `${post('Content-Length: -1')}${hidden()}`],
      ['a length with a sign', `${post('Content-Length: +4')}null${hidden()}`],
      ['a length in hexadecimal', `${post('Content-Length: 0x4')}null${hidden()}`],
      ['a length that no number holds', `${post('Content-Length: 99999999999999999999999')}${hidden()}`],
      [
        'length and chunks',
        `${post(`Content-Length: ${hidden().length + 5}`, 'Transfer-Encoding: chunked')}0\r\n\r\n${hidden()}`,
      ],
      ['chunks and length', `${post('Transfer-Encoding: chunked', 'Content-Length: 4')}0\r\n\r\n${hidden()}`],
      [
        'chunked spelt otherwise',
        `${post('Transfer-Encoding: xchunked', 'Content-Length: 4')}null${hidden()}`,
      ],
      [
        'chunked twice',
        `${post('Transfer-Encoding: chunked', 'Transfer-Encoding: identity')}0\r\n\r\n${hidden()}`,
      ],
      ['chunked not last', `${post('Transfer-Encoding: chunked, gzip')}0\r\n\r\n${hidden()}`],
      [
        'a space before the colon',
        `${post('Transfer-Encoding : chunked', 'Content-Length: 4')}null${hidden()}`,
      ],
      [
        'a folded header',
        `${post('X: y', ' Transfer-Encoding: chunked', 'Content-Length: 4')}null${hidden()}`,
      ],
      ['a chunk without a size', `${post('Transfer-Encoding: chunked')}\r\n${hidden()}`],
      ['a chunk with a negative size', `${post('Transfer-Encoding: chunked')}-1\r\n${hidden()}`],
      ['a chunk larger than any', `${post('Transfer-Encoding: chunked')}ffffffffffffffff0\r\n${hidden()}`],
      [
        'a chunk longer than it says',
        `${post('Transfer-Encoding: chunked')}1\r\nnull\r\n0\r\n\r\n${hidden()}`,
      ],
      ['a bare line feed', `${post('Transfer-Encoding: chunked').replaceAll('\r\n', '\n')}0\n\n${hidden()}`],
      ['a bare carriage return', `GET / HTTP/1.1\rHost: ${host()}\rCookie: ${cookie}\r\r${hidden()}`],
      ['NUL in a header', `${post('X: a\0b', 'Content-Length: 4')}null${hidden()}`],
      ['a header without a name', `${post(': x', 'Content-Length: 4')}null${hidden()}`],
      ['another version', `GET / HTTP/9.9\r\nHost: ${host()}\r\n\r\n${hidden()}`],
      [
        'a body of a GET',
        `${head('GET /nothing HTTP/1.1', 'Content-Length: 4', 'Connection: close')}null${hidden()}`,
      ],
      ['the preface of HTTP/2', `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${hidden()}`],
      ['TLS', `\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03${hidden()}`],
      ['CONNECT', `CONNECT evil.example:80 HTTP/1.1\r\nHost: ${host()}\r\n\r\n${hidden()}`],
      [
        'an upgrade',
        `${head('GET /nothing HTTP/1.1', 'Upgrade: websocket', 'Connection: upgrade, close', 'Sec-WebSocket-Key: x', 'Sec-WebSocket-Version: 13')}${hidden()}`,
      ],
    ];
    for (const [name, bytes] of attacks) {
      const { text, answers } = await sendRaw(port, bytes);
      expect(text, name).not.toContain('export {};');
      expect(answers, `${name}: ${text.slice(0, 200)}`).toBeLessThanOrEqual(1);
      await goesOn();
    }
    recordAttempt({
      suite: 'security',
      what: 'a request hidden in another (two lengths, length and chunks, bare line ends, upgrade)',
      times: attacks.length,
      outcome: 'one refusal or none, the hidden one never answered',
      lost: 0,
    });
  });

  it('by any method but three are refused', async () => {
    const methods =
      'PUT DELETE PATCH OPTIONS TRACE PROPFIND MKCOL COPY MOVE LOCK REPORT PURGE SEARCH LINK BREW get'.split(
        ' ',
      );
    for (const method of methods) {
      const { status } = await sendRaw(port, head(`${method} /index.html HTTP/1.1`, 'Connection: close'));
      expect([400, 405], method).toContain(status);
    }
    await goesOn();
    recordAttempt({
      suite: 'security',
      what: 'a method that is none',
      times: methods.length,
      outcome: '400 or 405',
      lost: 0,
    });
  });
});

describe('too much', () => {
  it('a body of a stranger is not read, and one of a browser no further than its limit', async () => {
    const megabyte = 'x'.repeat(1024 * 1024);
    const before = process.memoryUsage().rss;
    for (const [line, more] of [
      ['POST /api HTTP/1.1', 'Content-Length: 1073741824'],
      ['POST /api HTTP/1.1', 'Content-Length: 1048577'],
      ['POST /api/large HTTP/1.1', 'Content-Length: 99999999999'],
      ['POST /api/other HTTP/1.1', 'Content-Length: 1073741824'],
    ] as const) {
      const browser = await sendRaw(
        port,
        `${head(line, `Origin: http://${host()}`, 'Content-Type: application/json', more)}${megabyte}`,
        { end: false },
      );
      expect([405, 413, 0], line).toContain(browser.status);
      const stranger = await sendRaw(
        port,
        `${line}\r\nHost: ${host()}\r\nOrigin: http://${host()}\r\nContent-Type: application/json\r\n${more}\r\n\r\n${megabyte}`,
        { end: false },
      );
      expect([401, 0], line).toContain(stranger.status);
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20);
    await goesOn();
    recordAttempt({
      suite: 'security',
      what: 'a body of up to 100 GB',
      times: 8,
      outcome: '401, 405 or 413, not read',
      lost: 0,
    });
  });

  it('slow heads, slow bodies and silence are ended within their times, all at once, and calls are answered meanwhile', async () => {
    const post = `POST /api HTTP/1.1\r\nHost: ${host()}\r\nOrigin: http://${host()}\r\nCookie: ${cookie}\r\n${KEY_HEADER}: ${entered.secrets.key}\r\nContent-Type: application/json\r\n`;
    const times = rounds(8, 40);
    const slow = [
      ['nothing at all', '', 'head'],
      ['one letter of a method', 'G', 'head'],
      ['a header at a time', `GET / HTTP/1.1\r\nHost: ${host()}\r\n`, 'head', 'X-A: b\r\n'],
      ['a letter of a header at a time', `GET / HTTP/1.1\r\nX: `, 'head', 'b'],
      ['an empty line at a time', '', 'head', '\r\n'],
      ['a letter of a body at a time', `${post}Content-Length: 100000\r\n\r\n`, 'body', ' '],
      ['a body that does not come', `${post}Content-Length: 10\r\n\r\n`, 'body'],
      ['a chunk at a time', `${post}Transfer-Encoding: chunked\r\n\r\n`, 'body', '1\r\n \r\n'],
      [
        'half a request after a whole one',
        `GET /index.html HTTP/1.1\r\nHost: ${host()}\r\nCookie: ${cookie}\r\n\r\nGET`,
        'head',
      ],
    ] as const;
    const [within, alive] = [{ head: 12_000, body: 27_000 }, new AbortController()];
    let answered = 0;
    const meanwhile = (async () => {
      while (!alive.signal.aborted) {
        await goesOn();
        answered += 1;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    })();
    await Promise.all(
      slow.flatMap(([name, bytes, part, drip]) =>
        Array.from({ length: Math.ceil(times / slow.length) }, async () => {
          const { ms, text } = await sendRaw(port, bytes, {
            end: false,
            ...(drip === undefined ? {} : { drip: { bytes: drip, everyMs: 500 } }),
          });
          // The limit bounds the wait; twice as long on a busy machine is still no hang.
          expect(ms, name).toBeLessThan(2 * within[part]);
          expect(text, name).not.toContain('"ok"');
        }),
      ),
    );
    alive.abort();
    await meanwhile;
    expect(answered).toBeGreaterThan(3);
    recordAttempt({
      suite: 'security',
      what: 'a slow request (head, header, body, chunks by the letter; silence)',
      times: Math.ceil(times / slow.length) * slow.length,
      outcome: 'ended after 5 s (head) or 20 s (body); calls answered meanwhile',
      lost: 0,
    });
  }, 120_000);

  it('thousands of connections keep no browser out: during the flood and after it the page is served', async () => {
    const flood = rounds(2_000, 10_000, 800);
    const open = new Set<net.Socket>();
    let [made, closed, served] = [0, 0, 0];
    const one = (): Promise<void> =>
      new Promise((resolve) => {
        const socket = net.connect(port, '127.0.0.1');
        open.add(socket);
        socket.on('error', () => {});
        socket.resume();
        socket.once('connect', () => {
          made += 1;
          socket.write('GET / HTTP/1.1\r\n');
          resolve();
        });
        socket.once('close', () => {
          closed += 1;
          open.delete(socket);
          resolve();
        });
      });
    for (let at = 0; at < flood; at += 100) {
      await Promise.all(Array.from({ length: 100 }, one));
      if ((await ask(port, { headers: { cookie } })).status === 200) served += 1;
    }
    expect(made).toBeGreaterThan(flood / 2);
    expect(served).toBe(flood / 100);
    expect(flood - closed).toBeLessThanOrEqual(100);
    for (const socket of open) socket.destroy();
    await goesOn();
    recordAttempt({
      suite: 'security',
      what: 'connections that say nothing, opened one after the other',
      times: flood,
      outcome: 'the oldest ended for each new one; every page asked for in between served',
      lost: 0,
    });
  }, 120_000);
});

describe('photo ids', () => {
  it('that are none, or of photos that are not here, give nothing and open nothing', async () => {
    const ids = [
      '',
      '0',
      '-1',
      '1e3',
      '1.5',
      'NaN',
      'null',
      '999999999',
      '9007199254740993',
      `${photo}%20`,
      `${photo},1`,
      `${photo};`,
      `${photo}?`,
      `${photo}?x=1`,
      "1' OR '1'='1",
      '1 UNION SELECT 1',
      '../1',
      '__proto__',
      'constructor',
    ];
    for (const id of ids)
      for (const kind of ['thumbnail', 'original', 'icon', '', '__proto__']) {
        const { status } = await sendRaw(
          port,
          head(`GET ${withSecret(`/photo/${kind}/${id}`)} HTTP/1.1`, 'Connection: close'),
          { end: false },
        );
        // A query is passed over: it names the photo all the same.
        if (id.startsWith(`${photo}?`) && (kind === 'thumbnail' || kind === 'original'))
          expect(status).toBe(200);
        else expect([400, 404], `${kind}/${id}`).toContain(status);
      }
    expect(logged).toEqual([]);
    recordAttempt({
      suite: 'security',
      what: 'a photo id that is none',
      times: ids.length * 5,
      outcome: '400 or 404',
      lost: 0,
    });
  });

  it('the call with no cookie tells nothing, whatever else it brings', async () => {
    for (const more of [
      {},
      { authorization: 'Bearer x' },
      { 'x-forwarded-for': '127.0.0.1' },
      { 'x-forwarded-host': host() },
      { forwarded: `host=${host()}` },
    ])
      expect(
        (
          await ask(port, {
            method: 'POST',
            path: '/api',
            headers: { origin: `http://${host()}`, 'content-type': 'application/json', ...more },
            body: CALL,
          })
        ).status,
      ).toBe(401);
  });
});
