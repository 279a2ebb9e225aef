import { fold } from '../../domain/fold.ts';

/** Bits of a photo's flags in `PhotoIndex`, derived from the names of its files and folders. */
export const NAMED_SCREENSHOT = 8;
export const NAMED_PANORAMA = 16;
export const NAMED_SELFIE = 128;

/**
 * Screenshot names used by Android, iOS, macOS, Windows, GNOME, KDE and messengers, in the languages with a known
 * translation. Matched at the beginning of a word.
 */
const SCREENSHOTS = [
  'Screenshot',
  'Screen Shot',
  'Screen Capture',
  'Screengrab',
  'Screencap',
  'Bildschirmfoto',
  'Capture d’écran',
  "Capture d'écran",
  'Captura de pantalla',
  'Captura de ecrã',
  'Captura de tela',
  'Captura de ecran',
  'Schermata',
  'Istantanea schermo',
  'Schermafbeelding',
  'Skärmavbild',
  'Skärmbild',
  'Skärmdump',
  'Skærmbillede',
  'Skjermbilde',
  'Näyttökuva',
  'Kuvakaappaus',
  'Zrzut ekranu',
  'Snímek obrazovky',
  'Snímka obrazovky',
  'Képernyőfotó',
  'Képernyőkép',
  'Snimka zaslona',
  'Снимок экрана',
  'Скриншот',
  'Знімок екрана',
  'Екранна снимка',
  'Στιγμιότυπο',
  'Ekran Resmi',
  'Ekran Görüntüsü',
  'Ekran Alıntısı',
  'לכידת מסך',
  'צילום מסך',
  'لقطة شاشة',
  'Tangkapan layar',
  'Cuplikan layar',
  'Ảnh chụp màn hình',
  'ภาพหน้าจอ',
  'स्क्रीनशॉट',
  'スクリーンショット',
  '스크린샷',
  '화면 캡처',
];
/** Chinese screenshot names; matched anywhere, because they may follow another word without a space. */
const CHINESE_SCREENSHOTS = ['截屏', '截图', '截圖', '屏幕快照', '螢幕快照', '螢幕擷取'];

const either = (words: readonly string[]): string => words.map((word) => fold(word)).join('|');
const SCREENSHOT = new RegExp(
  `(?:^|[^\\p{L}])(?:${either(SCREENSHOTS)})|${either(CHINESE_SCREENSHOTS)}`,
  'u',
);
const PANORAMA = /(?:^|[^\p{L}])pano(?:rama)?(?![\p{L}])|全景/u;
/** What people and phones call photos of the front camera. */
const SELFIE = /(?:^|[^\p{L}])selfies?(?![\p{L}])|自拍/u;
/** Default names given by cameras and phones; most files have one, and they contain no hints. */
const ORDINARY = /^(?:img|dsc[fn]?|dscn?|p|mvimg|pxl|wp|sam|gopr|dji|image)? ?[\d ]+ [a-z]+$/u;

/** The bits above for the folded name of a file or folder. */
export function nameHints(folded: string): number {
  if (ORDINARY.test(folded)) return 0;
  return (
    (SCREENSHOT.test(folded) ? NAMED_SCREENSHOT : 0) |
    (PANORAMA.test(folded) ? NAMED_PANORAMA : 0) |
    (SELFIE.test(folded) ? NAMED_SELFIE : 0)
  );
}
