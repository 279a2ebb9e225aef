import type { NamedColour } from '../../domain/appearance.ts';
import type { PlainProperty } from '../../domain/plain-property.ts';
import { segmentAt } from './segment-at.ts';
import { vocabulary } from './vocabulary.ts';
import { wordKey } from './word-key.ts';

/** The property of the appearance of a photo that a word means. */
export type AppearanceWord =
  | { readonly kind: 'colour'; readonly colour: NamedColour }
  | { readonly kind: 'property'; readonly property: PlainProperty };

/** Synonyms in English, and in Chinese in both scripts, separated by `|`. */
interface Words {
  readonly en: string;
  readonly zh: string;
}

interface ColourWords extends Words {
  /** Whether it combines with the words for shades. */
  readonly shades: boolean;
}

/** Chinese words end with 色; a single character counts only if it is a separate word. */
const COLOUR_WORDS = {
  red: { en: 'red', zh: '红色|红|紅色|紅', shades: true },
  orange: { en: 'orange', zh: '橙色|橘色|橙黄色|橘黄色|橘红色|橙黃色|橘黃色', shades: true },
  yellow: { en: 'yellow', zh: '黄色|黄|黃色|黃', shades: true },
  green: { en: 'green', zh: '绿色|绿|綠色|綠', shades: true },
  turquoise: {
    en: 'turquoise|teal|cyan|aqua|aquamarine',
    zh: '青色|青绿色|蓝绿色|碧绿色|青綠色|藍綠色',
    shades: true,
  },
  blue: { en: 'blue', zh: '蓝色|蓝|藍色|藍', shades: true },
  purple: { en: 'purple|violet', zh: '紫色|紫', shades: true },
  pink: { en: 'pink', zh: '粉色|粉红色|粉红|粉紅色|粉紅', shades: true },
  brown: { en: 'brown', zh: '棕色|褐色|咖啡色|棕|褐', shades: true },
  beige: { en: 'beige', zh: '米色|米黄色|米黃色', shades: false },
  black: { en: 'black', zh: '黑色|黑', shades: false },
  white: { en: 'white', zh: '白色|白', shades: false },
  grey: { en: 'grey', zh: '灰色|灰', shades: true },
} as const satisfies Record<NamedColour, ColourWords>;

/** A shade of a colour is searched for as the colour; these words are not properties of the photo then. */
const SHADES = {
  en: ['dark', 'light', 'bright', 'deep', 'pale', 'vivid'],
  zh: ['深', '浅', '淡', '暗', '亮', '鲜', '大', '淺', '鮮'],
};

/** "portrait", "landscape" and "square" alone are omitted, because they are subjects. */
const PROPERTY_WORDS = {
  'black-and-white': {
    en: 'black and white|black & white|b&w|b & w|b/w|b and w|monochrome|greyscale|grayscale|sepia',
    zh: '黑白|黑白照|黑白照片|黑白相片|黑白图片|黑白摄影|单色|灰度|單色|黑白圖片|黑白攝影',
  },
  colourful: {
    en: 'colourful|colorful|vivid|vibrant|brightly coloured|brightly colored',
    zh: '五颜六色|色彩鲜艳|色彩丰富|五彩缤纷|鲜艳|五顏六色|色彩鮮豔|五彩繽紛|鮮豔',
  },
  dark: {
    en: 'dark|too dark|underexposed|under-exposed',
    zh: '昏暗|黑暗|阴暗|偏暗|太暗|很暗|暗|曝光不足|欠曝|陰暗',
  },
  bright: {
    en: 'bright|too bright|overexposed|over-exposed',
    zh: '明亮|很亮|太亮|亮|过曝|曝光过度|過曝|曝光過度',
  },
  blurred: {
    en: 'blurred|blurry|blur|out of focus|unsharp|not sharp|motion blur',
    zh: '模糊|失焦|虚焦|脱焦|对焦不准|没对上焦|拍糊|糊了|不清晰|不清楚|虛焦|對焦不準',
  },
  panorama: {
    en: 'panorama|panoramas|panoramic|pano|panos',
    zh: '全景|全景照|全景图|全景照片|全景圖',
  },
  'landscape-format': {
    en: 'landscape format|landscape orientation|horizontal|horizontal format|horizontal orientation',
    zh: '横向|横图|横构图|横版|横拍|横屏|橫向|橫圖|橫構圖|橫版|橫拍',
  },
  'portrait-format': {
    en: 'portrait format|portrait orientation|vertical|vertical format|vertical orientation|upright|upright format',
    zh: '竖向|竖图|竖构图|竖版|竖拍|竖屏|纵向|豎向|豎圖|豎構圖|直式|縱向',
  },
  'square-format': {
    en: 'square format|square crop|square photo|square photos|square picture|square pictures',
    zh: '方图|方构图|正方形|方形|方圖',
  },
  screenshot: {
    en: 'screenshot|screenshots|screen shot|screen shots|screen capture|screen captures|screen grab|screen grabs|screengrab|screengrabs|screencap|screencaps',
    zh: '截图|截屏|屏幕截图|手机截图|屏幕截屏|屏幕快照|截圖|螢幕截圖|螢幕快照|手機截圖',
  },
} as const satisfies Record<PlainProperty, Words>;

