import { fold } from '../../domain/fold.ts';

/**
 * Names that cameras, systems and programs give to folders and files by themselves: nobody wrote them about the photos,
 * and "camera" must not find everything that was taken with one. All names here are folded.
 */

/** Folders of phones, cameras, systems, cloud storage and messengers, in the languages of their users. */
const FOLDERS = [
  'DCIM|Camera|Camera roll|Camera uploads|Kamera|Eigene Aufnahmen|Cámara|Câmera|Appareil photo|Fotocamera|Камера|カメラ|카메라|相机|相机胶卷|本机照片',
  'Pictures|My pictures|Saved pictures|Images|Photos|My photos|Photo|Photo library|Photos library|Photos Library.photoslibrary|iPhoto library|iPhoto Library.photolibrary|Photo stream|My photo stream',
  'Bilder|Eigene Bilder|Fotos|Meine Fotos|Mes images|Imágenes|Mis imágenes|Immagini|Imagens|Afbeeldingen|Obrazy|Изображения|Фотографии|图片|我的图片|照片|我的照片|画像|写真|ピクチャ|사진',
  'Screenshots|Screenshot|Screen captures|Bildschirmfotos|Captures d’écran|Capturas de pantalla|Снимки экрана|屏幕截图|截图|截屏|スクリーンショット|스크린샷',
  'Videos|My videos|Movies|Downloads|Download|My downloads|Téléchargements|Descargas|Загрузки|下载|ダウンロード|다운로드',
  'Documents|My documents|Dokumente|Eigene Dateien|Documentos|Documenti|Документы|文档|我的文档',
  'New folder|Untitled folder|Untitled|Neuer Ordner|Unbenannt|Nouveau dossier|Nueva carpeta|Nova pasta|Nuova cartella|Nieuwe map|Nowy folder|Ny mapp|Ny mappe|Uusi kansio|Новая папка|Yeni klasör|新建文件夹|新文件夹|未命名文件夹|新しいフォルダー|새 폴더',
  'Bluetooth|AirDrop|Lost.DIR|Thumbnails',
  'WhatsApp|WhatsApp Business|WhatsApp Images|WhatsApp Business Images|WhatsApp Video|WhatsApp Business Video|WhatsApp Animated Gifs|WhatsApp Documents|WhatsApp Stickers|WhatsApp Profile Photos',
  'Telegram|Telegram Images|Telegram Video|Telegram Documents|Telegram Desktop|Signal|Viber|Viber Images|Messenger|Instagram|Facebook|Snapchat|Snapseed|Twitter|TikTok|Pinterest|Skype|WeChat|WeiXin|微信|QQ Images|Tencent',
];
/** Where a person put photos or fetched them from, and looks for them by the name. */
const STORAGE =
  'Desktop|Schreibtisch|Bureau|Escritorio|Рабочий стол|桌面|デスクトップ|iCloud Photos|Google Photos|Google Fotos|Amazon Photos|Takeout|OneDrive|Dropbox';
const namesIn = (row: string): string[] => row.split('|').map((name) => fold(name));
const STORAGE_FOLDERS: ReadonlySet<string> = new Set(namesIn(STORAGE));
const GIVEN_FOLDERS: ReadonlySet<string> = new Set([...FOLDERS, STORAGE].flatMap(namesIn));
/** What a system puts behind a name that is there already: "New folder (2)". */
const COUNTER = / (?:\d{1,2}|(?:copy|kopie)(?: \d{1,2})?)$/u;
/** By the standard of cameras (DCF): 100APPLE, 101MSDCF, 100_PANA. */
const OF_A_CAMERA = /^[1-9]\d\d(?:[a-z\d]{5}| (?:pana|fuji|olym))$/u;
/** Of Google Takeout: "Photos from 2019". */
const OF_TAKEOUT = /^photos from (?:19|20)\d\d$/u;

