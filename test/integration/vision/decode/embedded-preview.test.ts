import sharp, { type Sharp } from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { closeDecoders } from '../../../../src/vision/decode/decode.ts';
import { type Preview, withPreviews } from '../../../support/with-previews.ts';
import { difference, photoOf } from './fixture.ts';

afterAll(closeDecoders);

type Colour = 'red' | 'blue';
/** A JPEG whose left and upper part is another colour, so that it is seen how it was turned. */
const picture = (colour: Colour, width: number, height: number): Sharp => {
  const part = { width: Math.round(width / 3), height: Math.round(height / 4), channels: 3 } as const;
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .composite([{ input: { create: { ...part, background: '#fff' } }, left: 0, top: 0 }])
    .jpeg();
};
const jpeg = (colour: Colour, width: number, height: number): Promise<Buffer> =>
  picture(colour, width, height).toBuffer();
/** With EXIF that says how the picture is to be turned, and nothing else. */
const turned = async (
  colour: Colour,
  width: number,
  height: number,
  orientation: number,
): Promise<Buffer> => {
  const upright = await jpeg(colour, width, height);
  const exif = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010000000000000000', 'hex');
  exif.writeUInt16BE(orientation, 28);
  return Buffer.concat([upright.subarray(0, 2), exif, upright.subarray(2)]);
};

/** Of which of the two pictures, the blue photo and its red preview, a view was made. */
const seen = async (file: Buffer): Promise<Colour> => {
  const { input, warning } = await photoOf(file);
  expect(warning).toBeNull();
  const sum = (channel: number): number =>
    input.reduce((total, value, i) => (i % 3 === channel ? total + value : total), 0);
  return sum(0) > sum(2) ? 'red' : 'blue';
};

const photo = await jpeg('blue', 3000, 2000);
const fullHd = await jpeg('red', 1616, 1080);

describe('the preview of a camera is decoded instead of the photo', () => {
  it('where it is large enough, and the size is the photo’s', async () => {
    const file = withPreviews(photo, { jpeg: fullHd });
    expect(await seen(file)).toBe('red');
    expect(await photoOf(file)).toMatchObject({ width: 3000, height: 2000 });
  });

  it('the smallest that is large enough', async () => {
    const file = withPreviews(
      photo,
      { jpeg: await jpeg('blue', 2400, 1600) },
      { jpeg: await jpeg('red', 640, 427) },
      { jpeg: fullHd },
    );
    expect(await seen(file)).toBe('red');
  });

  it.each([1, 3, 6, 8])('turned as the photo is: orientation %i', async (orientation) => {
    const previews = [fullHd, await turned('red', 1616, 1080, orientation)];
    for (const preview of previews) {
      const file = withPreviews(await turned('blue', 3000, 2000, orientation), { jpeg: preview });
      expect(await seen(file)).toBe('red');
      const made = await photoOf(file);
      const whole = await photoOf(await turned('red', 3000, 2000, orientation));
      expect([made.width, made.height]).toEqual([whole.width, whole.height]);
      expect(difference(made.input, whole.input)).toBeLessThan(2);
    }
  });
});

describe('the photo itself is decoded', () => {
  const file = async (preview: Partial<Preview>): Promise<Buffer> =>
    withPreviews(photo, { jpeg: fullHd, ...preview });

  it.each<[string, () => Promise<Buffer>]>([
    ['is too small', async () => file({ jpeg: await jpeg('red', 640, 427) })],
    ['has another shape: cut, or with black bars', async () => file({ jpeg: await jpeg('red', 1920, 1080) })],
    ['stands upright beside a photo that lies', async () => file({ jpeg: await jpeg('red', 1080, 1616) })],
    ['is turned in another way', async () => file({ jpeg: await turned('red', 1616, 1080, 3) })],
    [
      'says nothing of being turned, beside a photo that is mirrored',
      async () => withPreviews(await turned('blue', 3000, 2000, 2), { jpeg: fullHd }),
    ],
    [
      'has other colours',
      async () => file({ jpeg: await picture('red', 1616, 1080).withIccProfile('p3').toBuffer() }),
    ],
    ['is grey', async () => file({ jpeg: await picture('red', 1616, 1080).greyscale().toBuffer() })],
    ['is no JPEG', async () => file({ jpeg: await picture('red', 1616, 1080).png().toBuffer() })],
    ['is a part of a panorama', () => file({ type: 0x020001 })],
    ['is a map of what is brighter', () => file({ type: 0 })],
    ['is cut off', async () => (await file({})).subarray(0, -5000)],
    ['lies elsewhere', () => file({ shift: -7 })],
    ['lies before the file', () => file({ shift: -0x7fffffff })],
    ['is damaged', () => file({ jpeg: fullHd.subarray(0, -4000) })],
    ['is larger than the photo', async () => file({ jpeg: await jpeg('red', 3300, 2200) })],
    [
      'would be held as a whole while it is read',
      async () => file({ jpeg: await picture('red', 1616, 1080).jpeg({ progressive: true }).toBuffer() }),
    ],
  ])('where the preview %s', async (_, made) => {
    expect(await seen(await made())).toBe('blue');
  });

  it('where the directory of previews is cut off at any byte', async () => {
    const whole = withPreviews(photo, { jpeg: fullHd });
    const start = whole.indexOf('MPF\0');
    for (let length = 4; length < 86; length += 3) {
      const damaged = Buffer.from(whole);
      damaged.fill(0xff, start + length, start + 86);
      expect(await seen(damaged)).toMatch(/red|blue/);
    }
  });
});
