import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { toBeachcombError } from '../../../../src/domain/error.ts';
import type { ErrorReason } from '../../../../src/domain/error-reason.ts';
import type { PackManifest } from '../../../../src/domain/pack.ts';
import { type FetchPackOptions, fetchPack } from '../../../../src/platform/packs/fetch-pack.ts';
import { discardFetched, fetchedBytes } from '../../../../src/platform/packs/fetched-files.ts';
import {
  listInstalledPacks,
  type PackProgress,
  removePack,
} from '../../../../src/platform/packs/installed-packs.ts';
import { localHost, startFile } from '../../../support/local-host.ts';
import { catalogued, type FileRequest, type ModelHost, modelHost } from '../../../support/model-host.ts';
import { ROOT } from '../../../support/paths.ts';
import { rejection } from '../../../support/rejection.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const CLIP = path.join(ROOT, 'test', 'fixtures', 'packs', 'clip');
const VISION = 'onnx/vision_model.onnx';
const WANTED = catalogued(CLIP, 'tiny-clip');
/** Fast enough for a test. */
const SHORT = { firstPauseMs: 5, silentAfterMs: 300, slowAfterMs: 400 };

interface Fetched {
  readonly host: ModelHost;
  readonly data: string;
  fetch(more?: Partial<FetchPackOptions>): Promise<PackManifest>;
  refusal(more?: Partial<FetchPackOptions>): Promise<ErrorReason | null>;
}

async function prepared(folder = CLIP): Promise<Fetched> {
  const host = await modelHost(folder);
  const data = tempFolder();
  const fetch = async (more: Partial<FetchPackOptions> = {}): Promise<PackManifest> => {
    const { signal } = new AbortController();
    const options = { ...SHORT, signal, host: host.address, mirror: null, proxy: null, ...more };
    return (await fetchPack(data, WANTED, options)).manifest;
  };
  const refusal = async (more?: Partial<FetchPackOptions>): Promise<ErrorReason | null> => {
    const thrown = await rejection(fetch(more));
    return thrown === null ? null : toBeachcombError(thrown).reason;
  };
  return { host, data, fetch, refusal };
}

/** Everything in the folder of added packs. */
const namesIn = (data: string): string[] => readdirSync(path.join(data, 'packs')).sort();
const INSTALLED = ['.pinned-tiny-clip.json', expect.stringMatching(/^tiny-clip@[0-9a-f]{12}$/)];

/** Answers every request for one file in another way. */
const forFile = (name: string, work: (wanted: FileRequest, times: number) => void) => {
  let times = 0;
  return (wanted: FileRequest): void => (wanted.name === name ? work(wanted, times++) : wanted.answer());
};

/** Sends so many bytes of what was wanted, and breaks the connection. */
const breakAfter = ({ request, response, bytes }: FileRequest, count: number): void => {
  const from = startFile(request, response, bytes.length);
  response.write(bytes.subarray(from, from + count), () => response.destroy());
};

