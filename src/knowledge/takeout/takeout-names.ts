// Names that Google Takeout gives to files and folders, in the languages of its accounts, in lower case.

/** Names of the file in which Google Takeout describes an album, by language, without `.json`. */
export const TAKEOUT_ALBUM_NAMES: ReadonlySet<string> = new Set([
  'metadata',
  'metadaten',
  'métadonnées',
  'metadatos',
  'metadati',
  'metadados',
  'metagegevens',
  'metadane',
  'metadata-data',
  'метаданные',
  'üst veri',
  'metaveri',
  '元数据',
  '元資料',
  'メタデータ',
  '메타데이터',
]);

/** What Takeout adds to the name of an edited photo behind a dash, by language. */
const EDITED_WORDS = [
  'edited',
  'bearbeitet',
  'modifié',
  'modifi',
  'editado',
  'editada',
  'modificato',
  'bewerkt',
  'edytowane',
  'redigerad',
  'redigert',
  'redigeret',
  'muokattu',
  'изменено',
  'отредактировано',
  'upraveno',
  'düzenlendi',
  '已修改',
  '已編輯',
  '編集済み',
  '수정됨',
];

/** The name of an edited photo: its stem before the ending, a number, the extension. */
export const TAKEOUT_EDITED = new RegExp(`^(.+)-(?:${EDITED_WORDS.join('|')})(\\(\\d+\\))?(\\.[^.]+)$`, 'u');

/** Takeout cuts the names of photos, without their extension, to this many characters. */
const CUT_TO = 47;
const CUT_ENDING = /^(.+)-(\p{L}+)$/u;

/**
 * The stem of the photo of which this is an edited version whose ending Takeout cut: `…-edi`. It may be of another
 * photo, so there has to be one of that name.
 */
export function stemBeforeCutEnding(stem: string): string | null {
  if (stem.length < CUT_TO - 1 || stem.length > CUT_TO) return null;
  const [, before = null, ending = ''] = CUT_ENDING.exec(stem) ?? [];
  return EDITED_WORDS.some((word) => word !== ending && word.startsWith(ending)) ? before : null;
}

/** Folders that Takeout makes of itself: by year, by day, and what is in no album. */
export const TAKEOUT_FOLDER =
  /^(?:(?:photos from|fotos (?:von|van|de|del?)|photos de|foto (?:del|dari|från)|фото(?:графии)? за) \d{4}|\d{4}年の写真|\d{4} ?年的?照片|\d{4}-\d\d-\d\d(?: ?#\d+)?|untitled(?:\(\d+\))?|archive|trash|bin)$/iu;