/** Whether a folder's name was given by a program, and is nothing about the photos in it. */
export const isGivenFolder = (name: string): boolean =>
  GIVEN_FOLDERS.has(name) ||
  GIVEN_FOLDERS.has(name.replace(COUNTER, '')) ||
  OF_A_CAMERA.test(name) ||
  OF_TAKEOUT.test(name);

/**
 * Whether a folded name is one of the desktop or a cloud storage: nothing about its photos, but found by all of it, also where
 * it is a word ("desktop").
 */
export const isStorageFolder = (name: string): boolean => STORAGE_FOLDERS.has(name);

/** Words that programs write into names of files, beside numbers. */
const FILE_WORDS: ReadonlySet<string> = new Set(
  [
    'img imag image images pic pict picture photo photos foto fotos bild imagen imagem immagine dsc dscn dscf cimg sam hpim imgp imga mah stp',
    'pxl mvimg mvi mov vid video film clip pano panorama burst cover portrait night hdr motion mp raw long exposure',
    'gopr gh gx dji wp kic edited edit effects collage animation original copy kopie copia copie of von de',
    'screenshot screenshots screen shot capture bildschirmfoto schermata captura pantalla ecran zrzut ekranu at am pm um las kl',
    'whatsapp signal telegram snapchat instagram facebook fb messenger received wechat mmexport viber line camera kamera',
    'adobe scan scanned scanner document camscanner lens microsoft file unnamed untitled download screenrecording screenrecorder',
    '微信图片 微信截图 qq图片 qq截图 屏幕截图 截屏 截图 图片 照片 相机',
  ].flatMap((row) => row.split(' ')),
);
const HAS_DIGIT = /\d/u;
const HAN = /\p{Script=Han}/u;
/** How names begin that end with the program on the screen. */
export const SCREENSHOT = 'screenshot ';
/** Such names: Screenshot_20190712-211112_Maps, and with milliseconds. */
const SCREENSHOT_OF = /^screenshot (?:\d{8} \d{6}|\d{4}(?: \d\d){5} \d{3}) /u;
const EXTENSION = / [a-z\d]{2,5}$/u;
const BETWEEN_FORMS = ' / ';

const isOfProgram = (word: string): boolean =>
  /^[a-z]$/u.test(word) || FILE_WORDS.has(word) || HAS_DIGIT.test(word);

/** Whether all of some words can stand in a name of a program's words and numbers. */
export const canBeOfProgram = (words: string): boolean =>
  words.split(' ').every((word) => isOfProgram(word) || HAN.test(word));

/**
 * Whether the name of a file, with its extension, is a program's: its words and numbers alone, as in IMG_2014.jpg and
 * "WhatsApp Image 2019-07-12 at 10.11.12.jpeg".
 */
export function isGivenFile(name: string): boolean {
  const [form = ''] = name.split(BETWEEN_FORMS);
  const stem = form.replace(EXTENSION, '');
  return SCREENSHOT_OF.test(form) || (HAS_DIGIT.test(stem) && stem.split(' ').every(isOfProgram));
}

/** A word with its number: klavier1, waldo03, rom2019. */
const NUMBERED = /(?<![\p{L}\p{N}])(\p{L}{3,})(\d{1,8})(?![\p{L}\p{N}])/gu;
/** Part of a random identifier, of which a few letters may be a word. */
const RANDOM = /(?<![\p{L}\p{N}])[\da-f]{8}(?: [\da-f]{4}){3} [\da-f]{12}(?![\p{L}\p{N}])/u;

/** A folded name with a space between a word and the number behind it; not in names of cameras and programs (dsc0001). */
export const withNumbersApart = (folded: string): string =>
  HAS_DIGIT.test(folded) && !RANDOM.test(folded)
    ? folded.replace(NUMBERED, (all, word: string, number: string) =>
        FILE_WORDS.has(word) ? all : `${word} ${number}`,
      )
    : folded;
