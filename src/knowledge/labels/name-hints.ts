import { fold } from '../../domain/fold.ts';

/** Bits of a photo's flags in `PhotoIndex`: what the names of its files and of their folders say of it. */
export const NAMED_SCREENSHOT = 8;
export const NAMED_PANORAMA = 16;

/**
 * How phones and systems name screenshots: Android, iOS, macOS, Windows, GNOME, KDE and messengers, in the languages
 * in which the names are known to be translated. A name has one of them at the beginning of a word.
 */
const SCREENSHOTS = [
  ...['Screenshot', 'Screen Shot', 'Screen Capture', 'Screengrab', 'Screencap'],
  ...['Bildschirmfoto', 'Capture d’écran', "Capture d'écran", 'Captura de pantalla', 'Captura de ecrã'],
  ...['Captura de tela', 'Captura de ecran', 'Schermata', 'Istantanea schermo', 'Schermafbeelding'],
  ...['Skärmavbild', 'Skärmbild', 'Skärmdump', 'Skærmbillede', 'Skjermbilde', 'Näyttökuva', 'Kuvakaappaus'],
  ...[
    'Zrzut ekranu',
    'Snímek obrazovky',
    'Snímka obrazovky',
    'Képernyőfotó',
    'Képernyőkép',
    'Snimka zaslona',
  ],
  ...['Снимок экрана', 'Скриншот', 'Знімок екрана', 'Екранна снимка', 'Στιγμιότυπο'],
  ...['Ekran Resmi', 'Ekran Görüntüsü', 'Ekran Alıntısı', 'לכידת מסך', 'צילום מסך', 'لقطة شاشة'],
  ...['Tangkapan layar', 'Cuplikan layar', 'Ảnh chụp màn hình', 'ภาพหน้าจอ', 'स्क्रीनशॉट'],
  ...['スクリーンショット', '스크린샷', '화면 캡처'],
];
/** In Chinese they also follow other words without a space, such as the name of a messenger. */
const CHINESE_SCREENSHOTS = ['截屏', '截图', '截圖', '屏幕快照', '螢幕快照', '螢幕擷取'];

const either = (words: readonly string[]): string => words.map((word) => fold(word)).join('|');
const SCREENSHOT = new RegExp(
  `(?:^|[^\\p{L}])(?:${either(SCREENSHOTS)})|${either(CHINESE_SCREENSHOTS)}`,
  'u',
);
const PANORAMA = /(?:^|[^\p{L}])pano(?:rama)?(?![\p{L}])|全景/u;
/** Ordinary names of cameras and phones, which most files have: nothing is looked for in them. */
const ORDINARY = /^(?:img|dsc[fn]?|dscn?|p|mvimg|pxl|wp|sam|gopr|dji|image)? ?[\d ]+ [a-z]+$/u;

/** What a folded name of a file, or of its folder, says of the photo: the bits above. */
export function nameHints(folded: string): number {
  if (ORDINARY.test(folded)) return 0;
  return (SCREENSHOT.test(folded) ? NAMED_SCREENSHOT : 0) | (PANORAMA.test(folded) ? NAMED_PANORAMA : 0);
}
