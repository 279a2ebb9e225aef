import { describe, expect, it } from 'vitest';
import { meanColour } from '../../../../src/vision/decode/mean-colour.ts';

const filled = (colour: readonly [number, number, number], pixels: number): Uint8Array =>
  Uint8Array.from({ length: pixels * 3 }, (_, at) => colour[at % 3] as number);

describe('the mean colour of a picture', () => {
  it('of one colour is that colour, five bits each, red highest', () => {
    expect(meanColour(filled([255, 0, 0], 1000))).toBe(31 << 10);
    expect(meanColour(filled([0, 255, 0], 1000))).toBe(31 << 5);
    expect(meanColour(filled([0, 0, 255], 1000))).toBe(31);
    expect(meanColour(filled([255, 255, 255], 1))).toBe(0x7fff);
  });

  it('of two halves lies between them', () => {
    const halves = new Uint8Array([...filled([0, 0, 0], 700), ...filled([248, 248, 248], 700)]);
    expect(meanColour(halves)).toBe((16 << 10) | (16 << 5) | 16);
  });

  it('of no pixels is black, not an error', () => {
    expect(meanColour(new Uint8Array())).toBe(0);
  });
});
