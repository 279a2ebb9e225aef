import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../../src/vision/decode/decode.ts';
import { FORMAT_READERS } from '../../../../src/vision/decode/format-readers.ts';

const picture = () => sharp({ create: { width: 64, height: 48, channels: 3, background: '#4080c0' } });
/** A JPEG whose frame claims to be `side` pixels wide and high. */
async function lying(
  side: number,
  options: Parameters<ReturnType<typeof picture>['jpeg']>[0],
): Promise<Buffer> {
  const bytes = await picture().jpeg(options).toBuffer();
  const frame = bytes.indexOf(Buffer.from([0xff, options?.progressive ? 0xc2 : 0xc0]));
  bytes.writeUInt16BE(side, frame + 5);
  bytes.writeUInt16BE(side, frame + 7);
  return bytes;
}
const kindOf = async (bytes: Buffer): Promise<string> => {
  const result = await decode({ bytes, name: 'x.jpg', mtime: 0 });
  return 'kind' in result ? result.kind : 'photo';
};

describe('what has to be held as a whole', () => {
  it.each([
    ['a JPEG', 'jpeg', () => picture().jpeg(), 0],
    ['a progressive JPEG', 'jpeg', () => picture().jpeg({ progressive: true }), 64 * 48 * 3],
    [
      'one at full colour',
      'jpeg',
      () => picture().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }),
      64 * 48 * 6,
    ],
    ['a PNG', 'png', () => picture().png(), 0],
    ['an interlaced PNG', 'png', () => picture().png({ progressive: true }), 64 * 48 * 3],
    ['a WebP', 'webp', () => picture().webp(), 0],
  ] as const)('of %s', async (_name, format, make, bytes) => {
    const { heldBytes } = FORMAT_READERS[format].pixels;
    expect(heldBytes(await sharp(await make().toBuffer()).metadata())).toBe(bytes);
  });

  it('is too large where a header claims more than there is room for, and only there', async () => {
    expect(await kindOf(await lying(17_000, { progressive: true, chromaSubsampling: '4:4:4' }))).toBe(
      'too-large',
    );
    expect(await kindOf(await lying(17_000, { chromaSubsampling: '4:4:4' }))).not.toBe('too-large');
    expect(await kindOf(await lying(9_000, { progressive: true }))).not.toBe('too-large');
  });

  it('is held by one at a time, and none is too slow for having waited', async () => {
    const bytes = await lying(9_000, { progressive: true });
    const kinds = await Promise.all(Array.from({ length: 6 }, () => kindOf(bytes)));
    expect(new Set(kinds).size).toBe(1);
    expect(kinds).not.toContain('too-slow');
  });
});
