import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MOST_PICTURE_STREAMS } from '../../../../src/api/picture-streams.ts';
import type { Library } from '../../../../src/app/library.ts';
import { openLibrary } from '../../../../src/app/open-library.ts';
import { type Server, serve } from '../../../../src/entry/http/serve.ts';
import { MODELS } from '../../../support/paths.ts';
import { recordAttempt } from '../../../support/record-attempt.ts';
import { removeFolder } from '../../../support/remove-folder.ts';
import { ask } from './ask.ts';
import { type EnteredServer, enterServer } from './enter-server.ts';
import { smallLibrary } from './small-library.ts';

const LARGE_BYTES = 480e6;
let folder: string;
let file: string;
let small: Buffer;
let library: Library;
let photo: number;
let server: Server;
let entered: EnteredServer;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-originals-'));
  const renderer = path.join(folder, 'renderer');
  mkdirSync(renderer);
  writeFileSync(path.join(renderer, 'index.html'), '');
  const made = await smallLibrary(folder);
  photo = made.photos[0] ?? 0;
  file = made.library.paths(photo).map((place) => Buffer.from(place).toString())[0] ?? '';
  small = readFileSync(file);
  await made.library.close();
  // Without an indexer, which would look at the changed files.
  library = await openLibrary({
    path: path.join(folder, 'library.sqlite'),
    models: MODELS,
    samples: null,
    indexing: false,
    log: () => {},
  });
  server = await serve(library, { port: 0, rendererFolder: renderer, log: () => {} });
  entered = await enterServer(server.address);
});
afterAll(async () => {
  await server?.close();
  await library?.close();
  removeFolder(folder);
});
beforeEach(() => writeFileSync(file, small));

const original = (headers: Record<string, string> = {}, method = 'GET') =>
  ask(entered.port, {
    method,
    path: entered.picturePath('original', photo),
    headers: { cookie: entered.cookie, ...headers },
  });

/** A response whose body nobody reads yet. */
const begin = (): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get(
      {
        host: '127.0.0.1',
        port: entered.port,
        agent: false,
        path: entered.picturePath('original', photo),
        headers: { cookie: entered.cookie },
      },
      (response) => {
        response.pause();
        response.on('error', () => {});
        resolve(response);
      },
    ).on('error', reject);
  });

const heldBytes = (): number => {
  const { rss, external, arrayBuffers } = process.memoryUsage();
  return Math.max(rss, external + arrayBuffers);
};
/** Open file descriptors of this process on the photo. */
const openHandles = (): number =>
  process.platform === 'linux'
    ? readdirSync('/proc/self/fd').filter((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`) === file;
        } catch {
          return false;
        }
      }).length
    : 0;

describe('an original', () => {
  it('is the file, whole or in part, and HEAD tells the same without the body', async () => {
    const whole = await original();
    expect([whole.status, whole.headers['accept-ranges'], whole.headers['content-type']]).toEqual([
      200,
      'bytes',
      'image/jpeg',
    ]);
    expect(Buffer.from(whole.body, 'latin1')).toEqual(small);
    const part = await original({ range: 'bytes=2-9' });
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 2-9/${small.length}`]);
    expect(Buffer.from(part.body, 'latin1')).toEqual(small.subarray(2, 10));
    const suffix = await original({ range: 'bytes=-5' });
    expect(Buffer.from(suffix.body, 'latin1')).toEqual(small.subarray(-5));
    expect((await original({ range: `bytes=${small.length}-` })).status).toBe(416);
    const head = await original({}, 'HEAD');
    expect([head.status, head.body, head.headers['content-length'], head.headers.etag]).toEqual([
      200,
      '',
      `${small.length}`,
      whole.headers.etag,
    ]);
    for (const answered of [whole, part, head])
      expect(answered.headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      });
  });

  it('has another version after every change, so that no part of another file is joined to it', async () => {
    const etag = (await original()).headers.etag ?? '';
    expect((await original({ 'if-none-match': etag })).status).toBe(304);
    expect((await original({ range: 'bytes=0-1', 'if-range': etag })).status).toBe(206);
    // The same size and the same mtime.
    const changed = Buffer.from(small.map((byte, at) => (at === small.length - 1 ? byte ^ 1 : byte)));
    const before = new Date(1e12);
    utimesSync(file, before, before);
    const old = (await original()).headers.etag ?? '';
    rmSync(file);
    writeFileSync(file, changed);
    utimesSync(file, before, before);
    expect((await original()).headers.etag).not.toBe(old);
    const whole = await original({ range: 'bytes=0-1', 'if-range': old });
    expect([whole.status, whole.body.length]).toEqual([200, small.length]);
  });

  it('of 480 MB is asked for 20 times at once without being in memory once, and is whole', async () => {
    truncateSync(file, LARGE_BYTES);
    const before = heldBytes();
    const responses = await Promise.all(Array.from({ length: 20 }, begin));
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, heldBytes());
    }, 10);
    // One reads all of it, while nineteen take some megabytes and then nothing.
    const [reader, ...slow] = responses;
    let taken = 0;
    const some = slow.map(
      (response) =>
        new Promise<void>((resolve) => {
          let size = 0;
          response.on('data', (bytes: Buffer) => {
            size += bytes.length;
            if (size < 2e6) return;
            response.pause();
            resolve();
          });
          response.resume();
        }),
    );
    await Promise.all([
      ...some,
      new Promise<void>((resolve) => {
        reader?.on('data', (bytes: Buffer) => {
          taken += bytes.length;
        });
        reader?.on('end', resolve);
        reader?.resume();
      }),
    ]);
    clearInterval(watch);
    expect(responses.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(taken).toBe(LARGE_BYTES);
    // A whole file would be 480 MB, twenty of them 9.6 GB.
    expect(most - before).toBeLessThan(250e6);
    for (const response of slow) response.destroy();
    await expect.poll(openHandles, { timeout: 20_000 }).toBe(0);
    recordAttempt({
      suite: 'faults',
      what: 'a photo of 480 MB, asked for 20 times at once over HTTP',
      times: 20,
      outcome: 'whole, less than 250 MB more in memory, no file left open',
      lost: 0,
    });
  }, 120_000);

  it('is refused for a moment beyond the most streams at once, and clients that went away leave their places', async () => {
    truncateSync(file, LARGE_BYTES);
    const responses = await Promise.all(Array.from({ length: MOST_PICTURE_STREAMS }, begin));
    expect(responses.every(({ statusCode }) => statusCode === 200)).toBe(true);
    const refused = await original();
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '1']);
    // Everything else is answered meanwhile.
    expect((await entered.call('settings.get', {})).status).toBe(200);
    expect((await original({}, 'HEAD')).status).toBe(200);
    for (const response of responses) response.destroy();
    await expect
      .poll(async () => (await original({ range: 'bytes=0-9' })).status, { timeout: 20_000 })
      .toBe(206);
    await expect.poll(openHandles, { timeout: 20_000 }).toBe(0);
  }, 60_000);

  it('that shrinks while it is sent ends the connection before the promised length', async () => {
    truncateSync(file, LARGE_BYTES);
    const response = await begin();
    truncateSync(file, 1000);
    let size = 0;
    response.on('data', (bytes: Buffer) => {
      size += bytes.length;
    });
    await new Promise((resolve) => response.once('close', resolve).resume());
    expect(response.complete).toBe(false);
    expect(size).toBeLessThan(LARGE_BYTES);
  });
});
