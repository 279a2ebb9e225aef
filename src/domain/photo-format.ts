// biome-ignore-all lint/suspicious/noControlCharactersInRegex: the bytes that files begin with are control characters too.

import { type RawTiffFormat, rawFormatOfTiff } from './raw-format-of-tiff.ts';

/** What cameras write from their sensor, with a JPEG in it. Named in `PHOTO_FORMATS` too. */
export const RAW_FORMATS = [
  'cr2',
  'cr3',
  'nef',
  'arw',
  'dng',
  'raf',
  'orf',
  'rw2',
  'pef',
  'srw',
  'x3f',
] as const;
export type RawFormat = (typeof RAW_FORMATS)[number];

/** Films: their frames stand for a picture. Named in `PHOTO_FORMATS` too. */
export const FILM_FORMATS = ['mp4', 'mov', '3gp', 'webm', 'mkv', 'avi'] as const;
export type FilmFormat = (typeof FILM_FORMATS)[number];
export const isFilmFormat = (format: string): format is FilmFormat =>
  FILM_FORMATS.some((film) => film === format);

/** Formats that are decoded and indexed. Names are stored in the library: never rename one, only add. */
// biome-ignore format: one line a family.
export const PHOTO_FORMATS = [
  ...RAW_FORMATS, 'jpeg', 'png', 'webp', 'gif', 'tiff', 'avif', 'bmp', 'jxl', 'heic',
  // Last: HEIC, AVIF, CR3 and JPEG XL files are made of the same boxes.
  ...FILM_FORMATS] as const;
export type PhotoFormat = (typeof PHOTO_FORMATS)[number];

/** Formats that are one picture, decoded as such. */
export type PictureFormat = Exclude<PhotoFormat, RawFormat | FilmFormat>;
export const isPictureFormat = (format: PhotoFormat): format is PictureFormat =>
  !isFilmFormat(format) && !RAW_FORMATS.some((raw) => raw === format);

/** Which sizes make a picture without a camera's name a screenshot: any screen's, those of phones alone, none. */
export type ScreenshotSizes = 'any screen' | 'tall screens' | 'none';

/** One format: everything about it that needs no decoder. How it is decoded: src/vision/decode/format-readers.ts. */
interface FormatRow {
  /**
   * Extensions that every system opens with a viewer of pictures, lower case. `type:` takes them too. The system
   * opens files by these names: no program may run under any of them.
   */
  readonly extensions: readonly string[];
  /** Further extensions that files of this format have. */
  readonly rareExtensions: readonly string[];
  /**
   * Whether a file of this format begins so: its first 4,096 bytes, one character each; and the file itself, for the
   * formats that only its first directory distinguishes.
   */
  readonly begins: (head: string, file: Uint8Array) => boolean;
  /** The same for a file without an extension, by 32 bytes; stricter where `begins` could be chance. */
  readonly surelyBegins: (head: string) => boolean;
  /**
   * Media type where every browser shows the format by itself, upright by EXIF; else null. Of a film: where browsers
   * play it, if they have its codec.
   */
  readonly browserType: string | null;
  /** Among duplicates: 1 is what cameras write; the higher, the likelier it was made to be sent or shown. */
  readonly duplicateRank: number;
  readonly screenshots: ScreenshotSizes;
  /** Which developed picture leads the stack of a RAW beside it, the lowest one first; null: none of this format. */
  readonly stackRank: number | null;
}

const match =
  (start: RegExp) =>
  (head: string): boolean =>
    start.test(head);