/** The same in other languages, where the words mean nothing else: German, French, Spanish, Italian, Portuguese and more. */
const FOREIGN_PROPERTY_WORDS = {
  'black-and-white': [
    ...['', 'foto', 'fotos', 'bild', 'bilder', 'aufnahme', 'aufnahmen', 'fotografie', 'film'].flatMap(
      (thing) => [
        `schwarzweiß${thing}`,
        `schwarzweiss${thing}`,
        `schwarz weiß ${thing}`,
        `schwarz weiss ${thing}`,
      ],
    ),
    'schwarzweiße|schwarzweißes|schwarzweisse|schwarzweisses|s/w|monochrom|graustufen',
    'noir et blanc|noir & blanc|noir blanc|n&b|n/b|niveaux de gris|blanco y negro|blanco negro|b/n|escala de grises',
    'bianco e nero|bianco nero|scala di grigi|monocromo|monocromatico|preto e branco|preto branco|p&b|escala de cinza',
    'zwart wit|zwartwit|zwart-witfoto|svartvit|svartvitt|svartvita|svart vitt|svart hvitt|sort hvid|sorthvid',
    'mustavalkoinen|mustavalkoiset|czarno biały|czarno białe|czarno biała|czarno biale|černobílá|černobílé|černobílý',
    'fekete fehér|siyah beyaz|alb negru|ασπρόμαυρο|чёрно-белое|чёрно-белый|чёрно-белая|чёрно-белые|чёрно-белое фото',
    '白黒|モノクロ|흑백',
  ],
  blurred: [
    'unscharf|unscharfe|verwackelt|verwackelte|verschwommen|verschwommene|flou|floue|flous|floues|borroso|borrosa|borrosos',
    'borrosas|desenfocado|desenfocada|sfocato|sfocata|sfocate|sfocati|desfocado|desfocada|wazig|onscherp|suddig|размыто',
  ],
  dark: [
    'zu dunkel|unterbelichtet|unterbelichtete|trop sombre|sous-exposé|sous-exposée|subexpuesto|sottoesposta',
  ],
  bright: [
    'zu hell|überbelichtet|überbelichtete|surexposé|surexposée|sobreexpuesto|sobreexpuesta|sovraesposta',
  ],
  panorama: [
    'panoramabild|panoramabilder|panoramafoto|panoramique|panoramiques|panorámica|panorámicas|panoramiche',
  ],
  screenshot: [
    "bildschirmfoto|bildschirmfotos|capture d'écran|captures d'écran|capture écran|captures écran|captura de pantalla",
    'capturas de pantalla|schermata|schermate|captura de tela|capturas de tela|schermafbeelding|schermafbeeldingen',
    'skärmbild|skärmdump|skærmbillede|zrzut ekranu|zrzuty ekranu|снимок экрана|скриншот|скриншоты|スクリーンショット',
  ],
} as const satisfies Partial<Record<PlainProperty, readonly string[]>>;

