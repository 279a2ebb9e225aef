// Names that Google Takeout gives to files and folders, in the languages of its accounts, in lower case.

/** Names of the file in which Google Takeout describes an album, by language, without `.json`. */
export const TAKEOUT_ALBUM_NAMES: ReadonlySet<string> = new Set([
  'metadata',
  'metadaten',
  'métadonnées',
  'metadatos',
  'metadati',
  'metadades',
  'metadáta',
  'metadados',
  'metagegevens',
  'metadane',
  'metadata-data',
  'метаданные',
  'метаданни',
  'üst veri',
  'metaveri',
  '元数据',
  '元資料',
  'メタデータ',
  '메타데이터',
]);

/** What Takeout adds to the name of an edited photo behind a dash, by language; what it made itself it names in English. */
const EDITED_WORDS = [
  'edited',
  'bearbeitet',
  'modifié',
  'modifi',
  'editado',
  'ha editado',
  'editada',
  'editat',
  'modificato',
  'bewerkt',
  'edytowane',
  'redigerad',
  'redigert',
  'redigeret',
  'muokattu',
  'szerkesztett',
  'изменено',
  'отредактировано',
  'upraveno',
  'düzenlendi',
  'diedit',
  'đã chỉnh sửa',
  'แก้ไขแล้ว',
  'تم التعديل',
  'संपादित',
  '已修改',
  '已编辑',
  '编辑',
  '已編輯',
  '編集済み',
  '수정됨',
  '편집됨',
  'effects',
  'smile',
  'mix',
  'motion',
  'animation',
  'collage',
  'pano',
];

/** The name of an edited photo: its stem before the ending, a number, the extension. */
export const TAKEOUT_EDITED = new RegExp(`^(.+)-(?:${EDITED_WORDS.join('|')})(\\(\\d+\\))?(\\.[^.]+)$`, 'u');

/** Takeout cuts the names of photos, without their extension, to this many characters. */
const CUT_TO = 47;
const CUT_ENDING = /^(.+)-([\p{L}\p{M} ]+)$/u;

/**
 * The stem of the photo of which this is an edited version whose ending Takeout cut: `…-edi`. It may be of another
 * photo, so there has to be one of that name.
 */
export function stemBeforeCutEnding(stem: string): string | null {
  if (stem.length < CUT_TO - 1 || stem.length > CUT_TO) return null;
  const [, before = null, ending = ''] = CUT_ENDING.exec(stem) ?? [];
  return EDITED_WORDS.some((word) => word !== ending && word.startsWith(ending)) ? before : null;
}

/** How languages name the photos of a year, the year as `Y`. */
const OF_A_YEAR = [
  'photos from Y',
  'fotos (?:von|van|de|del?) Y',
  "foto[’']s uit Y",
  'photos de Y',
  'foto (?:del|dari|från) Y',
  'foton från Y',
  'bilder fra Y',
  'bill?eder fra Y',
  'valokuvat vuodelta Y',
  'zdjęcia z Y',
  'fotografie z roku Y',
  'fotky z roku Y',
  'fotók Y-\\p{L}+',
  'Y \\p{L}+ fotoğraflar',
  'фото(?:графии|графії)? за Y(?: год| рік)?',
  'фотографии Y года',
  'Y年の写真',
  'Y ?年的?照片',
  'Y년의 사진',
]
  .join('|')
  .replaceAll('Y', '\\d{4}');

/** Folders that Takeout makes of itself: by year, by day, and what is in no album. */
export const TAKEOUT_FOLDER = new RegExp(
  `^(?:${OF_A_YEAR}|\\d{4}-\\d\\d-\\d\\d(?: ?#\\d+)?|untitled(?:\\(\\d+\\))?|archive|trash|bin)$`,
  'iu',
);
