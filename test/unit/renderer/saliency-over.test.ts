import { describe, expect, it } from 'vitest';
import { saliencyColours } from '../../../renderer/features/viewer/saliency-colours.ts';
import { saliencyOver } from '../../../renderer/features/viewer/saliency-over.ts';
import fc from '../../support/properties.ts';

const SIDE = 10;
const WHOLE = { left: 0, top: 0, width: 1, height: 1 };
/** What the network sees of a picture four times as wide as high. */
const MIDDLE = { left: 0.1875, top: 0, width: 0.625, height: 1 };
const anyValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
  minLength: SIDE ** 2,
  maxLength: SIDE ** 2,
});
const oneCell = (column: number, row: number): number[] =>
  Array.from({ length: SIDE ** 2 }, (_, at) => (at === row * SIDE + column ? 1 : 0));

describe('a heat map over its picture', () => {
  it('has the value of each cell in the middle of the cell', () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        // Five pixels a cell: the third lies in its middle.
        const saliency = saliencyOver({ side: SIDE, values, area: WHOLE }, 5 * SIDE, 5 * SIDE);
        const inTheMiddle = values.map((_, at) => {
          const [row, column] = [Math.floor(at / SIDE), at % SIDE];
          return saliency[(5 * row + 2) * 5 * SIDE + 5 * column + 2] ?? Number.NaN;
        });
        expect(inTheMiddle.filter((value, at) => !(Math.abs(value - (values[at] ?? 0)) < 5e-6))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('stays between nothing and all, and flat where the map is flat', () => {
    fc.assert(
      fc.property(anyValues, fc.double({ min: 0, max: 1, noNaN: true }), (values, level) => {
        const saliency = saliencyOver({ side: SIDE, values, area: MIDDLE }, 64, 16);
        expect([...saliency].filter((value) => !(value >= 0 && value <= 1))).toEqual([]);
        const flat = values.map(() => level);
        const over = saliencyOver({ side: SIDE, values: flat, area: WHOLE }, 32, 32);
        expect([...over].filter((value) => !(Math.abs(value - level) < 5e-6))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('is hottest where its cell lies in the picture, if the network saw only the middle of it', () => {
    const [columns, rows] = [160, 40];
    const saliency = saliencyOver({ side: SIDE, values: oneCell(7, 2), area: MIDDLE }, columns, rows);
    const hottest = saliency.indexOf(Math.max(...saliency));
    expect(((hottest % columns) + 0.5) / columns).toBeCloseTo(0.1875 + 0.75 * 0.625, 1);
    expect((Math.floor(hottest / columns) + 0.5) / rows).toBeCloseTo(0.25, 1);
  });

  it('says nothing of what the network did not see, more than a cell beside it', () => {
    const values = Array<number>(SIDE ** 2).fill(1);
    const [columns, rows] = [160, 40];
    const saliency = saliencyOver({ side: SIDE, values, area: MIDDLE }, columns, rows);
    const cell = 0.0625 * columns;
    for (let x = 0; x < columns; x++) {
      const isFar = x < 0.1875 * columns - cell || x > 0.8125 * columns + cell;
      if (isFar) expect(saliency[x]).toBe(0);
    }
    expect(saliency[columns / 2]).toBe(1);
  });

  it('is the denser and the lighter the more there is, in one hue', () => {
    const pixels = saliencyColours(Float32Array.from({ length: 11 }, (_, at) => at / 10));
    for (let at = 1; at <= 10; at++)
      for (const channel of [0, 1, 3])
        expect(pixels[4 * at + channel]).toBeGreaterThan(pixels[4 * (at - 1) + channel] ?? 0);
    expect(pixels[3]).toBe(0);
  });
});
