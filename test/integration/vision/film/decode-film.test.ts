import { openSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { readPhoto } from '../../../../src/platform/files/read-photo.ts';
import { closeDecoders } from '../../../../src/vision/decode/decode.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { fixture } from '../decode/fixture.ts';
import { FILMS, filmBytes, readFilm, readWritten } from './film-fixture.ts';

afterAll(closeDecoders);

const SIZE = { width: 224, height: 168 };
/** On the clock of Tokyo, where no place is known. */
const IN_TOKYO = { local: '2019-07-12T19:11:12', precision: 'second', offset: 540, from: 'film-moment' };

describe('a film is read by ranges', () => {
  it.each([
    ['hevc.mov', 'mov', 'hevc', 3],
    ['hevc10.mp4', 'mp4', 'hevc', 2],
    ['h264.mp4', 'mp4', 'h264', 3],
    ['h264.3gp', '3gp', 'h264', 2],
    ['vp9.webm', 'webm', 'vp9', 2],
    ['av1.mkv', 'mkv', 'av1', 2],
    ['mjpeg.avi', 'avi', 'mjpeg', 1],
  ])('%s is a %s in %s of %i seconds', async (name, format, codec, seconds) => {
    const film = await readFilm(FILMS, name);
    expect(film).toMatchObject({ ...SIZE, format, metadata: { codec } });
    const { durationMs = 0 } = 'metadata' in film ? film.metadata : {};
    // Some encoders add a frame or two of a quarter of a second.
    expect(Math.abs(durationMs - seconds * 1000)).toBeLessThanOrEqual(600);
  });

  it('takes date, place, camera and words of QuickTime as a phone writes them', async () => {
    expect(await readFilm(FILMS, 'hevc.mov')).toMatchObject({
      metadata: {
        takenAt: { local: '2019-07-12T20:21:22', precision: 'second', offset: 120, from: 'film' },
        location: { latitude: 48.8577, longitude: 2.295 },
        camera: 'Apple iPhone 13',
        caption: 'Rex in Paris',
      },
    });
  });

  it('takes a moment in UTC on the clock of the place, and the keywords of XMP', async () => {
    expect(await readFilm(FILMS, 'h264.mp4')).toMatchObject({
      metadata: {
        takenAt: { local: '2019-07-12T12:11:12', offset: 120, from: 'film-moment' },
        location: { latitude: 52.52, longitude: 13.405 },
        keywords: ['seaside'],
      },
    });
  });

  it.each(['vp9.webm', 'av1.mkv'])('takes DateUTC of %s on the clock of the computer', async (name) => {
    expect(await readFilm(FILMS, name)).toMatchObject({ metadata: { takenAt: IN_TOKYO } });
  });

  it('takes the local time of an AVI, and a name before a moment', async () => {
    const folder = tempFolder();
    const avi = filmBytes('mjpeg.avi');
    const date = Buffer.from('IDIT\x1a\0\0\0SUN JUL 14 15:16:17 2019\n\0', 'latin1');
    const end = avi.lastIndexOf('idx1');
    const dated = Buffer.concat([avi.subarray(0, end), date, avi.subarray(end)]);
    dated.writeUInt32LE(dated.length - 8, 4);
    expect(await readWritten(folder, 'a.avi', dated)).toMatchObject({
      metadata: { takenAt: { local: '2019-07-14T15:16:17', offset: null, from: 'film' } },
    });
    expect(await readWritten(folder, 'VID_20190713_080910.mkv', filmBytes('av1.mkv'))).toMatchObject({
      metadata: { takenAt: { local: '2019-07-13T08:09:10', from: 'file-name' } },
    });
  });

  it('takes a clock that was never set for no date', async () => {
    const bytes = filmBytes('h264.3gp');
    bytes.writeUInt32BE(2_082_844_800 + Date.UTC(1980, 0, 1) / 1000, bytes.indexOf('mvhd') + 8);
    expect(await readWritten(tempFolder(), '2018-05-06 Zoo.3gp', bytes)).toMatchObject({
      metadata: { takenAt: { local: '2018-05-06T00:00:00', precision: 'day', from: 'file-name' } },
    });
  });
});

describe('the frames of a film', () => {
  it.each(['hevc.mov', 'hevc10.mp4', 'mjpeg.avi'])('of %s are decoded here', async (name) => {
    const film = await readFilm(FILMS, name);
    if (!('input' in film)) throw new Error(`No frame: ${JSON.stringify(film)}`);
    expect(film.furtherInputs?.length).toBeGreaterThan(1);
    expect(film.thumbnail.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    // Of a picture, not of one colour.
    const sorted = film.input.toSorted();
    expect((sorted.at(-1) ?? 0) - (sorted[0] ?? 0)).toBeGreaterThan(150);
  });

  it.each(['chart-hevc-pq.mp4', 'chart-hevc-hlg.mp4'])(
    'of %s, of high dynamic range, are as bright and colourful as those of a usual film',
    async (name) => {
      const film = await readFilm(FILMS, name);
      if (!('input' in film)) throw new Error(`No frame: ${JSON.stringify(film)}`);
      const { data, info } = await sharp(film.thumbnail).raw().toBuffer({ resolveWithObject: true });
      for (const [across, down, ...colour] of [
        [0.25, 0.25, 200, 60, 60],
        [0.75, 0.25, 60, 180, 60],
        [0.25, 0.75, 128, 128, 128],
        [0.75, 0.75, 60, 80, 200],
      ] as const) {
        const at = 3 * (Math.round(down * info.height) * info.width + Math.round(across * info.width));
        const found = [...data.subarray(at, at + 3)];
        const apart = Math.max(...found.map((value, i) => Math.abs(value - (colour[i] ?? 0))));
        expect(apart, `${found} is ${colour}`).toBeLessThan(18);
      }
    },
  );

  it.each(['h264.mp4', 'vp9.webm', 'av1.mkv'])('of %s wait for another decoder', async (name) => {
    const film = await readFilm(FILMS, name);
    expect(film).not.toHaveProperty('input');
    expect(film).not.toHaveProperty('kind');
  });
});

describe('a Matroska film with damage before its pictures', () => {
  const [tracks, info] = [Buffer.from('1654ae6b', 'hex'), Buffer.from('1549a966', 'hex')];

  it.each([
    ['with nothing behind its information', (bytes: Buffer) => bytes.fill(0xaa, bytes.lastIndexOf(tracks))],
    ['with nothing at all behind its head', (bytes: Buffer) => bytes.fill(0xaa, bytes.lastIndexOf(info))],
    [
      'with an element whose size is none',
      (bytes: Buffer) => bytes.fill(0, bytes.lastIndexOf(tracks) + 4, bytes.lastIndexOf(tracks) + 5),
    ],
  ])('%s is a problem at once, because a search for the next element ends', async (_, damage) => {
    const start = performance.now();
    const found = await readWritten(tempFolder(), 'x.webm', damage(filmBytes('vp9.webm')));
    expect(found).toMatchObject({ kind: 'damaged' });
    expect(performance.now() - start).toBeLessThan(8000);
  });

  it('is read on behind some bytes that are no element', async () => {
    const whole = filmBytes('vp9.webm');
    // In the place of the filling that the program left between its index and its information.
    const filling = whole.indexOf(Buffer.from('ec0100000000000059', 'hex'));
    const found = await readWritten(
      tempFolder(),
      'x.webm',
      whole.fill(0xaa, filling, whole.lastIndexOf(info)),
    );
    expect(found).toMatchObject({ ...SIZE, metadata: { codec: 'vp9' } });
  });
});

describe('what is no film by its name or its bytes', () => {
  it.each(['IMG_1.HEIC', 'IMG_1.jpg', 'IMG_1.nef'])(
    'a film under the name %s is the film, known as the same under its own name',
    async (name) => {
      const folder = tempFolder();
      const film = await readWritten(folder, name, filmBytes('hevc.mov'));
      expect(film).toMatchObject({ format: 'mov', warning: null, metadata: { codec: 'hevc' } });
      expect(film).toHaveProperty('input');
      writeFileSync(path.join(folder, 'IMG_1.mov'), filmBytes('hevc.mov'));
      const read = (file: string) => readPhoto(Buffer.from(folder), Buffer.from(file), 2 ** 29);
      expect(await read(name)).toEqual(await read('IMG_1.mov'));
    },
  );

  it('a film of more than 16 MB under the name of a picture is known by its sample', async () => {
    const folder = tempFolder();
    const film = filmBytes('hevc.mov');
    const head = Buffer.alloc(8);
    head.writeUInt32BE(20 * 2 ** 20, 0);
    head.write('free', 4, 'latin1');
    const large = Buffer.concat([film, head, Buffer.alloc(20 * 2 ** 20 - 8)]);
    for (const name of ['IMG_1.jpg', 'IMG_1.mov']) writeFileSync(path.join(folder, name), large);
    const read = async (file: string) =>
      (await readPhoto(Buffer.from(folder), Buffer.from(file), 2 ** 29)) as Buffer;
    expect((await read('IMG_1.jpg')).length).toBeLessThan(2 ** 20);
    expect(await read('IMG_1.jpg')).toEqual(await read('IMG_1.mov'));
  });

  it.each([
    ['plain.heic', 'IMG_1.jpg', 'heic'],
    ['plain.png', 'IMG_1.nef', 'png'],
    ['plain.jpg', 'IMG_1.heic', 'jpeg'],
    ['plain.webp', 'IMG_1.avi', 'webp'],
  ] as const)('%s under the name %s is what its bytes are', async (file, name, format) => {
    expect(await readWritten(tempFolder(), name, fixture(file))).toMatchObject({ format });
  });

  it('a photo under the name of a film is the photo', async () => {
    expect(await readWritten(tempFolder(), 'IMG_1.mp4', fixture('plain.jpg'))).toMatchObject({
      format: 'jpeg',
    });
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a film cut off', filmBytes('h264.mp4').subarray(0, 200), 'film-cut-short'],
    [
      'an index cut off',
      filmBytes('hevc.mov').subarray(0, filmBytes('hevc.mov').indexOf('moov')),
      'film-cut-short',
    ],
    ['a box of no size', Buffer.from('\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x07moov', 'latin1'), 'damaged'],
    [
      'a box of 64 bits without an end',
      Buffer.from('\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x01moov\xff\xff\xff\xff\xff\xff\xff\xff', 'latin1'),
      'film-cut-short',
    ],
    [
      'an AVI without streams',
      Buffer.from('RIFF\xff\xff\xff\xffAVI LIST\x04\0\0\0hdrl', 'latin1'),
      'unsupported',
    ],
  ] as const)('%s is a problem', async (_, bytes, kind) => {
    expect(await readWritten(tempFolder(), 'a.mp4', bytes)).toMatchObject({ kind });
  });

  it('boxes in boxes without end are a problem', async () => {
    const boxes = Buffer.concat(
      Array.from({ length: 100_000 }, (_, i) => {
        const head = Buffer.alloc(8);
        head.writeUInt32BE(8 * (100_000 - i), 0);
        head.write('moov', 4, 'latin1');
        return head;
      }),
    );
    const ftyp = Buffer.from('\0\0\0\x10ftypisom\0\0\0\0', 'latin1');
    expect(await readWritten(tempFolder(), 'a.mp4', Buffer.concat([ftyp, boxes]))).toHaveProperty('kind');
  });
});

describe('a film that is cut short', () => {
  const cut = (name: string, share: number): Buffer => {
    const whole = filmBytes(name);
    return whole.subarray(0, Math.floor(whole.length * share));
  };

  it('with its index states it, and what is there of it is used', async () => {
    const film = await readWritten(tempFolder(), 'a.mp4', cut('h264.mp4', 0.8));
    expect(film).toMatchObject({
      ...SIZE,
      warning: JSON.stringify({ code: 'film-end-missing' }),
      metadata: { keywords: ['seaside'], durationMs: 3500, codec: 'h264' },
    });
  });

  it('with its index at the start keeps the frames before the cut', async () => {
    const whole = filmBytes('hevc10.mp4');
    const film = await readWritten(tempFolder(), 'a.mp4', withIndexFirst(whole).subarray(0, -2000));
    expect(film).toMatchObject({ warning: JSON.stringify({ code: 'film-end-missing' }) });
    expect(film).toHaveProperty('input');
  });

  it.each(['vp9.webm', 'av1.mkv', 'mjpeg.avi'])('in the container of %s states it too', async (name) => {
    expect(await readWritten(tempFolder(), name, cut(name, 0.8))).toMatchObject({
      warning: JSON.stringify({ code: 'film-end-missing' }),
    });
  });

  it.each(['hevc.mov', 'hevc10.mp4', 'h264.mp4', 'h264.3gp', 'vp9.webm', 'av1.mkv', 'mjpeg.avi'])(
    'is not stated of %s, which is whole',
    async (name) => expect(await readFilm(FILMS, name)).toMatchObject({ warning: null }),
  );
});

/** The same film with its index before its pictures, as programs write it for the web. */
function withIndexFirst(film: Buffer): Buffer {
  const moov = film.indexOf('moov') - 4;
  const index = Buffer.from(film.subarray(moov, moov + film.readUInt32BE(moov)));
  const mdat = film.indexOf('mdat') - 4;
  const start = mdat;
  for (let at = index.indexOf('stco'); at >= 0; at = index.indexOf('stco', at + 4))
    for (let entry = 0; entry < index.readUInt32BE(at + 8); entry += 1)
      index.writeUInt32BE(index.readUInt32BE(at + 12 + 4 * entry) + index.length, at + 12 + 4 * entry);
  return Buffer.concat([film.subarray(0, start), index, film.subarray(mdat, moov)]);
}

it('a film of four gigabytes costs a few reads, and is another one with other words', async () => {
  const folder = tempFolder();
  const file = path.join(folder, 'long.mp4');
  const film = filmBytes('h264.mp4');
  // Sparse: a hole of four gigabytes in a box that players pass over, then the film with its index.
  const head = Buffer.concat([film.subarray(0, film.readUInt32BE(0)), Buffer.alloc(16)]);
  const from = head.length - 16;
  const hole = 4 * 2 ** 30;
  head.writeUInt32BE(1, from);
  head.write('free', from + 4, 'latin1');
  head.writeBigUInt64BE(BigInt(hole), from + 8);
  const index = film.subarray(film.indexOf('moov') - 4);
  const descriptor = openSync(file, 'w');
  writeSync(descriptor, head, 0);
  writeSync(descriptor, index, 0, index.length, from + hole);
  truncateSync(file, from + hole + index.length);
  const read = (): Promise<unknown> => readPhoto(Buffer.from(folder), Buffer.from('long.mp4'), 2 ** 29);
  const sample = await read();
  expect((sample as Buffer).length).toBeLessThan(2 ** 19);
  const start = performance.now();
  expect(await readFilm(folder, 'long.mp4')).toMatchObject({ ...SIZE, metadata: { keywords: ['seaside'] } });
  expect(performance.now() - start).toBeLessThan(10_000);
  const at = from + hole + index.indexOf('seaside');
  writeSync(descriptor, 'hillside'.slice(0, 7), at);
  expect(sample).not.toEqual(await read());
});
