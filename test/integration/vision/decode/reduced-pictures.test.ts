import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { closeDecoders, decode } from '../../../../src/vision/decode/decode.ts';
import { DEFAULT_LIMITS } from '../../../../src/vision/decode/decode-limits.ts';
import { decodePixels } from '../../../../src/vision/decode/decode-pixels.ts';
import { decoderThreads } from '../../../../src/vision/decode/decoder-threads.ts';
import { formatOfBytes } from '../../../../src/vision/decode/format-of-bytes.ts';
import { reducePicture, workingSize } from '../../../../src/vision/decode/reduce-picture.ts';
import { MODELS } from '../../../support/paths.ts';
import { FIXTURES, fixture } from './fixture.ts';

afterAll(closeDecoders);

/** What libvips reads. */
const LIBVIPS = ['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const;
const SAMPLES = path.join(MODELS, 'samples');
const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /\.(jpe?g|png|webp|gif|tif|avif)$/.test(name))
    .map((name) => path.join(folder, name));

it('pictures reduced in a thread, several at once, are byte for byte those that are reduced here', async () => {
  const files = [...filesIn(FIXTURES), ...filesIn(SAMPLES)];
  expect(files.length).toBeGreaterThan(40);
  const pictures = files.map((file) => {
    const bytes = readFileSync(file);
    const format = LIBVIPS.find((one) => one === formatOfBytes(bytes));
    if (format === undefined) throw new Error(`${file} is of another format.`);
    return { file, bytes, format };
  });
  const inThread = await Promise.all(
    pictures.map(({ bytes, format }) => decoderThreads.reduce(bytes, format, DEFAULT_LIMITS)),
  );
  const { signal } = new AbortController();
  let same = 0;
  for (const [at, { file, bytes, format }] of pictures.entries()) {
    const there = inThread[at] ?? 'unsound';
    const { warning, ...picture } = await decodePixels(bytes, format, workingSize, DEFAULT_LIMITS, signal);
    const { size } = picture;
    const here = { size, ...(await reducePicture(picture)) };
    // What has a warning, harmless or not, is left to the caller.
    if (warning !== null) expect(there, file).toBe('unsound');
    if (typeof there === 'string') continue;
    same += 1;
    for (const key of ['input', 'thumbnail', 'perceptualHash', 'appearance'] as const)
      expect(Buffer.compare(there[key], here[key]), `${key} of ${file}`).toBe(0);
    expect({ colour: there.colour, size: there.size }, file).toEqual({ colour: here.colour, size });
  }
  expect(same).toBeGreaterThan(40);
});

it.each(['crc-error.png', 'truncated.jpg'])(
  '%s is left to the caller, which has its warning beside what is to be seen',
  async (name) => {
    const bytes = fixture(name);
    const format = name.endsWith('.png') ? 'png' : 'jpeg';
    expect(await decoderThreads.reduce(bytes, format, DEFAULT_LIMITS)).toBe('unsound');
    expect(await decode({ bytes, name, mtime: 0 })).toMatchObject({ format, warning: expect.any(String) });
  },
);

it('a picture that is too large is refused by the thread', async () => {
  const limits = { ...DEFAULT_LIMITS, maxPixels: 100 };
  await expect(decoderThreads.reduce(fixture('plain.jpg'), 'jpeg', limits)).rejects.toMatchObject({
    problem: { kind: 'too-large' },
  });
});