const spelling = new Map(Object.entries(vocabulary.spelling));
const HAN = /\p{Script=Han}/u;
const meanings = new Map<string, AppearanceWord>();
/** In UTF-16 units. */
let longestChinese = 1;
/** In tokens. */
let longestEnglish = 1;

function add(word: string, meaning: AppearanceWord): void {
  const key = wordKey(word, spelling);
  meanings.set(key, meaning);
  if (HAN.test(word)) longestChinese = Math.max(longestChinese, key.length);
  else longestEnglish = Math.max(longestEnglish, key.split(' ').length);
}

function addAll({ en, zh }: Words, meaning: AppearanceWord): void {
  for (const word of en.split('|')) add(word, meaning);
  for (const word of zh.split('|')) for (const ending of ['', '的']) add(word + ending, meaning);
}

for (const [property, words] of Object.entries(PROPERTY_WORDS) as [PlainProperty, Words][])
  addAll(words, { kind: 'property', property });
for (const [property, lists] of Object.entries(FOREIGN_PROPERTY_WORDS) as [
  PlainProperty,
  readonly string[],
][])
  for (const word of lists.flatMap((list) => list.split('|'))) add(word, { kind: 'property', property });
for (const [colour, { en, zh, shades }] of Object.entries(COLOUR_WORDS) as [NamedColour, ColourWords][]) {
  const english = en.split('|').flatMap((word) => {
    const shaded = shades ? SHADES.en.map((shade) => `${shade} ${word}`) : [];
    return [word, ...shaded, `${word} coloured`, `${word} colored`];
  });
  const chinese = zh
    .split('|')
    .flatMap((word) => (shades ? ['', ...SHADES.zh].map((shade) => shade + word) : [word]));
  addAll({ en: english.join('|'), zh: chinese.join('|') }, { kind: 'colour', colour });
}

/**
 * The property of the appearance that a word or phrase means; null if there is none. Ignores case, accents, width,
 * hyphens and British or American spelling. A word may have other interpretations, such as the fruit of "orange"; this
 * function does not resolve them.
 */
export const findAppearance = (text: string): AppearanceWord | null =>
  meanings.get(wordKey(text, spelling)) ?? null;

/**
 * Number of tokens, from `start`, of the longest such word or phrase; 0 if none begins there. The caller gives
 * precedence to a longer label ("red fox", "black and tan coonhound").
 */
export function longestAppearance(tokens: readonly string[], start: number): number {
  for (let length = Math.min(longestEnglish, tokens.length - start); length > 0; length--) {
    const part = tokens.slice(start, start + length);
    if (part.every((token) => token.trim() !== '') && findAppearance(part.join(' ')) !== null) return length;
  }
  return 0;
}

/**
 * Number of UTF-16 units of Chinese text, from `start`, of the longest such word; 0 if none begins there. A single
 * character counts only if it is a separate word: 白菜 is not white, and 黑板 is not black.
 */
export function longestAppearanceAt(text: string, start: number): number {
  for (let length = Math.min(longestChinese, text.length - start); length > 0; length--) {
    const part = text.slice(start, start + length);
    if (!HAN.test(part) || findAppearance(part) === null) continue;
    if (part.replace(/的$/u, '').length > 1 || isWordAlone(text, start)) return length;
  }
  return 0;
}

/** Things that dictionaries list together with their colours, as in 黑狗 and 红花, although the colour is meant. */
const COLOURED_THING = /^(?:[狗犬猫貓马馬牛羊猪兔鸡雞鸭鴨鹅鵝鸟鳥鱼魚鼠车車花裙衣鞋帽伞傘船门門墙牆球椅])$/u;

/**
 * Whether the character at an offset is a separate word according to a segmentation dictionary, or precedes a thing.
 */
function isWordAlone(text: string, at: number): boolean {
  const found = segmentAt(text, at);
  if (found === null) return false;
  const rest = found.slice(1);
  return rest === '' || rest === '的' || COLOURED_THING.test(rest);
}
