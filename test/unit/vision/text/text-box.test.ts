import { describe, expect, it } from 'vitest';
import { boxesInMap } from '../../../../src/vision/text/boxes-in-map.ts';
import { type PixelPoint, smallestRectangle } from '../../../../src/vision/text/text-box.ts';
import fc from '../../../support/properties.ts';

const angles = fc.double({ min: -Math.PI / 4 + 0.01, max: Math.PI / 4 - 0.01, noNaN: true });
const halves = fc.double({ min: 1, max: 50, noNaN: true });

describe('smallestRectangle', () => {
  it('finds a turned rectangle by its corners', () => {
    fc.assert(
      fc.property(angles, halves, halves, (angle, along, across) => {
        const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
        const corners = [-1, 1].flatMap((s) =>
          [-1, 1].map(
            (t): PixelPoint => [70 + s * along * ux - t * across * uy, 60 + s * along * uy + t * across * ux],
          ),
        );
        const box = smallestRectangle(corners);
        expect(box.along).toBeCloseTo(along, 6);
        expect(box.across).toBeCloseTo(across, 6);
        expect([box.x, box.y]).toEqual([expect.closeTo(70, 6), expect.closeTo(60, 6)]);
        expect(box.ux * ux + box.uy * uy).toBeCloseTo(1, 6);
      }),
    );
  });

  it('contains every point, and runs to the right', () => {
    const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 })), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(points, (all) => {
        const { x, y, along, across, ux, uy } = smallestRectangle(all);
        expect(Number.isFinite(along) && Number.isFinite(across)).toBe(true);
        if (new Set(all.map(String)).size < 2) return;
        expect(ux).toBeGreaterThanOrEqual(Math.SQRT1_2 - 1e-9);
        for (const [px, py] of all) {
          expect(Math.abs((px - x) * ux + (py - y) * uy)).toBeLessThanOrEqual(along + 1e-6);
          expect(Math.abs((py - y) * ux - (px - x) * uy)).toBeLessThanOrEqual(across + 1e-6);
        }
      }),
    );
  });
});

describe('boxesInMap', () => {
  const map = (width: number, height: number, paint: (x: number, y: number) => number) => ({
    values: Float32Array.from({ length: width * height }, (_, at) =>
      paint(at % width, Math.floor(at / width)),
    ),
    width,
    height,
  });

  it('enlarges a part by area × 1.6 / perimeter, in pixels of the picture', () => {
    const [box, ...others] = boxesInMap(
      map(64, 32, (x, y) => (x >= 10 && x < 50 && y >= 12 && y < 20 ? 0.9 : 0)),
      640,
      320,
    );
    expect(others).toEqual([]);
    const by = ((40 * 8 * 1.6) / 96) * 10;
    expect(box?.along).toBeCloseTo(200 + by);
    expect(box?.across).toBeCloseTo(40 + by);
    expect([box?.x, box?.y]).toEqual([expect.closeTo(300), expect.closeTo(160)]);
  });

  it('drops parts that are small, thin or unsure', () => {
    expect(
      boxesInMap(
        map(32, 32, (x, y) => (x < 3 && y < 3 ? 1 : 0)),
        32,
        32,
      ),
    ).toEqual([]);
    expect(
      boxesInMap(
        map(32, 32, (_, y) => (y === 3 ? 1 : 0)),
        32,
        32,
      ),
    ).toEqual([]);
    expect(
      boxesInMap(
        map(32, 32, (_, y) => (y < 8 ? 0.5 : 0)),
        32,
        32,
      ),
    ).toEqual([]);
  });

  it('separates lines and sorts them from top to bottom', () => {
    const boxes = boxesInMap(
      map(64, 64, (x, y) => (x > 4 && x < 60 && y % 20 > 4 && y % 20 < 12 ? 1 : 0)),
      64,
      64,
    );
    expect(boxes.length).toBe(3);
    expect(boxes.map(({ y }) => y)).toEqual(boxes.map(({ y }) => y).toSorted((a, b) => a - b));
  });
});
