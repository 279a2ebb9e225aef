import { mkdirSync, mkdtempSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import ExifReader from 'exifreader';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '../../../../src/api/contract.ts';
import { downloadPath } from '../../../../src/api/session-secrets.ts';
import type { Library } from '../../../../src/app/library.ts';
import { openLibrary } from '../../../../src/app/open-library.ts';
import { type Server, serve } from '../../../../src/entry/http/serve.ts';
import { readXmp } from '../../../../src/transfer/read-xmp.ts';
import { indexFolder } from '../../../support/index-folder.ts';
import { MODELS } from '../../../support/paths.ts';
import { removeFolder } from '../../../support/remove-folder.ts';
import { type Answered, ask } from './ask.ts';
import { type EnteredServer, enterServer } from './enter-server.ts';

const isLinux = process.platform === 'linux';
/** What some system cannot write, or takes for something else. */
const HOSTILE = [
  'CON.jpg',
  'a:b?.jpg',
  'x\\..\\evil.jpg',
  'photo\u202Egpj.exe.jpg',
  `${'长'.repeat(80)}.jpg`,
];
const LARGE_BYTES = 480e6;

let root: string;
let folder: string;
let library: Library;
let server: Server;
let entered: EnteredServer;

const picture = (shade: number): Promise<Buffer> =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: { r: shade, g: 90, b: 120 } } })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 7777/100' } })
    .jpeg()
    .toBuffer();

beforeAll(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-downloads-'));
  folder = path.join(root, 'photos');
  for (const name of ['a', 'b', '../renderer']) mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(root, 'renderer', 'index.html'), '');
  const names = ['a/IMG.jpg', 'b/IMG.jpg', 'b/img.JPG', ...(isLinux ? HOSTILE : [])];
  for (const [at, name] of names.entries())
    writeFileSync(path.join(folder, name), await picture(20 * at + 10));
  if (isLinux)
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.jpg')]),
      await picture(250),
    );
  await indexFolder(path.join(root, 'library.sqlite'), folder);
  library = await openLibrary({
    path: path.join(root, 'library.sqlite'),
    models: MODELS,
    samples: null,
    indexing: false,
    log: () => {},
  });
  server = await serve(library, { port: 0, rendererFolder: path.join(root, 'renderer'), log: () => {} });
  entered = await enterServer(server.address);
});
afterAll(async () => {
  await server?.close();
  await library?.close();
  removeFolder(root);
});

const all = async (text = ''): Promise<number[]> =>
  (await library.handlers['search.run']({ text, sort: 'date', offset: 0, limit: 50 })).hits.map(
    ({ photo }) => photo,
  );
type Wanted = Omit<Input<'copies.download'>, 'language' | 'labels'>;
const prepare = async (wanted: Wanted & { labels?: boolean }): Promise<string> => {
  const { body } = await entered.call('copies.download', { labels: false, language: 'en', ...wanted });
  const reply = JSON.parse(body) as { output?: { token: string }; error?: { kind: string } };
  if (reply.output === undefined) throw new Error(reply.error?.kind);
  return downloadPath(entered.secrets, reply.output.token);
};
const fetched = (address: string): Promise<Answered> =>
  ask(entered.port, { path: address, headers: { cookie: entered.cookie } });

/** The files of a ZIP archive by name, from its directory at the end; each is held to its checksum. */
function filesOf(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [check, size] = [archive.readUInt32LE(at + 16), archive.readUInt32LE(at + 24)];
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => archive.readUInt16LE(at + place));
    const name = archive.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    const local = archive.readUInt32LE(at + 42);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = archive.subarray(from, from + size);
    expect([name, crc32(content)]).toEqual([name, check]);
    expect(files.has(name)).toBe(false);
    files.set(name, content);
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return files;
}