describe('a pack that is fetched', () => {
  it('is installed with what the catalogue states, and pinned to commit and hashes', async () => {
    const { host, data, fetch } = await prepared();
    const steps: PackProgress[] = [];
    const manifest = await fetch({ onProgress: (step) => steps.push(step) });
    expect(manifest).toMatchObject({
      id: 'tiny-clip',
      languages: ['en'],
      sources: ['https://example.org/model'],
      licence: { spdx: 'MIT' },
    });
    expect((await listInstalledPacks(data)).packs.map((pack) => pack.manifest)).toEqual([manifest]);
    expect(namesIn(data)).toEqual(INSTALLED);
    const { done = 0, of = 0 } = steps.at(-1) ?? {};
    expect([done > 0, done]).toEqual([true, of]);
    const pinned = JSON.parse(readFileSync(path.join(data, 'packs', '.pinned-tiny-clip.json'), 'utf8'));
    for (const { path: name, hash } of pinned.files) {
      const bytes = readFileSync(path.join(CLIP, name));
      expect(hash).toEqual({ kind: 'sha256', value: createHash('sha256').update(bytes).digest('hex') });
    }
    // Without a cookie, a version or anything else of the user.
    expect(host.requests.filter((url) => url.startsWith('/api/'))).toHaveLength(2);
  });

  it('asks the host for its metadata at the first fetch only, and takes no other file from then on', async () => {
    const { host, data, fetch, refusal } = await prepared();
    await fetch();
    await removePack(data, 'tiny-clip');
    host.requests.length = 0;
    host.onFile = forFile('config.json', ({ bytes, answer }) => {
      const other = Buffer.from(bytes);
      other[other.length - 1] = 0x20;
      answer(other);
    });
    expect(await refusal()).toMatchObject({ code: 'fetch-changed', file: 'config.json' });
    expect(host.requests.some((url) => url.startsWith('/api/'))).toBe(false);
  });

  it('is resumed where the connection broke, by ranges', async () => {
    const { host, data, fetch } = await prepared();
    const size = statSync(path.join(CLIP, VISION)).size;
    const half = Math.floor(size / 2);
    host.onFile = forFile(VISION, (wanted, times) =>
      times === 0 ? breakAfter(wanted, half) : wanted.answer(),
    );
    await fetch();
    const ranges = host.requests.filter((url) => url.includes(VISION)).map((url) => url.split(' ')[1]);
    expect(ranges).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]\d*-$/)]);
    expect(namesIn(data)).toEqual(INSTALLED);
  });

  it('is resumed by another process after a stop, and counts what is there', async () => {
    const { host, data, fetch } = await prepared();
    const stop = new AbortController();
    const part = path.join(data, 'packs', '.fetching-tiny-clip', 'tiny-clip', `${VISION}.part`);
    host.onFile = forFile(VISION, ({ response, bytes }) => {
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 100));
      void expect
        .poll(() => statSync(part).size)
        .toBe(100)
        .then(() => stop.abort());
    });
    const stopped = await rejection(fetch({ signal: stop.signal }));
    expect(stopped).toBe(stop.signal.reason);
    expect(namesIn(data)).toEqual(['.fetching-tiny-clip', '.pinned-tiny-clip.json']);
    expect(statSync(part).size).toBe(100);
    expect(await fetchedBytes(data, WANTED)).toBeGreaterThan(100);
    host.onFile = ({ answer }) => answer();
    host.requests.length = 0;
    await fetch();
    expect(host.requests).toContainEqual(expect.stringMatching(/vision_model\.onnx bytes=100-$/));
    expect(await fetchedBytes(data, WANTED)).toBe(null);
  });

  it('starts again where what was there is of another file, or the host has no ranges', async () => {
    const { host, data, fetch } = await prepared();
    const folder = path.join(data, 'packs', '.fetching-tiny-clip', 'tiny-clip', 'onnx');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'vision_model.onnx.part'), 'of another file');
    writeFileSync(path.join(folder, 'text_model.onnx.part'), 'of another file');
    host.onFile = forFile('onnx/text_model.onnx', ({ bytes, response }) => void response.end(bytes));
    await fetch();
    expect(namesIn(data)).toEqual(INSTALLED);
  });

  it.each<[string, (wanted: FileRequest, times: number) => void, object]>([
    [
      'does not have it',
      ({ response }) => void response.writeHead(404).end(),
      { code: 'fetch-status', status: 404 },
    ],
    [
      'wants a login',
      ({ response }) => void response.writeHead(401).end(),
      { code: 'fetch-status', status: 401 },
    ],
    [
      'fails again and again',
      ({ response }) => void response.writeHead(503).end(),
      { code: 'fetch-status', status: 503 },
    ],
    [
      'has another file of the same size',
      ({ bytes, answer }) => answer(Buffer.alloc(bytes.length, 1)),
      { code: 'fetch-changed', file: VISION },
    ],
    [
      'has a shorter one',
      ({ bytes, answer }) => answer(bytes.subarray(1)),
      { code: 'fetch-changed', file: VISION },
    ],
    [
      'sends the page of a login instead',
      ({ response }) => void response.end('<!doctype html>'),
      { code: 'fetch-changed', file: VISION },
    ],
    [
      'never ends',
      ({ response }) => {
        const send = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(1 << 16)));
          response.once('drain', send);
        };
        send();
      },
      { code: 'fetch-changed', file: VISION },
    ],
    ['breaks each time at once', (wanted) => breakAfter(wanted, 10), { code: 'fetch-unreachable' }],
    ['is silent', () => {}, { code: 'fetch-unreachable' }],
    [
      'is silent after the first bytes',
      ({ response, bytes }) => {
        response.writeHead(200, { 'content-length': bytes.length });
        response.write(bytes.subarray(0, 3));
      },
      { code: 'fetch-unreachable' },
    ],
    [
      'is as slow as can be without being silent',
      ({ response, bytes }) => {
        response.writeHead(200, { 'content-length': bytes.length });
        let at = 0;
        const timer = setInterval(() => response.write(bytes.subarray(at, ++at)), 50);
        response.on('close', () => clearInterval(timer));
      },
      { code: 'fetch-unreachable', detail: 'It is too slow.' },
    ],
    [
      'redirects in circles',
      ({ response, request }) => void response.writeHead(302, { location: request.url }).end(),
      { code: 'fetch-unreachable' },
    ],
    [
      'redirects to a file of this computer',
      ({ response }) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      { code: 'fetch-unreachable' },
    ],
    [
      'redirects to another computer without encryption',
      ({ response }) => void response.writeHead(302, { location: 'http://192.0.2.1/x' }).end(),
      { code: 'fetch-unreachable' },
    ],
    [
      'sends another part than was requested',
      (wanted, times) => {
        if (times === 0) return breakAfter(wanted, 100);
        wanted.response.writeHead(206, { 'content-range': 'bytes 5-9/10' });
        wanted.response.end('12345');
      },
      { code: 'fetch-unreachable' },
    ],
  ])('is refused with a reason, and nothing is installed, where the host %s', async (_, work, reason) => {
    const { host, data, refusal } = await prepared();
    host.onFile = forFile(VISION, work);
    expect(await refusal()).toMatchObject(reason);
    expect((await listInstalledPacks(data)).packs).toEqual([]);
    expect(existsSync(path.join(data, 'packs', '.fetching-tiny-clip', 'held-by'))).toBe(false);
    // The host is mended: what was thrown away comes again.
    host.onFile = ({ answer }) => answer();
    expect(await refusal()).toBe(null);
  });

  it('follows a redirect of the host, as to the servers with its large files', async () => {
    const { host, fetch } = await prepared();
    const other = await modelHost(CLIP);
    host.onFile = forFile(VISION, ({ response, request }) => {
      response.writeHead(302, { location: `${other.address}${request.url}` }).end();
    });
    await fetch();
    expect(other.requests).toEqual([expect.stringContaining(VISION)]);
  });

  it('comes slowly, and still comes, from a host that is throttled', async () => {
    const { host, data, fetch } = await prepared();
    host.onFile = ({ response, bytes }) => {
      response.writeHead(200, { 'content-length': bytes.length });
      let at = 0;
      const timer = setInterval(() => {
        const piece = bytes.subarray(at, at + 1000);
        at += piece.length;
        if (at < bytes.length) response.write(piece);
        else response.end(piece);
      }, 20);
      response.on('close', () => clearInterval(timer));
    };
    const steps: PackProgress[] = [];
    await fetch({ slowAfterMs: 60_000, onProgress: (step) => steps.push(step) });
    // A large file shows its progress, which never goes back.
    expect(steps.length).toBeGreaterThan(WANTED.files.length + 5);
    expect(steps.map(({ done }) => done)).toEqual(steps.map(({ done }) => done).toSorted((a, b) => a - b));
    expect(namesIn(data)).toEqual(INSTALLED);
  });

  it('waits as long as an overloaded host wants', async () => {
    const { host, fetch } = await prepared();
    let at = 0;
    host.onFile = forFile(VISION, ({ response, answer }, times) => {
      if (times > 0) {
        expect(performance.now() - at).toBeGreaterThan(950);
        return answer();
      }
      at = performance.now();
      response.writeHead(429, { 'retry-after': '1' }).end();
    });
    await fetch();
  });

  it.each<[string, (answer: unknown) => unknown]>([
    ['no JSON', () => '<html>'],
    ['a commit that is a path', () => ({ sha: '../../../etc' })],
    ['no list', (answer) => (Array.isArray(answer) ? {} : answer)],
    ['a list without one of the files', (answer) => (Array.isArray(answer) ? answer.slice(1) : answer)],
    [
      'a negative size',
      (answer) => (Array.isArray(answer) ? answer.map((one) => ({ ...one, size: -1 })) : answer),
    ],
    ['five megabytes', () => ' '.repeat(5 << 20)],
  ])('is refused where the metadata of the host is %s', async (_, change) => {
    const { host, refusal } = await prepared();
    host.onApi = change;
    expect(await refusal()).toMatchObject({ code: 'fetch-unreachable' });
  });

  it('is refused where no host answers, or its address is none', async () => {
    const { refusal } = await prepared();
    expect(await refusal({ host: 'http://127.0.0.1:1' })).toMatchObject({
      code: 'fetch-unreachable',
      host: '127.0.0.1:1',
    });
    for (const address of ['', 'ftp://127.0.0.1', 'file:///etc', 'not an address'])
      expect(await refusal({ host: address })).toEqual({ code: 'fetch-address', address });
    expect(await refusal({ proxy: 'nonsense' })).toEqual({ code: 'fetch-address', address: 'nonsense' });
  });

  it('comes through a proxy, and from a mirror in a folder of its host', async () => {
    const { host, data, fetch, refusal } = await prepared();
    const seen: string[] = [];
    // As a proxy gets them: with the address of the host, or a name and a port to connect to.
    const address = await localHost(
      ({ url = '', headers }, response) => {
        seen.push(url);
        const { pathname, search } = new URL(url);
        get(`${host.address}${pathname}${search}`, { headers }, (answer) => {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(response);
        });
      },
      ({ url = '' }, socket) => {
        seen.push(url);
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      },
    );
    expect(await refusal({ host: 'https://models.invalid', proxy: address })).toMatchObject({
      code: 'fetch-unreachable',
      detail: expect.stringContaining('403'),
    });
    expect(seen).toEqual(expect.arrayContaining(['models.invalid:443']));
    // A name that no resolver has: only the proxy can lead to it.
    await fetch({ host: 'http://models.invalid', proxy: address });
    expect(seen).toContainEqual(expect.stringMatching(/^http:\/\/models\.invalid\/tests\/model\//));
    await removePack(data, 'tiny-clip');
    await expect(fetch({ host: `${host.address}/hub/` })).rejects.toThrow('404');
    expect(host.requests.at(-1)).toMatch(/^\/hub\/tests\/model\/resolve\//);
  });

  it('is fetched by one process at a time; what a process that ended held is free', async () => {
    const { host, data, fetch, refusal } = await prepared();
    const waiting = Promise.withResolvers<FileRequest>();
    host.onFile = forFile(VISION, (wanted) => waiting.resolve(wanted));
    const first = fetch({ silentAfterMs: 10_000, slowAfterMs: 10_000 });
    const wanted = await waiting.promise;
    expect(await refusal()).toEqual({ code: 'fetch-under-way' });
    expect(toBeachcombError(await rejection(discardFetched(data, WANTED))).reason).toEqual({
      code: 'fetch-under-way',
    });
    wanted.answer();
    await first;
    await removePack(data, 'tiny-clip');
    const folder = path.join(data, 'packs', '.fetching-tiny-clip');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'held-by'), '999999999');
    host.onFile = ({ answer }) => answer();
    await fetch();
  });

  it('that was not whole can be thrown away, with what it was pinned to', async () => {
    const { host, data, refusal } = await prepared();
    host.onFile = forFile(VISION, ({ response }) => void response.writeHead(404).end());
    await refusal();
    expect(await discardFetched(data, WANTED)).toBe(true);
    expect(await discardFetched(data, WANTED)).toBe(false);
    expect(namesIn(data)).toEqual([]);
  });

  it('whose networks cannot be used is not installed, and not fetched again for another try', async () => {
    const { host, data, fetch } = await prepared();
    const failure = new Error('It does not load.');
    expect(await rejection(fetch({ prove: () => Promise.reject(failure) }))).toBe(failure);
    expect((await listInstalledPacks(data)).packs).toEqual([]);
    host.requests.length = 0;
    await fetch();
    expect(host.requests).toEqual([]);
  });
});

it('a download leaves files that only this user can read', async () => {
  if (process.platform === 'win32') return;
  const { data, refusal, host } = await prepared();
  host.onFile = forFile(VISION, (wanted) => breakAfter(wanted, 10));
  await refusal();
  const folder = path.join(data, 'packs', '.fetching-tiny-clip');
  for (const name of ['', 'tiny-clip', `tiny-clip/${VISION}.part`, 'tiny-clip/config.json'])
    expect(statSync(path.join(folder, name)).mode & 0o077, name).toBe(0);
});
