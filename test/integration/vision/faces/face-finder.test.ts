import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Face } from '../../../../src/domain/face.ts';
import { closeDecoders } from '../../../../src/vision/decode/decode.ts';
import { decodeUpright, type UprightPicture } from '../../../../src/vision/decode/decode-upright.ts';
import { type FaceFinder, openFaceFinder } from '../../../../src/vision/faces/open-face-finder.ts';
import { HAS_PHOTOS, MODELS, PHOTOS, ROOT } from '../../../support/paths.ts';

interface ReferencePicture {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly faces: readonly {
    readonly score: number;
    readonly box: readonly [number, number, number, number];
    readonly descriptor: readonly number[];
  }[];
}
const { pictures } = JSON.parse(
  readFileSync(path.join(ROOT, 'test/fixtures/faces/reference.json'), 'utf8'),
) as { readonly pictures: readonly ReferencePicture[] };

let finder: FaceFinder;
beforeAll(async () => {
  finder = await openFaceFinder(MODELS);
});
afterAll(async () => {
  await finder.close();
  await closeDecoders();
});

async function facesOf(picture: UprightPicture): Promise<Face[]> {
  return Promise.all((await finder.find(picture)).map((face) => finder.describe(picture, face)));
}

async function upright(file: string): Promise<UprightPicture> {
  const picture = await decodeUpright(
    readFileSync(path.join(PHOTOS, file.replace('../../photos/', ''))),
    new AbortController().signal,
  );
  if (!('rgb' in picture)) throw new Error(picture.detail);
  return picture;
}

const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.hypot(...Array.from(a, (value, at) => value - (b[at] ?? Number.NaN)));

describe('FaceFinder', () => {
  it.skipIf(!HAS_PHOTOS).each(pictures)(
    'finds and describes the faces of $file like the reference program',
    async (reference) => {
      const picture = await upright(reference.file);
      expect([picture.width, picture.height]).toEqual([reference.width, reference.height]);
      const faces = await facesOf(picture);
      // A face near the threshold may come or go with another resizing kernel.
      const sure = reference.faces.filter(({ score }) => score >= 0.9);
      expect(faces.length).toBeGreaterThanOrEqual(sure.length);
      expect(faces.filter(({ score }) => score >= 0.9).length).toBeLessThanOrEqual(reference.faces.length);
      for (const { score, box, descriptor } of sure) {
        const near = faces.find((face) => distance(face.descriptor, descriptor) < 0.2);
        expect(near, `a face at ${box.join(' ')}`).toBeDefined();
        expect(Math.abs((near?.score ?? 0) - score)).toBeLessThan(0.1);
        const size = Math.max(box[2] - box[0], box[3] - box[1]);
        const { left = 0, top = 0, right = 0, bottom = 0 } = near?.box ?? {};
        const found = [
          left * picture.width,
          top * picture.height,
          right * picture.width,
          bottom * picture.height,
        ];
        const limits = [picture.width, picture.height, picture.width, picture.height];
        box.forEach((side, at) => {
          const wanted = Math.max(0, Math.min(limits[at] ?? 0, side));
          expect(Math.abs((found[at] ?? 0) - wanted)).toBeLessThan(0.05 * size + 1);
        });
      }
    },
  );

  it('finds no face in pictures without one, the smallest included', async () => {
    for (const [width, height] of [
      [1, 1],
      [12, 12],
      [640, 480],
      [2000, 13],
    ] as const) {
      const picture = { rgb: new Uint8Array(width * height * 3).fill(90), width, height };
      expect(await finder.find(picture)).toEqual([]);
    }
  });
});