const JPEG = match(/^\xff\xd8\xff/);
const PNG = match(/^\x89PNG\r\n\x1a\n/);
const WEBP = match(/^RIFF....WEBP/s);
const GIF = match(/^GIF8[79]a/);
// A Canon RAW is a TIFF by its first bytes.
const TIFF = match(/^(?:II\*\0(?!....CR)|II\+\0|MM\0[*+])/s);
const CR2 = match(/^II\*\0....CR/s);
const CR3 = match(/^....ftypcrx /s);
const RAF = match(/^FUJIFILMCCD-RAW /);
const ORF = match(/^(?:IIR[OS]|MMOR)/);
const RW2 = match(/^IIU\0/);
const X3F = match(/^FOVb/);
const JXL = match(/^(?:\xff\x0a|\0\0\0\x0cJXL \r\n\x87\n)/);
const AVI = match(/^RIFF....AVI /s);
const MATROSKA = match(/^\x1aE\xdf\xa3/);
/** Films in boxes of ISO/IEC 14496-12, by their main brand; a film of an old camera begins without one. */
const FILM_BOXES = match(/^....(?:ftyp|moov|mdat|wide|free|skip|pnot)/s);
const BRAND_3GP = match(/^....ftyp3g[2eghprst]/s);
const NO_MP4 = match(/^....(?:ftyp(?:qt {2}|3g[2eghprst])|moov|mdat|wide|free|skip|pnot)/s);
const SURELY_MP4 = match(/^....ftyp(?:iso[2-9m]|mp4[12]|M4V |avc1|dash|mmp4|MSNV|XAVC|f4v )/s);
const never = (): boolean => false;

/** A row of a camera's format: no browser shows it, and what a camera writes first was not made to be sent. */
const raw = (
  extensions: readonly string[],
  begins: FormatRow['begins'],
  surelyBegins: FormatRow['surelyBegins'],
): FormatRow => ({
  extensions,
  rareExtensions: [],
  begins,
  surelyBegins,
  browserType: null,
  duplicateRank: 0,
  screenshots: 'none',
  stackRank: null,
});
/** The same of a format that is a TIFF by its first bytes; without a name, such a file is taken for a TIFF. */
const tiffRaw = (format: RawTiffFormat, ...extensions: string[]): FormatRow =>
  raw(extensions, (head, file) => TIFF(head) && rawFormatOfTiff(file) === format, never);

/** A row of a film, named by its container. */
const film = (
  extensions: readonly string[],
  rareExtensions: readonly string[],
  browserType: string | null,
  begins: (head: string) => boolean,
  surelyBegins: (head: string) => boolean = begins,
): FormatRow => ({
  extensions,
  rareExtensions,
  begins,
  surelyBegins,
  browserType,
  duplicateRank: 1,
  screenshots: 'none',
  stackRank: null,
});