describe('a download', () => {
  it('of one photo is its file, under its name', async () => {
    const [photo = 0] = await all('folder:a');
    const { status, headers, body } = await fetched(await prepare({ photos: [photo] }));
    expect([status, headers['content-disposition']]).toEqual([
      200,
      `attachment; filename="IMG.jpg"; filename*=UTF-8''IMG.jpg`,
    ]);
    expect(Buffer.from(body, 'latin1')).toEqual(readFileSync(path.join(folder, 'a', 'IMG.jpg')));
  });

  it('of several is an archive of the files, each under a name that every system can write', async () => {
    const photos = await all();
    const { headers, body } = await fetched(await prepare({ photos }));
    expect(headers['content-type']).toBe('application/zip');
    const files = filesOf(Buffer.from(body, 'latin1'));
    expect(files.size).toBe(photos.length);
    const shown = [...files.keys()].map((name) => name.normalize('NFC').toLowerCase());
    expect(new Set(shown).size).toBe(photos.length);
    for (const name of files.keys()) {
      expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}\u202E\uFFFD]|^\.|^con\./iu);
      expect(Buffer.byteLength(name)).toBeLessThan(220);
    }
    const contents = [...files.values()].map((file) => crc32(file)).sort();
    const originals = ['', 'a', 'b'].flatMap((name) => {
      const inside = Buffer.from(`${path.join(folder, name)}/`);
      return readdirSync(inside, 'buffer')
        .filter((file) => file.length > 1)
        .map((file) => crc32(readFileSync(Buffer.concat([inside, file]))));
    });
    expect(contents).toEqual(originals.sort());
  });

  it('can be without the place, converted, numbered, and with labels beside it', async () => {
    const photos = await all('folder:a OR folder:b');
    const [first = 0] = photos;
    const { label } = await library.handlers['labels.add']({ name: 'Mine' });
    await library.handlers['labels.correct']({ corrections: [{ photo: first, label, applies: true }] });
    const wanted = { photos, metadata: 'no-place', numbered: true, labels: true } as const;
    const files = filesOf(Buffer.from((await fetched(await prepare(wanted))).body, 'latin1'));
    const names = [...files.keys()].filter((name) => !name.endsWith('.xmp'));
    expect(names.map((name) => name.slice(0, 2)).sort()).toEqual(['1 ', '2 ', '3 ']);
    for (const name of names)
      expect(ExifReader.load(files.get(name) ?? Buffer.alloc(0), { expanded: true }).gps).toBeUndefined();
    const sidecar = [...files].find(([name]) => name.endsWith('.xmp') && name.startsWith('1 '))?.[1];
    expect(readXmp(sidecar?.toString() ?? '').keywords).toContain('Mine');
    const small = await fetched(await prepare({ photos: [first], jpeg: { largest: 64 }, metadata: 'none' }));
    expect(await sharp(Buffer.from(small.body, 'latin1')).metadata()).toMatchObject({ width: 64 });
  });

  it('names what cannot be read, and has the rest', async () => {
    const photos = [...(await all('folder:a')), 4711];
    const files = filesOf(Buffer.from((await fetched(await prepare({ photos }))).body, 'latin1'));
    expect([...files.keys()]).toEqual(['IMG.jpg', 'Not downloaded.txt']);
    expect(files.get('Not downloaded.txt')?.toString()).toContain('4711: ');
  });

  it('needs the secret of its session and the token of a prepared one', async () => {
    const address = await prepare({ photos: await all('folder:a') });
    expect((await ask(entered.port, { path: address })).status).toBe(401);
    const [, , secret = '', token = ''] = address.split('/');
    const other = 'A'.repeat(43);
    expect((await fetched(`/download/${other}/${token}`)).status).toBe(401);
    expect((await fetched(`/download/${secret}/${other}`)).status).toBe(404);
    expect((await fetched(address)).status).toBe(200);
  });

  it('of a large file is never in memory as a whole, and two at a time are enough', async () => {
    const photos = await all('folder:a OR folder:b');
    const file = path.join(folder, 'a', 'IMG.jpg');
    truncateSync(file, LARGE_BYTES);
    const begin = async (): Promise<IncomingMessage> => {
      const address = await prepare({ photos });
      return new Promise((resolve, reject) => {
        const { port, cookie } = entered;
        get({ host: '127.0.0.1', port, agent: false, path: address, headers: { cookie } }, resolve).on(
          'error',
          reject,
        );
      });
    };
    const before = process.memoryUsage().rss;
    const [read, waits] = [await begin(), await begin()];
    waits.pause();
    await expect(prepare({ photos })).rejects.toThrow('unavailable');
    let [bytes, most] = [0, 0];
    for await (const chunk of read) {
      bytes += (chunk as Buffer).length;
      most = Math.max(most, process.memoryUsage().rss - before);
    }
    expect(bytes).toBeGreaterThan(LARGE_BYTES);
    expect(most / 1e6).toBeLessThan(200);
    waits.destroy();
    // Whoever goes away gives the place back.
    await expect
      .poll(
        () =>
          prepare({ photos }).then(
            () => true,
            () => false,
          ),
        { timeout: 10_000 },
      )
      .toBe(true);
  });
});
