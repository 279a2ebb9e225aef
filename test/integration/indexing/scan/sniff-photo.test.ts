import { execFileSync } from 'node:child_process';
import { readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { sniffPhoto } from '../../../../src/indexing/scan/sniff-photo.ts';
import { HAS_PHOTOS, PHOTOS } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { make } from '../../../unit/indexing/scan/scanned.ts';

const isPhoto = (file: Buffer): Promise<boolean> =>
  sniffPhoto(file, { root: Buffer.from('/'), directory: new Uint8Array(), on: 'directory' });
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const bmp = (header: number): Buffer => {
  const head = Buffer.alloc(64);
  head.write('BM');
  head.writeUInt32LE(64, 2);
  head.writeUInt32LE(54, 10);
  head.writeUInt32LE(header, 14);
  return head;
};

describe('a file without an extension is told by its first bytes', () => {
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } });
  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)('%s is a photo', async (format) => {
    const file = make(tempFolder(), 'photo', await picture.clone().toFormat(format).toBuffer());
    expect(await isPhoto(file)).toBe(true);
  });

  it.each([
    ['BMP', bmp(40)],
    ['HEIC', latin1('\0\0\0\x18ftypheic\0\0\0\0mif1heic')],
    ['HEIC by its second brand', latin1('\0\0\0\x1cftypMiHE\0\0\0\0heixMiHE')],
    ['a Canon RAW', latin1('II*\0\x10\0\0\0CR\x02\0')],
    ['big-endian TIFF', latin1('MM\0*\0\0\0\x08')],
    ['a film', latin1('\0\0\0\x1cftypisom\0\0\x02\0isomiso2avc1mp41')],
  ])('%s is a photo', async (_, content) => {
    expect(await isPhoto(make(tempFolder(), 'photo', content))).toBe(true);
  });

  it.each([
    ['nothing', latin1('')],
    ['one byte', latin1('\xff')],
    ['text', latin1('BM is short for many things, and so on and on')],
    ['a BMP with a header of no known size', bmp(41)],
    ['a program', latin1('\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0')],
    ['a sound', latin1('RIFF\x24\0\0\0WAVEfmt ')],
    ['a piece of music', latin1('\0\0\0\x1cftypM4A \0\0\x02\0M4A mp42isom')],
  ])('%s is none', async (_, content) => {
    expect(await isPhoto(make(tempFolder(), 'thing', content))).toBe(false);
  });

  it.skipIf(process.platform === 'win32')(
    'a link, a pipe, a directory and a file that is gone are none, and nothing waits',
    async () => {
      const folder = tempFolder();
      const photo = make(folder, 'photo', latin1('\xff\xd8\xff\xe0'));
      symlinkSync(photo, path.join(folder, 'link'));
      execFileSync('mkfifo', [path.join(folder, 'pipe')]);
      expect(await isPhoto(photo)).toBe(true);
      for (const name of ['link', 'pipe', '.', 'gone'])
        expect(await isPhoto(Buffer.from(path.join(folder, name))), name).toBe(false);
    },
  );

  it.skipIf(!HAS_PHOTOS)('every whole photo of the camera set is one (needs ../shared/photos)', async () => {
    const folder = path.join(PHOTOS, 'cameras');
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.jpe?g$/i.test(name),
    );
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) expect(await isPhoto(Buffer.from(path.join(folder, name))), name).toBe(true);
  });
});
