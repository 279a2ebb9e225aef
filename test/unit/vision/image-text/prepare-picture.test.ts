import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImagePreparation } from '../../../../src/domain/pack.ts';
import { preparePicture } from '../../../../src/vision/image-text/prepare-picture.ts';
import { ROOT } from '../../../support/paths.ts';

/** What the processors of Hugging Face make of pictures: scripts/make-pack-fixtures.py. */
interface Expected {
  readonly pictures: readonly {
    readonly width: number;
    readonly height: number;
    /** Bytes of the planes before they are normalised, in base64. */
    readonly planes: string;
    /** The number at row 5, column 7 of each plane. */
    readonly normalised: readonly number[];
  }[];
}
const expectedOf = (name: string): Expected =>
  JSON.parse(readFileSync(path.join(ROOT, 'test', 'fixtures', 'packs', name, 'expected.json'), 'utf8'));

const SIDE = 32;
const RAW: Pick<ImagePreparation, 'width' | 'height' | 'mean' | 'deviation'> = {
  width: SIDE,
  height: SIDE,
  mean: [0, 0, 0],
  deviation: [1 / 255, 1 / 255, 1 / 255],
};
const CLIP = {
  mean: [0.48145466, 0.4578275, 0.40821073],
  deviation: [0.26862954, 0.26130258, 0.27577711],
} as const satisfies Partial<ImagePreparation>;

/** The picture of the script. */
function picture(width: number, height: number) {
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++)
        rgb[(y * width + x) * 3 + c] = (x * x * 3 + y * 7 + ((x * y) % 97) + c * 50) % 256;
  return { rgb, width, height };
}

describe('a picture for an image-text network', () => {
  it.each([
    ['clip', 'shortest', 32, 'bicubic', CLIP],
    ['siglip', 'squash', null, 'bicubic', { mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] }],
    ['chinese-clip', 'squash', null, 'bilinear', CLIP],
    ['lanczos', 'shortest', 36, 'lanczos', { mean: [0, 0, 0], deviation: [1, 1, 1] }],
  ] as const)('is that of the reference, byte by byte: %s', (name, kind, pixels, interpolation, normal) => {
    const resize: ImagePreparation['resize'] = kind === 'squash' ? { kind } : { kind, pixels };
    const { pictures } = expectedOf(name);
    expect(pictures.length).toBeGreaterThan(5);
    for (const { width, height, planes, normalised } of pictures) {
      const given = picture(width, height);
      const bytes = preparePicture(given, { ...RAW, resize, interpolation });
      expect(Buffer.from(Uint8Array.from(bytes, Math.round)).toString('base64')).toBe(planes);
      const values = preparePicture(given, {
        ...RAW,
        resize,
        interpolation,
        mean: [...normal.mean],
        deviation: [...normal.deviation],
      });
      const at = 5 * SIDE + 7;
      expect(values).toHaveLength(3 * SIDE * SIDE);
      normalised.forEach((value, plane) => {
        expect(values[plane * SIDE * SIDE + at]).toBeCloseTo(value, 5);
      });
    }
  });

  it.each([
    ['wide', 180, 120],
    ['tall', 120, 180],
  ])(
    'of a %s picture that is trimmed has no edge of its longer side, and all of the middle',
    (_, width, height) => {
      // Of a side of 180 the network sees 150: red, what lies 15 pixels or less from an end.
      const place = (x: number, y: number): number => (width > height ? x : y);
      const rgb = Uint8Array.from({ length: 3 * width * height }, (_value, at) => {
        const pixel = Math.floor(at / 3);
        const along = place(pixel % width, Math.floor(pixel / width));
        const isEdge = along < 12 || along >= 168;
        return (at % 3 === 0) === isEdge ? 255 : 0;
      });
      const prepared = (kind: 'trim' | 'squash'): number[] => {
        const values = preparePicture(
          { rgb, width, height },
          { ...RAW, resize: { kind }, interpolation: 'bilinear' },
        );
        // Red along the longer side.
        return Array.from({ length: SIDE }, (_value, at) =>
          Math.round(values[width > height ? 16 * SIDE + at : at * SIDE + 16] ?? 0),
        );
      };
      expect(prepared('squash').filter((red) => red > 0).length).toBeGreaterThanOrEqual(4);
      expect(prepared('trim').filter((red) => red > 0)).toEqual([]);
    },
  );

  it('that is square is trimmed by nothing', () => {
    const square = picture(50, 50);
    const [trimmed, squashed] = (['trim', 'squash'] as const).map((kind) =>
      preparePicture(square, { ...RAW, resize: { kind }, interpolation: 'lanczos' }),
    );
    expect(trimmed).toEqual(squashed);
  });

  it('of a panorama is that of its middle, and takes no memory for the rest', () => {
    const long = picture(2000, 3);
    const values = preparePicture(long, {
      ...RAW,
      resize: { kind: 'shortest', pixels: SIDE },
      interpolation: 'bilinear',
    });
    expect(values).toHaveLength(3 * SIDE * SIDE);
    const [left, colours] = [Math.round(values[0] ?? 0), new Set(long.rgb)];
    expect(left).toBeGreaterThanOrEqual(0);
    expect(colours.size).toBeGreaterThan(100);
  });
});
