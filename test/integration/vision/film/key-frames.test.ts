import { describe, expect, it } from 'vitest';
import { keyFramesSchema } from '../../../../src/domain/key-frames.ts';
import type { FilmFormat } from '../../../../src/domain/photo-format.ts';
import { readKeyFrames } from '../../../../src/vision/film/decode-film.ts';
import { frameSize } from '../../../../src/vision/film/frame-size.ts';
import { FILMS } from './film-fixture.ts';

const read = (name: string, format: FilmFormat) => {
  const place = { folder: Buffer.from(FILMS), path: Buffer.from(name) };
  return readKeyFrames({ name, mtime: 0, place }, format, new AbortController().signal);
};

describe('key frames for a decoder outside of the indexer', () => {
  it.each([
    ['h264.mp4', 'mp4', /^avc1\./, 5, true],
    ['h264.3gp', '3gp', /^avc1\./, 5, true],
    ['hevc.mov', 'mov', /^h[ev][cv]1\./, 5, true],
    ['vp9.webm', 'webm', /^vp09\.00/, 5, false],
    ['chart-vp8.webm', 'webm', /^vp8$/, 2, false],
    ['av1.mkv', 'mkv', /^av01\.0/, 5, false],
  ] as const)(
    'of %s are there with what a decoder must know',
    async (name, format, codec, most, configured) => {
      const film = await read(name, format);
      expect(film).toMatchObject({ width: 224, height: 168, codedWidth: 224, codedHeight: 168, rotation: 0 });
      expect(film?.codec).toMatch(codec);
      expect(film?.description !== null).toBe(configured);
      expect(film?.frames.length).toBeGreaterThan(1);
      expect(film?.frames.length).toBeLessThanOrEqual(most);
      expect(keyFramesSchema.parse(film)).toEqual(film);
    },
  );

  it('have the colours, the rotation and the shape of pixels that the container states', async () => {
    const colour = async (name: string, format: FilmFormat) => (await read(name, format))?.colour;
    expect(await colour('chart-601.mp4', 'mp4')).toMatchObject({ matrix: 'smpte170m', fullRange: false });
    expect(await colour('chart-full.mp4', 'mp4')).toMatchObject({ matrix: 'bt709', fullRange: true });
    expect(await colour('chart-pq.webm', 'webm')).toMatchObject({ transfer: 'pq', primaries: 'bt2020' });
    expect(await colour('chart-hlg.mkv', 'mkv')).toMatchObject({ transfer: 'hlg', primaries: 'bt2020' });
    expect(await read('chart-turned.mp4', 'mp4')).toMatchObject({ rotation: 270, width: 168, height: 224 });
    expect(await read('chart-wide.mp4', 'mp4')).toMatchObject({ codedWidth: 224, width: 448, height: 168 });
    expect(await read('chart-odd.webm', 'webm')).toMatchObject({ width: 223, height: 167 });
  });

  it('of an AVI are not read, because browsers have no decoder for what it holds', async () => {
    expect(await read('mjpeg.avi', 'avi')).toBeNull();
  });
});

describe('the size of decoded frames', () => {
  it.each([
    [
      [224, 168],
      [224, 168],
    ],
    [
      [1920, 1080],
      [1024, 576],
    ],
    [
      [1080, 1920],
      [576, 1024],
    ],
    [
      [3840, 2160],
      [1024, 576],
    ],
    [
      [1, 1],
      [1, 1],
    ],
  ] as const)('of a film of %j is %j', (size, wanted) => {
    expect(frameSize(size)).toEqual(wanted);
  });

  it('is within limits for every proportion', () => {
    for (const size of [
      [30_000, 2],
      [2, 30_000],
      [16_384, 16_384],
    ] as const)
      for (const side of frameSize(size)) {
        expect(side).toBeGreaterThanOrEqual(1);
        expect(side).toBeLessThanOrEqual(8192);
      }
  });
});
