import { describe, expect, it } from 'vitest';
import { cutStrip, STRIP_HEIGHT } from '../../../../src/vision/text/cut-strip.ts';
import { isWorthKeeping } from '../../../../src/vision/text/is-worth-keeping.ts';
import { readCharacters } from '../../../../src/vision/text/read-characters.ts';

const CHARACTERS = ['', 'a', 'b', ' '];
/** Steps in each of which one class has a probability, and the others share the rest. */
const steps = (...list: readonly (readonly [number, number])[]): Float32Array =>
  Float32Array.from(
    list.flatMap(([best, probability]) =>
      CHARACTERS.map((_, at) => (at === best ? probability : (1 - probability) / 3)),
    ),
  );

describe('readCharacters', () => {
  it('drops repeats and blanks, and keeps a letter that is repeated after a blank', () => {
    const read = readCharacters(steps([1, 0.9], [1, 0.9], [0, 0.9], [1, 0.7], [2, 0.8]), CHARACTERS);
    expect(read?.text).toBe('aab');
    expect(read?.confidence).toBeCloseTo((0.9 + 0.7 + 0.8) / 3);
  });

  it('reads nothing in blanks and spaces', () => {
    expect(readCharacters(steps([0, 0.9], [3, 0.9], [0, 0.9]), CHARACTERS)).toBeNull();
    expect(readCharacters(new Float32Array(), CHARACTERS)).toBeNull();
  });
});

describe('isWorthKeeping', () => {
  it.each([
    ['STOP', 0.95, true],
    ['STOP', 0.79, false],
    ['A 1 b', 0.99, false],
    ['出口', 0.9, true],
    ['出', 0.99, false],
    [') (', 0.95, false],
    ['€ 39.90', 0.9, false],
    ['Nr. 123', 0.9, true],
    ['straße', 0.8, true],
  ])('of %j at %d is %s', (text, confidence, expected) => {
    expect(isWorthKeeping({ text, confidence })).toBe(expected);
  });
});

describe('cutStrip', () => {
  const [width, height] = [100, 80];
  /** Red tells the column, green the row. */
  const rgb = Uint8Array.from({ length: width * height * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return at % 3 === 0 ? pixel % width : at % 3 === 1 ? Math.floor(pixel / width) : 0;
  });
  const picture = { rgb, width, height };
  const colourAt = (strip: ReturnType<typeof cutStrip>, row: number, column: number): number[] =>
    [2, 1, 0].map(
      (plane) =>
        ((strip.values[(plane * STRIP_HEIGHT + row) * strip.width + column] ?? Number.NaN) + 1) * 127.5,
    );

  it('has the pixels of an upright box in planes of blue, green and red', () => {
    const strip = cutStrip(picture, { x: 50, y: 40, along: 30, across: 12, ux: 1, uy: 0 }, 1);
    expect(strip.width).toBe(120);
    const [red, green, blue] = colourAt(strip, 0, 0);
    expect(red).toBeCloseTo(20, 0);
    expect(green).toBeCloseTo(28, 0);
    expect(blue).toBeCloseTo(0, 3);
    expect(colourAt(strip, 47, 119)[0]).toBeCloseTo(79, 0);
  });

  it('turns a box that runs downwards', () => {
    const strip = cutStrip(picture, { x: 50, y: 40, along: 30, across: 12, ux: 0, uy: 1 }, 1);
    expect(colourAt(strip, 0, 0)[0]).toBeCloseTo(61.5, 0);
    expect(colourAt(strip, 0, 119)[1]).toBeCloseTo(69.5, 0);
  });

  it('lays the cells of a column side by side', () => {
    const strip = cutStrip(picture, { x: 50, y: 40, along: 10, across: 30, ux: 1, uy: 0 }, 3);
    expect(strip.width).toBe(144);
    expect(colourAt(strip, 0, 0)[1]).toBeCloseTo(10, 0);
    expect(colourAt(strip, 0, 48)[1]).toBeCloseTo(30, 0);
    expect(colourAt(strip, 0, 96)[1]).toBeCloseTo(50, 0);
  });
});
