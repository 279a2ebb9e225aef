import { describe, expect, it } from 'vitest';
import {
  APPEARANCE_VERSION,
  codeOfColour,
  NAMED_COLOURS,
  type NamedColour,
} from '../../../../src/domain/appearance.ts';
import { colourCodes, namedColour } from '../../../../src/vision/decode/named-colour.ts';

const nameOf = (hex: string): NamedColour => {
  const value = Number.parseInt(hex, 16);
  return namedColour(value >> 16, (value >> 8) & 255, value & 255);
};

/** Colours of CSS Color Module Level 4 by the name that people give them. */
const CSS: Record<NamedColour, string> = {
  red: 'ff0000 dc143c b22222 8b0000 ff6347 800000',
  orange: 'ffa500 ff8c00 ff7f50',
  yellow: 'ffff00 ffd700 daa520 f0e68c',
  green: '008000 00ff00 808000 228b22 006400 9acd32 556b2f 90ee90 2e8b57 6b8e23',
  turquoise: '008080 40e0d0 00ffff 5f9ea0 20b2aa 48d1cc',
  blue: '0000ff 000080 4169e1 4682b4 87ceeb 1e90ff 191970 00bfff 6495ed',
  purple: '800080 8a2be2 4b0082 9370db dda0dd da70d6 663399',
  pink: 'ffc0cb ff69b4 ff1493 ffb6c1 db7093',
  brown: '8b4513 a0522d d2691e',
  beige: 'd2b48c f5deb3 ffe4c4 deb887',
  black: '000000 101010 2f2f2f',
  white: 'ffffff f5f5f5 fffafa f0ffff fffff0',
  grey: '808080 a9a9a9 696969 778899',
};

describe('the named colour', () => {
  it.each(NAMED_COLOURS)('%s is that of the CSS colours that people call so', (colour) => {
    expect(CSS[colour].split(' ').filter((hex) => nameOf(hex) !== colour)).toEqual([]);
  });

  it.each([
    ['light skin', 'ffdbac', 'beige'],
    ['skin', 'e0ac69', 'beige'],
    ['dark skin', '8d5524', 'brown'],
    ['asphalt', '5a5d63', 'grey'],
    ['a shadow on snow', 'a8b3c4', 'grey'],
    ['an overcast sky', 'd5dade', 'white'],
    ['a dark shadow on grass', '0f140c', 'black'],
  ] as const)('of %s is not a strong colour', (_, hex, colour) => {
    expect(nameOf(hex)).toBe(colour);
  });

  it('has the code that libraries of this version of appearances keep, of four bits', () => {
    const codes = NAMED_COLOURS.map((colour) => `${codeOfColour(colour)} ${colour}`).join(', ');
    // Another list needs another version, for which the appearances of older libraries are computed again.
    expect([APPEARANCE_VERSION, codes]).toEqual([
      1,
      '1 red, 2 orange, 3 yellow, 4 green, 5 turquoise, 6 blue, 7 purple, 8 pink, 9 brown, 10 beige, 11 black, 12 white, 13 grey',
    ]);
    expect(NAMED_COLOURS.length).toBeLessThan(16);
  });

  it('is in the table for every colour, as it is computed', () => {
    const codes = colourCodes();
    expect(codes).toHaveLength(32 ** 3);
    expect(Math.min(...codes)).toBe(1);
    expect(Math.max(...codes)).toBe(NAMED_COLOURS.length);
    expect(codes[31 << 10]).toBe(codeOfColour('red'));
    expect(codes[31]).toBe(codeOfColour('blue'));
  });
});
