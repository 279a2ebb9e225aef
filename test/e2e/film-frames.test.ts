import { mkdtempSync, realpathSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filmPageHeaders, readRendererFiles } from '../../src/api/renderer-files.ts';
import type { FilmOutcome, KeyFrames } from '../../src/domain/key-frames.ts';
import type { FilmFormat } from '../../src/domain/photo-format.ts';
import { readKeyFrames } from '../../src/vision/film/decode-film.ts';
import { ROOT } from '../support/paths.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { buildApp } from './build-app.ts';
import { CHROMIUM } from './find-browsers.ts';
import { START_MS } from './launch-electron.ts';

const FILMS = path.join(ROOT, 'test', 'fixtures', 'films');
type Colour = readonly [red: number, green: number, blue: number];
/** Of the four fields of a chart, clockwise from the left top. */
const FIELDS: readonly Colour[] = [
  [0xc8, 0x3c, 0x3c],
  [0x3c, 0xb4, 0x3c],
  [0x3c, 0x50, 0xc8],
  [0x80, 0x80, 0x80],
];

async function keyFramesOf(name: string): Promise<KeyFrames> {
  const place = { folder: Buffer.from(FILMS), path: Buffer.from(name) };
  const format = path.extname(name).slice(1) as FilmFormat;
  const film = await readKeyFrames({ name, mtime: 0, place }, format, new AbortController().signal);
  if (film === null) throw new Error(`${name} has no key frames.`);
  return film;
}

/** Size, and the colours in the middle of the four fields, clockwise from the left top. */
async function seen(jpeg: string): Promise<{ width: number; height: number; fields: Colour[] }> {
  const { data, info } = await sharp(Buffer.from(jpeg, 'base64')).raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const at = (across: number, down: number): Colour => {
    const start = (Math.floor(height * down) * width + Math.floor(width * across)) * 3;
    return [data[start] ?? 0, data[start + 1] ?? 0, data[start + 2] ?? 0];
  };
  return { width, height, fields: [at(0.25, 0.25), at(0.75, 0.25), at(0.75, 0.75), at(0.25, 0.75)] };
}

const differenceOf = (some: readonly Colour[], others: readonly Colour[]): number =>
  Math.max(
    ...some.flatMap((colour, i) => colour.map((value, c) => Math.abs(value - (others[i]?.[c] ?? 255)))),
  );

