import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TextLine } from '../../../../src/domain/text-line.ts';
import { closeDecoders } from '../../../../src/vision/decode/decode.ts';
import { decodeUpright, type UprightPicture } from '../../../../src/vision/decode/decode-upright.ts';
import { openTextReader, type TextReader, textLineOf } from '../../../../src/vision/text/open-text-reader.ts';
import { readText } from '../../../../src/vision/text/read-text.ts';
import { HAS_PHOTOS, MODELS, PHOTOS, ROOT } from '../../../support/paths.ts';

const FIXTURES = path.join(ROOT, 'test/fixtures/ocr');

interface ReferencePicture {
  readonly file: string;
  /** Longest side of the input of the detector, pixels. */
  readonly side: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly {
    readonly text: string;
    readonly confidence: number;
    readonly box: readonly (readonly [number, number])[];
  }[];
}
const { pictures } = JSON.parse(readFileSync(path.join(FIXTURES, 'reference.json'), 'utf8')) as {
  readonly pictures: readonly ReferencePicture[];
};
const rendered = pictures.filter(({ file }) => file.startsWith('reference/'));
const photos = pictures.filter(({ file }) => !file.startsWith('reference/'));
const renderedPath = ({ file }: ReferencePicture): string => path.join(FIXTURES, path.basename(file));
const photoPath = ({ file }: ReferencePicture): string =>
  path.join(PHOTOS, file.replace('../../photos/', ''));

const signal = new AbortController().signal;
let reader: TextReader;
beforeAll(async () => {
  reader = await openTextReader(MODELS);
});
afterAll(async () => {
  await reader.close();
  await closeDecoders();
});

async function upright(bytes: Buffer): Promise<UprightPicture> {
  const picture = await decodeUpright(bytes, signal);
  if (!('rgb' in picture)) throw new Error(picture.detail);
  return picture;
}

/** All lines, also those that are not worth keeping. */
async function allLines(picture: UprightPicture, side: number): Promise<TextLine[]> {
  const lines: TextLine[] = [];
  for (const box of await reader.find(picture, side)) {
    const read = await reader.read(picture, box);
    if (read !== null) lines.push(textLineOf(read, box, picture));
  }
  return lines;
}

/** Boxes of the reference may extend beyond the picture. */
const within = (value: number | undefined, length: number): number =>
  Math.max(0, Math.min(length, value ?? Number.NaN));

/** Compares with the lines of the reference program, in whose resizing nothing but the kernel differs. */
async function compare(reference: ReferencePicture, file: string): Promise<void> {
  const picture = await upright(readFileSync(file));
  expect([picture.width, picture.height]).toEqual([reference.width, reference.height]);
  const lines = await allLines(picture, reference.side);
  const wanted = reference.lines.filter(({ confidence }) => confidence >= 0.9);
  for (const { text, confidence, box } of wanted) {
    const same = lines.filter((line) => line.text === text);
    expect(same.length, `${text} in ${JSON.stringify(lines.map((line) => line.text))}`).toBeGreaterThan(0);
    const distances = same.map((line) =>
      Math.max(
        ...line.box.map(([x, y], at) =>
          Math.hypot(
            x * picture.width - within(box[at]?.[0], picture.width),
            y * picture.height - within(box[at]?.[1], picture.height),
          ),
        ),
      ),
    );
    const nearest = distances.indexOf(Math.min(...distances));
    expect(Math.abs((same[nearest]?.confidence ?? 0) - confidence)).toBeLessThan(0.05);
    const allowed = (3 * Math.max(picture.width, picture.height)) / 640 + 1;
    expect(distances[nearest], text).toBeLessThan(allowed);
  }
}

describe('TextReader', () => {
  it.each(rendered)('reads $file like the reference program', (reference) =>
    compare(reference, renderedPath(reference)),
  );

  it.skipIf(!HAS_PHOTOS).each(photos)('reads $file like the reference program', (reference) =>
    compare(reference, photoPath(reference)),
  );

  it('rejects a changed network', async () => {
    await expect(openTextReader(path.join(ROOT, 'test'))).rejects.toThrow();
  });
});

describe('readText', () => {
  it('finds nothing in a picture without text', async () => {
    const grey = { rgb: new Uint8Array(800 * 600 * 3).fill(120), width: 800, height: 600 };
    expect(await readText(reader, grey, false, signal)).toEqual([]);
    expect(await readText(reader, grey, true, signal)).toEqual([]);
  });

  it('finds small letters in a large picture', async () => {
    const order = sharp(path.join(FIXTURES, 'order.png'));
    const page = await order
      .extend({ left: 600, right: 600, top: 700, bottom: 700, background: '#fff' })
      .png()
      .toBuffer();
    const lines = await readText(reader, await upright(page), false, signal);
    expect(lines.map(({ text }) => text).join('\n')).toMatch(/Order no\. ?48-20931[\s\S]*Sunscreen/);
  });

  it('returns boxes inside the picture, and only lines that say something', async () => {
    const lines = await readText(
      reader,
      await upright(readFileSync(path.join(FIXTURES, 'receipt.png'))),
      true,
      signal,
    );
    expect(lines.length).toBeGreaterThan(5);
    for (const { text, confidence, box } of lines) {
      expect(confidence).toBeGreaterThanOrEqual(0.8);
      expect(text).toMatch(/[\p{L}\p{N}]{3}|\p{Script=Han}{2}/u);
      for (const corner of box) for (const value of corner) expect(value).toBeGreaterThanOrEqual(0);
      for (const corner of box) for (const value of corner) expect(value).toBeLessThanOrEqual(1);
    }
  });

  it('survives the smallest and the most elongated pictures', async () => {
    for (const [width, height] of [
      [1, 1],
      [2000, 1],
      [1, 2000],
      [31, 33],
    ] as const) {
      const picture = { rgb: new Uint8Array(width * height * 3), width, height };
      expect(await readText(reader, picture, true, signal)).toEqual([]);
    }
  });

  it('ends at once when it is aborted', async () => {
    const picture = await upright(readFileSync(path.join(FIXTURES, 'receipt.png')));
    const stop = new AbortController();
    const reading = readText(reader, picture, true, stop.signal, async () => stop.abort(new Error('enough')));
    await expect(reading).rejects.toThrow('enough');
  });
});
