import { describe, expect, it } from 'vitest';
import { toneFloat, toneHdr, toneLab } from '../../../../src/vision/decode/tone-pixels.ts';

/** PQ values (SMPTE ST 2084) of 0, 10, 100, 203, 1,000 and 10,000 cd/m². */
const PQ = [0, 0.3037, 0.5081, 0.5807, 0.7518, 1];
const grey = (values: readonly number[]): number[] => values.flatMap((value) => [value, value, value]);
const channel = (rgb: Uint8Array, at = 0): number[] => [...rgb].filter((_, i) => i % 3 === at);

describe('a picture with high dynamic range', () => {
  it('is black to white in sRGB, where a usual picture has the brightness of one without it', () => {
    const values = grey(PQ.map((value) => Math.round(value * 65_535)));
    for (const isWide of [false, true]) {
      const shown = channel(toneHdr(values, 3, 65_535, { curve: 'pq', isWide }));
      expect(shown[0]).toBe(0);
      // 10 of 203 cd/m² is 5 % of white, 100 half of it.
      expect(Math.abs((shown[1] ?? 0) - 63)).toBeLessThan(4);
      expect(Math.abs((shown[2] ?? 0) - 184)).toBeLessThan(4);
      expect(shown[3]).toBeGreaterThan(215);
      expect(shown[4]).toBeGreaterThan(shown[3] ?? 255);
      expect(shown[5]).toBe(255);
    }
  });

  it('of HLG has its diffuse white near white', () => {
    const [dark = 0, white = 0] = channel(toneHdr(grey([64, 191]), 3, 255, { curve: 'hlg', isWide: false }));
    expect(dark).toBeLessThan(110);
    expect(white).toBeGreaterThan(215);
  });

  it('keeps a saturated colour of BT.2020 within sRGB', () => {
    const [red = 0, green = 0, blue = 0] = toneHdr([0.58 * 65_535, 0, 0], 3, 65_535, {
      curve: 'pq',
      isWide: true,
    });
    expect(red).toBeGreaterThan(200);
    expect(Math.max(green, blue)).toBeLessThan(10);
  });
});

describe('floating point', () => {
  it.each([
    ['linear light of 0 to 1', [0, 0.25, 0.5, 1], [0, 137, 188, 255]],
    ['values coded like 8 bits', [0, 64, 128, 255], [0, 64, 128, 255]],
    ['linear light far above 1', [0, 750, 1500, 3000], [0, 137, 188, 255]],
  ])('%s', (_, values, expected) => {
    expect(channel(toneFloat(values, 1))).toEqual(expected);
  });

  it('that is no number is black, and makes nothing else darker', () => {
    expect(channel(toneFloat([Number.NaN, Number.POSITIVE_INFINITY, 0.5, 1], 1))).toEqual([0, 0, 188, 255]);
  });

  it('leaves a fourth channel out', () => {
    expect([...toneFloat([1, 0, 0, 0.5], 4)]).toEqual([255, 0, 0]);
  });
});

it('CIELab is brought into sRGB: white, black, red and green', () => {
  const byte = (value: number): number => (value + 256) % 256;
  const lab = [255, 0, 0, 0, 0, 0, 139, byte(81), byte(70), 224, byte(-79), byte(81)];
  const rgb = [...toneLab(lab, 3)];
  const expected = [255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0];
  for (const [i, value] of rgb.entries())
    expect(Math.abs(value - (expected[i] ?? 0)), `${i}`).toBeLessThan(30);
});