describe.skipIf(CHROMIUM === null)('frames that the page of a browser decodes (needs Chromium)', () => {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-frames-')));
  let server: Server;
  let browser: Browser;
  let page: Page;

  const decode = (film: KeyFrames): Promise<FilmOutcome> =>
    page.evaluate(`decodeFilm(${JSON.stringify(film)})`) as Promise<FilmOutcome>;

  beforeAll(async () => {
    if (CHROMIUM === null) return;
    await buildApp(root);
    const files = await readRendererFiles(path.join(root, 'dist', 'renderer'));
    server = createServer((request, response) => {
      const file = files.get(request.url ?? '');
      response.writeHead(file === undefined ? 404 : 200, {
        ...filmPageHeaders(),
        'content-type': file?.type ?? 'text/plain',
      });
      response.end(file?.bytes);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch({ executablePath: CHROMIUM, timeout: START_MS });
    page = await browser.newPage();
    // The bridge of the hidden window hands the page's only function out.
    await page.addInitScript(
      'window.beachcombFilms = { onFilm: (decode) => { window.decodeFilm = decode; } }',
    );
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/film-page.html`);
    await page.waitForFunction('typeof decodeFilm === "function"');
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    removeFolder(root);
  });

  it.each([
    ['VP9 by BT.601', 'chart-601.webm', 224, 168, 8],
    ['VP9 by BT.709', 'chart-709.webm', 224, 168, 8],
    ['VP8', 'chart-vp8.webm', 224, 168, 8],
    ['AV1 by BT.709', 'chart-av1.mkv', 224, 168, 8],
    ['VP9 with transparency', 'chart-alpha.webm', 224, 168, 8],
    ['VP9 of an odd size', 'chart-odd.webm', 223, 167, 8],
  ])('have the colours and the size of the film: %s', async (_what, name, width, height, most) => {
    const outcome = await decode(await keyFramesOf(name));
    expect(outcome.result).toBe('frames');
    for (const frame of outcome.result === 'frames' ? outcome.frames : []) {
      const found = await seen(frame);
      expect(found).toMatchObject({ width, height });
      expect(differenceOf(found.fields, FIELDS), JSON.stringify(found.fields)).toBeLessThanOrEqual(most);
    }
  });

  it.each([
    ['by BT.601', 'chart-601.mp4', 224, 168],
    ['by BT.709', 'chart-709.mp4', 224, 168],
    ['of full range', 'chart-full.mp4', 224, 168],
    ['with pixels that are not square', 'chart-wide.mp4', 448, 168],
  ])(
    'of H.264 have the colours of the film where the browser has a decoder: %s',
    async (_what, name, ...size) => {
      const film = await keyFramesOf(name);
      const hasDecoder = await page.evaluate(
        `VideoDecoder.isConfigSupported({ codec: '${film.codec}' }).then(({ supported }) => supported)`,
      );
      const outcome = await decode(film);
      expect(outcome.result).toBe(hasDecoder === true ? 'frames' : 'unsupported');
      for (const frame of outcome.result === 'frames' ? outcome.frames : []) {
        const found = await seen(frame);
        expect([found.width, found.height]).toEqual(size);
        expect(differenceOf(found.fields, FIELDS), JSON.stringify(found.fields)).toBeLessThanOrEqual(8);
      }
    },
  );

  it.each([
    ['VP9 in PQ', 'chart-pq.webm'],
    ['AV1 in HLG', 'chart-hlg.mkv'],
  ])('have the tones of the film, made dark enough for what is brighter: %s', async (_what, name) => {
    const outcome = await decode(await keyFramesOf(name));
    const { fields } = await seen(outcome.result === 'frames' ? (outcome.frames[0] ?? '') : '');
    const toned = (colour: Colour): Colour => {
      const [red, green, blue] = colour.map((value) => Math.round((value / Math.max(...colour)) * 255));
      return [red ?? 0, green ?? 0, blue ?? 0];
    };
    expect(differenceOf(fields.map(toned), FIELDS.map(toned)), JSON.stringify(fields)).toBeLessThanOrEqual(
      30,
    );
    for (const [at, field] of fields.entries())
      expect(Math.max(...field)).toBeGreaterThan(Math.max(...(FIELDS[at] ?? [])) / 2);
  });

  it.each([
    ['upright', 90, [3, 0, 1, 2]],
    ['upright', 180, [2, 3, 0, 1]],
    ['upright', 270, [1, 2, 3, 0]],
  ] as const)('are made %s: turned by %i degrees', async (_what, rotation, order) => {
    const film = await keyFramesOf('chart-709.webm');
    const isSideways = rotation !== 180;
    const [width, height] = isSideways ? [film.height, film.width] : [film.width, film.height];
    const outcome = await decode({ ...film, rotation, width, height });
    const found = await seen(outcome.result === 'frames' ? (outcome.frames[0] ?? '') : '');
    expect(found).toMatchObject({ width, height });
    const wanted = order.map((field): Colour => FIELDS[field] ?? [0, 0, 0]);
    expect(differenceOf(found.fields, wanted), JSON.stringify(found.fields)).toBeLessThanOrEqual(8);
  });

  it('have square pixels, and no more of them than are wanted', async () => {
    const film = await keyFramesOf('chart-709.webm');
    const outcome = await decode({ ...film, width: 448, height: 168 });
    const found = await seen(outcome.result === 'frames' ? (outcome.frames[0] ?? '') : '');
    expect(found).toMatchObject({ width: 448, height: 168 });
    expect(differenceOf(found.fields, FIELDS)).toBeLessThanOrEqual(8);
  });

  it('are none, with the reason, for a codec without a decoder and for frames that are damaged', async () => {
    const film = await keyFramesOf('vp9.webm');
    expect(await decode({ ...film, codec: 'none.1' })).toEqual({ result: 'unsupported' });
    expect(await decode({ ...film, codec: 'vp09' })).toEqual({ result: 'unsupported' });
    const damaged = { ...film, frames: [Buffer.alloc(500, 7).toString('base64')] };
    expect(await decode(damaged)).toEqual({ result: 'failed' });
  });

  it('leave out what is damaged among them', async () => {
    const film = await keyFramesOf('vp9.webm');
    const [first = ''] = film.frames;
    const outcome = await decode({
      ...film,
      frames: [first, Buffer.alloc(500, 7).toString('base64'), first],
    });
    expect(outcome.result === 'frames' && outcome.frames.length).toBe(2);
  });
});
