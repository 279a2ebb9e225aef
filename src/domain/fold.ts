import { SIMPLIFIED_PAIRS } from './simplified-characters.ts';

/** Text that folding leaves unchanged: most words. */
const PLAIN = /^[a-z0-9]+(?: [a-z0-9]+)*$/u;

/** Every character that is typed for an apostrophe; before NFKD, which takes some of them apart. */
const APOSTROPHES = /['’‘‛`´ʼʻʽʹʾʿ′‵＇｀՚׳]/gu;
/** Accents. Not the marks of Japanese voiced sounds (か, が) and not the vowel signs of Indic scripts and Thai. */
const ACCENTS =
  /[[\p{M}&&\p{Script=Inherited}]--[\u3099\u309a]]|[\u0591-\u05c7\u06d6-\u06ed\u{1ab0}-\u{1aff}]/gv;
/** Everything except letters, digits and symbols. Invisible format characters are dropped instead. */
const SEPARATORS = /[\s\p{P}\p{Z}\p{Cc}\p{Cs}\u2044]+/gu;
const INVISIBLE = /\p{Cf}/gu;
/**
 * Signs that part words as punctuation does: any but an emoji between letters or digits (Tante+Onkel, 3€pro), and those at
 * the edge of a word that belong to none (~Kirmes, =Fest=). "C++" keeps its own.
 */
const PARTING =
  /(?<=[\p{L}\p{M}\p{N}])[\p{S}--[\p{Emoji}\p{Extended_Pictographic}\p{RI}\p{Script=Han}\ufffd]]+(?=[\p{L}\p{N}])|(?<=[\p{L}\p{M}\p{N}])[~=<>\|]+|[~=<>\|+]+(?=[\p{L}\p{N}])/gv;
const MAY_PART = /\p{S}/u;

/** Letters that NFKD does not decompose. */
export const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ə: 'e',
  ς: 'σ',
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');

/** Letters that German and the Scandinavian languages also write with two, in NFKD: ö as oe, å as aa. */
const TWO_LETTERS = /[aou]\u0308|a\u030a|ø/gu;
const MAY_HAVE_TWO = /[äöüåøÄÖÜÅØ]|\u0308|\u030a/u;
const asTwo = (letter: string): string =>
  letter === 'a\u030a' ? 'aa' : letter === 'ø' ? 'oe' : `${letter.charAt(0)}e`;

const HAN = /\p{Script=Han}/u;
const EVERY_HAN = /\p{Script=Han}/gu;
let simplifiedOf: ReadonlyMap<string, string> | undefined;

/** Chinese in simplified characters, one for one: every other character, and the length, stay. */
export const simplified = (text: string): string => {
  const changed = HAN.test(text) ? simplify(text) : text;
  return changed.length === text.length ? changed : text;
};

function simplify(text: string): string {
  if (simplifiedOf === undefined) {
    const pairs = [...SIMPLIFIED_PAIRS];
    simplifiedOf = new Map(
      Array.from({ length: pairs.length / 2 }, (_, at) => [pairs[2 * at] ?? '', pairs[2 * at + 1] ?? '']),
    );
  }
  const map = simplifiedOf;
  return text.replace(EVERY_HAN, (character) => map.get(character) ?? character);
}

/** Lower case, decomposed. Twice: the small capital ᴭ is a large Æ after NFKD, and İ leaves a dot behind. */
const decompose = (text: string): string =>
  text.replace(APOSTROPHES, '').normalize('NFKD').toLowerCase().normalize('NFKD').toLowerCase();

function finish(decomposed: string): string {
  const plain = decomposed
    .replace(APOSTROPHES, '')
    .replace(ACCENTS, '')
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .replace(INVISIBLE, '')
    .replace(SEPARATORS, ' ')
    .trim()
    .normalize('NFC');
  const parted = MAY_PART.test(plain) ? plain.replace(PARTING, ' ').replaceAll(/ {2,}/gu, ' ').trim() : plain;
  return HAN.test(parted) ? simplify(parted) : parted;
}

/**
 * The form in which all text is compared: names of people and labels, keywords, captions, file and folder
 * names, places, cameras and the words of a query. Without case, accents, width, ligatures and apostrophes
 * (O’Brien = obrien), ß as ss, æ as ae, ø as o, traditional Chinese as simplified; every other punctuation
 * is one space between words, none at the ends, and so is a sign between two (+, =, ~). Other symbols stay (C++, emoji). Empty for punctuation alone. Folding
 * twice is folding once; never throws; time is linear in the text.
 */
export const fold = (text: string): string => (PLAIN.test(text) ? text : finish(decompose(text)));

const withTwoLetters = (text: string): string => finish(decompose(text).replace(TWO_LETTERS, asTwo));

/** A folded text without its spaces: jeanluc. */
export const closed = (folded: string): string => folded.replaceAll(' ', '');

/** An apostrophe between letters: O’Brien, d'été, Grandma's. */
const JOINING = /(?<=[\p{L}\p{M}])['’‘`´ʼ＇]\p{Cf}?(?=\p{L})/gu;

/** Whether a text has other forms than the folded one. */
export const hasOtherForms = (text: string): boolean => MAY_HAVE_TWO.test(text) || text.search(JOINING) >= 0;

/**
 * All forms in which the words of a text may be typed, the folded text first: Müller is muller and mueller; what an
 * apostrophe joins are also words of their own (d'été: dete and d ete).
 */
export function foldForms(text: string): readonly string[] {
  const key = fold(text);
  if (!hasOtherForms(text)) return [key];
  const apart = text.replace(JOINING, ' ');
  return [...new Set([key, withTwoLetters(text), fold(apart), withTwoLetters(apart)])];
}

/**
 * All keys of a name, label or word of a query, the folded text first: two are the same where they share one. Its forms,
 * and those without spaces: Jean-Luc has jean luc and jeanluc. For names, not for sentences.
 */
export function foldKeys(text: string): readonly string[] {
  const keys = new Set(foldForms(text));
  for (const open of [...keys]) if (open.includes(' ')) keys.add(closed(open));
  return [...keys];
}

/** A word, or an emoji. */
const WORD = /[\p{L}\p{M}\p{N}]+|\p{Extended_Pictographic}/gu;
/** Runs of scripts that put no space between words, and runs of all others. */
const UNSPACED =
  'ー\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const RUN = new RegExp(`([${UNSPACED}]+)|[^${UNSPACED}]+`, 'gu');
let segmenter: Intl.Segmenter | undefined;

function wordsOf(folded: string): string[] {
  if (folded === '') return [];
  if (PLAIN.test(folded)) return folded.split(' ');
  const words: string[] = [];
  for (const [word] of folded.matchAll(WORD))
    for (const [part, unspaced] of word.matchAll(RUN)) {
      segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
      if (unspaced === undefined) words.push(part);
      else for (const { segment } of segmenter.segment(unspaced)) words.push(segment);
    }
  return words;
}

/**
 * The whole words of a text, folded, in their order: "Grandma's_garden 海灘上" has grandmas, garden, 海滩, 上.
 * Chinese, Japanese, Thai and their like are parted as ICU's dictionary does. Symbols are left out, emoji are
 * words. Time is linear in the text.
 */
export const foldedWords = (text: string): string[] => wordsOf(fold(text));

/** The words of a text as `foldedWords` has them, each with its other key where it has one: muller, mueller. */
export function foldedWordKeys(text: string): (readonly string[])[] {
  const words = foldedWords(text);
  const others = MAY_HAVE_TWO.test(text) ? wordsOf(withTwoLetters(text)) : words;
  return words.map((word, at) => {
    const other = others[at] ?? word;
    return other === word ? [word] : [word, other];
  });
}
