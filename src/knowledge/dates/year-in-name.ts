/** Four digits that may be a year, with no other digit beside them. */
export const YEAR = /(?<!\d)(1[89]\d\d|20\d\d)(?!\d)/gu;
/** A year behind or before such a word is the end of a span of years, or a number. */
export const OPEN_SPAN =
  /(?:since|before|after|until|till|from|seit|bis|ab|vor|nach|depuis|avant|après|desde|hasta|dal?|bis)[ _-]+\d{4}|\d{4}[ _]?(?:-|–|—|bis|to|until)[ _]?(?:\d{4}(?!\d)|\d{1,2}(?!\d)|$|today|now|heute)|(?:自|至|到)\d{4}/iu;
/** What makes a decade of a year behind it: "1990's", "1980-er", "1980-е". */
const OF_DECADE = /^(?:['’‘`´]s|-?(?:er|ers|s|е|х|ые|ых))(?!\p{L})/iu;
/** And before it: "années 1980", "años 1980", "anni 1980". */
const DECADE_OF = /(?:ann[ée]es|a[ñn]os|anos|anni|anys|lata)[ _-]$/iu;

/** Names that cameras, programs and collections of pictures give: a number in them counts the photos, or is a size. */
const OF_DEVICE =
  /^(?:img[pe]?|[ch]?img|[rs]d?im[gm]?|dsc[fni]?|pict|sam|sany|hpim|pana|crw|mg|lrg|kif|sta|mvi|mov|mvimg|pxl|wp|gopr?|gh|gx|dji|imag|vid|screenshot|unsplash|pexels|pixabay|unnamed|wallpapers?)$/iu;
/** Words for a picture, which programs put before a counter and people before a year: "scan 1962 Taufe". */
const OF_PICTURE =
  /^(?:image|photo|pic|picture|foto|bild|file|scan|video|film|clip|download|copy|kopie|copie|copia)s?$/iu;
/** Words that programs and people add to the name of a changed copy: "photo 1963 edited". */
const OF_COPY =
  /^(?:edit(?:ed|ado)?|bearbeitet|bearbeitung|modifi[ée]e?|hdr|pano|crop(?:ped)?|small|large|medium|web|thumb|final|new|neu|original|print|scaled|resized?|enhanced)$/iu;
/** What a number is behind these words: "No. 1954", "Seite 1954". */
const OF_NUMBER =
  /^(?:no|nr|num|number|nummer|numero|número|id|page|seite|room|zimmer|order|ticket|part|version|level)$/iu;
/** And before these: "1954 m", "2000 px". */
const OF_UNIT =
  /^(?:x|[kcm]?m|px|pixels?|[kmg]b|k?g|eur|euro|usd|chf|mp|dpi|iso|hz|kw|hp|ps|ft|feet|met(?:er|re)s?)$/iu;
/** An ordinal number or a counter before words: "1st birthday", "03 - Taufe". */
const FIRST_NUMBER = /^\d{1,3}(?:st|nd|rd|th|\.)?[ _.-]+(?=\p{L})/iu;
const LAST_COUNTER = /[ _.-]*\(?\d{0,4}\)?$/u;
/** Names of four capitals and four digits, which cameras give by the standard of their file system (DCF). */
const OF_CAMERA = /^[A-Z]{4}\d{4}(?:[-_ .(].*)?$/u;
const WORD = /\p{Script=Han}+|[\p{L}\p{M}]+/gu;
const HAN = /\p{Script=Han}/u;
const SHORTEST = 3;

/** The decade that a year names is no year: "1950s", "années 1950". */
export const isDecade = (before: string, year: string, behind: string): boolean =>
  year.endsWith('0') && (OF_DECADE.test(behind) || DECADE_OF.test(before));

/**
 * The year in the name of a file, without its extension: the only number but for a counter, with a word of what is in the
 * photo before it, behind it or joined to it ("1964 Taufe", "scan 1962 Taufe", "Taufe1967"). Null where it rather counts
 * photos or is a size: "IMG_1963", "DSC01954", "1920x1080", "canon 2000d".
 */
export function yearInFileName(stem: string): number | null {
  const text = stem.normalize('NFKC').replace(FIRST_NUMBER, '');
  const [found, ...more] = text.matchAll(YEAR);
  if (found === undefined || more.length > 0 || OPEN_SPAN.test(stem) || OF_CAMERA.test(text)) return null;
  const year = found[0];
  const before = text.slice(0, found.index);
  const behind = text.slice(found.index + year.length).replace(LAST_COUNTER, '');
  if (/[\d#№$€£]/u.test(before + behind) || isDecade(before, year, behind)) return null;
  return isJoined(before, behind) && isAmongWords(before, behind) ? Number(year) : null;
}

/** Whether what stands beside the year without a sign between is a word, on one side alone. */
function isJoined(before: string, behind: string): boolean {
  const joined = [before.match(/[\p{L}\p{M}]+$/u)?.[0] ?? '', behind.match(/^[\p{L}\p{M}]+/u)?.[0] ?? ''];
  if (joined.some((word) => HAN.test(word))) return true;
  return joined.includes('') && joined.every((word) => word === '' || word.length >= SHORTEST);
}

/** Whether the words around a number leave it a year. */
function isAmongWords(before: string, behind: string): boolean {
  const [first, last] = [before.match(WORD) ?? [], behind.match(WORD) ?? []];
  const [previous = '', next = ''] = [first.at(-1), last[0]];
  if ([...first, ...last].some((word) => OF_DEVICE.test(word))) return false;
  if (OF_NUMBER.test(previous) || OF_UNIT.test(next)) return false;
  return (OF_PICTURE.test(previous) ? last : [...first, ...last]).some(isOfPhoto);
}

const isOfPhoto = (word: string): boolean =>
  HAN.test(word) || (word.length >= SHORTEST && !OF_PICTURE.test(word) && !OF_COPY.test(word));
