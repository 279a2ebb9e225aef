import { describe, expect, it } from 'vitest';
import {
  findAppearance,
  longestAppearance,
  longestAppearanceAt,
} from '../../../../src/knowledge/labels/appearance-words.ts';

describe('appearance words', () => {
  it.each([
    ['red', 'red'],
    ['Gray', 'grey'],
    ['GREY', 'grey'],
    ['dark blue', 'blue'],
    ['light-green', 'green'],
    ['red-coloured', 'red'],
    ['teal', 'turquoise'],
    ['红', 'red'],
    ['红色', 'red'],
    ['红色的', 'red'],
    ['深蓝色', 'blue'],
    ['粉红色的', 'pink'],
    ['藍色', 'blue'],
  ] as const)('%s means the colour %s', (text, colour) => {
    expect(findAppearance(text)).toEqual({ kind: 'colour', colour });
  });

  it.each([
    ['black and white', 'black-and-white'],
    ['Black & White', 'black-and-white'],
    ['B&W', 'black-and-white'],
    ['b/w', 'black-and-white'],
    ['黑白照片', 'black-and-white'],
    ['schwarzweiß', 'black-and-white'],
    ['schwarz-weiss', 'black-and-white'],
    ['Schwarzweißfotos', 'black-and-white'],
    ['schwarz weiß', 'black-and-white'],
    ['noir et blanc', 'black-and-white'],
    ['Noir & Blanc', 'black-and-white'],
    ['blanco y negro', 'black-and-white'],
    ['bianco e nero', 'black-and-white'],
    ['preto e branco', 'black-and-white'],
    ['zwart-wit', 'black-and-white'],
    ['чёрно-белое', 'black-and-white'],
    ['흑백', 'black-and-white'],
    ['unscharf', 'blurred'],
    ['Bildschirmfotos', 'screenshot'],
    ["capture d'écran", 'screenshot'],
    ['surexposée', 'bright'],
    ['colorful', 'colourful'],
    ['colourful', 'colourful'],
    ['dark', 'dark'],
    ['bright', 'bright'],
    ['out of focus', 'blurred'],
    ['模糊的', 'blurred'],
    ['panorama', 'panorama'],
    ['全景', 'panorama'],
    ['portrait format', 'portrait-format'],
    ['vertical', 'portrait-format'],
    ['horizontal', 'landscape-format'],
    ['横向', 'landscape-format'],
    ['square format', 'square-format'],
    ['screenshots', 'screenshot'],
    ['Screen-Shot', 'screenshot'],
    ['屏幕截图', 'screenshot'],
    ['截屏', 'screenshot'],
  ] as const)('%s means the property %s', (text, property) => {
    expect(findAppearance(text)).toEqual({ kind: 'property', property });
  });

  it.each(['portrait', 'landscape', 'square', 'night', 'redwood', 'silver', '', ' '])(
    '"%s" does not describe an appearance',
    (text) => {
      expect(findAppearance(text)).toBeNull();
    },
  );

  it('takes the longest phrase: "dark blue car" is not dark', () => {
    expect(longestAppearance(['dark', 'blue', 'car'], 0)).toBe(2);
    expect(longestAppearance(['black', 'and', 'white', 'portrait'], 0)).toBe(3);
    expect(longestAppearance(['a', 'red', 'car'], 0)).toBe(0);
    expect(longestAppearance(['a', 'red', 'car'], 1)).toBe(1);
    expect(longestAppearance(['red'], 1)).toBe(0);
  });

  it.each([
    ['红色的汽车', '红色的'],
    ['红车', '红'],
    ['红的花', '红的'],
    ['黑狗', '黑'],
    ['白猫', '白'],
    ['黑白照片', '黑白照片'],
    ['深蓝色的车', '深蓝色的'],
  ])('%s begins with the word %s', (text, word) => {
    expect(longestAppearanceAt(text, 0)).toBe(word.length);
  });

  it.each(['白菜', '黑板', '黄河', '黄山', '绿茶', '黑人', '白人', '红包', '白天', '黑夜', '白酒', '红绿灯'])(
    'finds no colour in %s',
    (text) => {
      expect([...text].map((_, at) => longestAppearanceAt(text, at))).toEqual([...text].map(() => 0));
    },
  );
});
