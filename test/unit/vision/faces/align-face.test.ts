import { describe, expect, it } from 'vitest';
import { alignFace, CHIP_SIZE, type Landmark } from '../../../../src/vision/faces/align-face.ts';
import { bestBoxes, squareOf } from '../../../../src/vision/faces/pixel-box.ts';
import fc from '../../../support/properties.ts';

const [width, height] = [200, 200];
const rgb = Uint8Array.from({ length: width * height * 3 }, (_, at) => {
  const pixel = Math.floor(at / 3);
  return at % 3 === 0 ? pixel % width : at % 3 === 1 ? Math.floor(pixel / width) : 77;
});

describe('alignFace', () => {
  it('brings the landmarks of a turned and scaled face to the places of the chip', () => {
    const places = [
      [47.55, 46.6],
      [100.48, 46.6],
      [74.01, 76.56],
      [50.41, 103.02],
      [97.61, 103.02],
    ] as const;
    const turned = fc.double({ min: -0.6, max: 0.6, noNaN: true });
    fc.assert(
      fc.property(turned, fc.double({ min: 0.4, max: 0.9, noNaN: true }), (angle, scale) => {
        const toPicture = ([x, y]: Landmark): Landmark => {
          const [u, v] = [(x - 75) * scale, (y - 75) * scale];
          return [
            100 + u * Math.cos(angle) - v * Math.sin(angle),
            100 + u * Math.sin(angle) + v * Math.cos(angle),
          ];
        };
        const chip = alignFace({ rgb, width, height }, places.map(toPicture));
        for (const place of places) {
          const [x, y] = toPicture([Math.floor(place[0]) + 0.5, Math.floor(place[1]) + 0.5]);
          const at = 3 * (Math.floor(place[1]) * CHIP_SIZE + Math.floor(place[0]));
          expect(chip[at]).toBeGreaterThan(x - 0.5 - 1.01);
          expect(chip[at]).toBeLessThan(x - 0.5 + 1.01);
          expect(Math.abs((chip[at + 1] ?? 0) - (y - 0.5))).toBeLessThan(1.01);
          expect(chip[at + 2]).toBe(77);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('is black outside the picture', () => {
    const chip = alignFace({ rgb, width, height }, [
      [-50, -50],
      [-20, -50],
      [-35, -30],
      [-48, -15],
      [-22, -15],
    ]);
    expect(chip[0]).toBe(0);
  });
});

describe('bestBoxes', () => {
  const at = (score: number, left: number, side: number) => ({
    score,
    box: [left, 0, left + side, side] as const,
  });

  it('keeps the best of those that overlap', () => {
    const boxes = [at(0.8, 1, 10), at(0.9, 0, 10), at(0.7, 30, 10)];
    expect(bestBoxes(boxes, 0.5, 'union').map(({ score }) => score)).toEqual([0.9, 0.7]);
  });

  it('drops a small box inside a large one only by the part of the smaller one', () => {
    const boxes = [at(0.9, 0, 20), at(0.8, 2, 5)];
    expect(bestBoxes(boxes, 0.7, 'union')).toHaveLength(2);
    expect(bestBoxes(boxes, 0.7, 'smaller')).toHaveLength(1);
  });
});

describe('squareOf', () => {
  it('has the centre and the longer side', () => {
    expect(squareOf([0, 0, 10, 20])).toEqual([-5, 0, 15, 20]);
  });
});
