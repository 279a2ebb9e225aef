import type { NamedColour, PlainProperty } from '../../domain/appearance.ts';
import type { Language } from '../../domain/label.ts';

type Name = Record<Language, string>;

/** What a colour is called. */
export const COLOUR_NAMES: Readonly<Record<NamedColour, Name>> = {
  red: { en: 'red', zh: '红色' },
  orange: { en: 'orange', zh: '橙色' },
  yellow: { en: 'yellow', zh: '黄色' },
  green: { en: 'green', zh: '绿色' },
  turquoise: { en: 'turquoise', zh: '青色' },
  blue: { en: 'blue', zh: '蓝色' },
  purple: { en: 'purple', zh: '紫色' },
  pink: { en: 'pink', zh: '粉色' },
  brown: { en: 'brown', zh: '棕色' },
  beige: { en: 'beige', zh: '米色' },
  black: { en: 'black', zh: '黑色' },
  white: { en: 'white', zh: '白色' },
  grey: { en: 'grey', zh: '灰色' },
};

/** What a plain property of a photo is called. */
export const PROPERTY_NAMES: Readonly<Record<PlainProperty, Name>> = {
  'black-and-white': { en: 'black and white', zh: '黑白' },
  colourful: { en: 'colourful', zh: '色彩丰富' },
  dark: { en: 'dark', zh: '偏暗' },
  bright: { en: 'bright', zh: '明亮' },
  blurred: { en: 'blurred', zh: '模糊' },
  panorama: { en: 'panorama', zh: '全景' },
  'landscape-format': { en: 'landscape format', zh: '横幅' },
  'portrait-format': { en: 'portrait format', zh: '竖幅' },
  'square-format': { en: 'square', zh: '方形' },
  screenshot: { en: 'screenshot', zh: '截图' },
};
