import { fieldOf, isTag, type MetadataGroups, tagIn, texts, textsOf } from './metadata-groups.ts';
import { petsOf } from './people-of.ts';

/** Limits of one photo; the length in UTF-16 units. */
const MOST_KEYWORDS = 200;
const LONGEST_KEYWORD = 200;
const DEEPEST = 10;

/**
 * The keywords of a photo, each once: of XMP, IPTC and Windows, and the names on the paths of the hierarchies of
 * Lightroom, digiKam, Windows, Media Pro, ACDSee and the Metadata Working Group; the names of pets in regions.
 */
export function keywordsOf(groups: MetadataGroups): string[] {
  const list = (tag: Parameters<typeof textsOf>[1]): string[] => textsOf(groups, tag);
  const found = [
    ...list('xmp:subject').flatMap((names) => names.split(';')),
    ...list('xmp:hierarchicalSubject').flatMap((path) => path.split('|')),
    ...list('xmp:TagsList').flatMap((path) => path.split('/')),
    ...list('iptc:Keywords'),
    ...list('exif:XPKeywords').flatMap((names) => names.split(/[;,]/)),
    ...list('xmp:LastKeywordXMP').flatMap((path) => path.split('/')),
    ...list('xmp:CatalogSets').flatMap((path) => path.split('|')),
    ...list('xmp:keywords'),
    ...list('xmp:categories').flatMap((xml) => xml.split(/<[^>]*>/)),
    ...hierarchyIn(fieldOf(tagIn(groups, 'xmp', 'Keywords'), 'Hierarchy')),
    ...petsOf(groups),
  ];
  const unique = new Map<string, string>();
  for (const raw of found) {
    const keyword = raw.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, LONGEST_KEYWORD);
    const key = keyword.toLowerCase();
    if (key !== '' && !unique.has(key)) unique.set(key, keyword);
    if (unique.size === MOST_KEYWORDS) break;
  }
  return [...unique.values()];
}

/** The keywords of a hierarchy of the Metadata Working Group, each before those within it. */
function hierarchyIn(list: unknown, depth = 0): string[] {
  const items = isTag(list) ? list.value : list;
  if (depth === DEEPEST || !Array.isArray(items)) return [];
  return items
    .slice(0, MOST_KEYWORDS)
    .flatMap((item: unknown) => [
      ...texts(fieldOf(item, 'Keyword')),
      ...hierarchyIn(fieldOf(item, 'Children'), depth + 1),
    ]);
}