/** One row a format: scan, decoder, search, duplicates and window read this table. */
export const FORMATS = {
  jpeg: {
    extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
    rareExtensions: ['jif', 'jfi', 'pjpeg', 'pjp', 'mpo', 'insp'],
    begins: JPEG,
    surelyBegins: JPEG,
    browserType: 'image/jpeg',
    duplicateRank: 5,
    screenshots: 'tall screens',
    stackRank: 1,
  },
  png: {
    extensions: ['png'],
    rareExtensions: ['apng'],
    begins: PNG,
    surelyBegins: PNG,
    browserType: 'image/png',
    duplicateRank: 3,
    screenshots: 'any screen',
    stackRank: 6,
  },
  webp: {
    extensions: ['webp'],
    rareExtensions: [],
    begins: WEBP,
    surelyBegins: WEBP,
    browserType: 'image/webp',
    duplicateRank: 7,
    screenshots: 'tall screens',
    stackRank: 7,
  },
  gif: {
    extensions: ['gif'],
    rareExtensions: [],
    begins: GIF,
    surelyBegins: GIF,
    browserType: 'image/gif',
    duplicateRank: 8,
    screenshots: 'none',
    stackRank: null,
  },
  tiff: {
    extensions: ['tif', 'tiff'],
    rareExtensions: [],
    begins: (head, file) => TIFF(head) && rawFormatOfTiff(file) === null,
    surelyBegins: TIFF,
    browserType: null,
    duplicateRank: 2,
    screenshots: 'none',
    stackRank: 5,
  },
  avif: {
    extensions: ['avif'],
    rareExtensions: ['avifs'],
    begins: (head) => heifFormat(head) === 'avif',
    surelyBegins: match(/^.{4}ftyp(?:.{4}){0,5}?avi[fos]/s),
    browserType: 'image/avif',
    duplicateRank: 6,
    screenshots: 'tall screens',
    stackRank: 4,
  },
  bmp: {
    extensions: ['bmp', 'dib'],
    rareExtensions: [],
    // A file header and the size of the picture header after it, 12 to 124 bytes.
    begins: match(/^BM.{12}[\x0c-\x7c]\0\0\0/s),
    surelyBegins: match(/^BM.{4}\0{4}.{4}[\x0c\x28\x34\x38\x40\x6c\x7c]\0{3}/s),
    browserType: 'image/bmp',
    duplicateRank: 4,
    screenshots: 'any screen',
    stackRank: null,
  },
  heic: {
    extensions: ['heic', 'heif', 'hif'],
    rareExtensions: ['heics', 'heifs'],
    begins: (head) => heifFormat(head) === 'heic',
    surelyBegins: match(/^.{4}ftyp(?:.{4}){0,5}?(?:he[iv][cmsx]|mi[af]1|msf1)/s),
    browserType: null,
    duplicateRank: 1,
    screenshots: 'tall screens',
    stackRank: 2,
  },
  jxl: {
    extensions: ['jxl'],
    rareExtensions: [],
    begins: JXL,
    surelyBegins: match(/^\0\0\0\x0cJXL \r\n\x87\n/),
    browserType: null,
    duplicateRank: 5,
    screenshots: 'tall screens',
    stackRank: 3,
  },
  cr2: raw(['cr2'], CR2, CR2),
  cr3: raw(['cr3'], CR3, CR3),
  nef: tiffRaw('nef', 'nef', 'nrw'),
  arw: tiffRaw('arw', 'arw', 'sr2', 'srf'),
  dng: tiffRaw('dng', 'dng', 'gpr'),
  raf: raw(['raf'], RAF, RAF),
  orf: raw(['orf', 'ori'], ORF, ORF),
  rw2: raw(['rw2', 'rwl'], RW2, RW2),
  pef: tiffRaw('pef', 'pef'),
  srw: tiffRaw('srw', 'srw'),
  x3f: raw(['x3f'], X3F, X3F),
  // `mp`: the films of Pixel phones, as Google Takeout exports them.
  mp4: film(['mp4', 'm4v'], ['mp'], 'video/mp4', (head) => FILM_BOXES(head) && !NO_MP4(head), SURELY_MP4),
  // Browsers take it for MP4, whose boxes it has; by its own name none plays it.
  mov: film(
    ['mov', 'qt'],
    [],
    'video/mp4',
    (head) => FILM_BOXES(head) && NO_MP4(head) && !BRAND_3GP(head),
    match(/^....(?:ftypqt {2}|wide....mdat|moov....mvhd)/s),
  ),
  '3gp': film(['3gp', '3gpp', '3g2'], ['3gpp2'], 'video/mp4', BRAND_3GP),
  webm: film(['webm'], [], 'video/webm', (head) => MATROSKA(head) && head.slice(0, 64).includes('webm')),
  mkv: film(['mkv'], ['mk3d'], 'video/webm', (head) => MATROSKA(head) && !head.slice(0, 64).includes('webm')),
  avi: film(['avi'], ['divx'], null, AVI),
} as const satisfies Record<PhotoFormat, FormatRow>;

/** Brands of ISO/IEC 23008-12 and of the AVIF specification; where they leave it open, the item types decide. */
function heifFormat(head: string): 'heic' | 'avif' | null {
  if (!/^....ftyp/s.test(head)) return null;
  const size = [0, 1, 2, 3].reduce((sum, at) => sum * 256 + head.charCodeAt(at), 0);
  const brands = head.slice(8, Math.min(size, 256)).match(/.{4}/gs) ?? [];
  if (brands.some((brand) => /^(hei[csmx]|hev[cmsx])$/.test(brand))) return 'heic';
  if (brands.some((brand) => /^avi[fso]$/.test(brand))) return 'avif';
  if (!brands.some((brand) => /^(mi[fa]|msf|j2k|jpe|jpg|avc[is]|vvc)/.test(brand))) return null;
  return head.includes('av01') && !head.includes('hvc1') ? 'avif' : 'heic';
}

/** The first format that a head of bytes fits; null for none. */
export const formatWhere = (holds: (row: FormatRow) => boolean): PhotoFormat | null =>
  PHOTO_FORMATS.find((format) => holds(FORMATS[format])) ?? null;
