import { fold } from '../domain/fold.ts';
import type { QueryWord } from '../domain/query.ts';
import { isCustomLabel } from '../domain/user-data.ts';
import { timeOfDayInEnglish } from '../knowledge/dates/foreign-dates.ts';
import { findLabels } from '../knowledge/labels/find.ts';
import { foreignColour } from '../knowledge/labels/foreign-colours.ts';
import { labelOf } from '../knowledge/labels/vocabulary.ts';
import { orderingAdjective } from './adjectives.ts';
import { countInEnglish, pluralOfName } from './counts.ts';
import type { Piece } from './cut-words.ts';
import { HAN } from './lexicon.ts';

/**
 * Input of the phrase model for free text: the words as typed, without fillers at both ends and without words that only
 * facts of the library match (a name, a camera). Words that name one label or colour each are replaced by its English
 * name where one stands alone or one of them is of another language, so that "seaside", 海滩 and "beach" find the same, and
 * "schwarzer Hund" what "black dog" does.
 */
export function phraseOf(pieces: readonly Piece[]): string {
  const seen = pieces.filter((piece) => (piece.kind !== 'word' || isVisual(piece)) && !isComma(piece));
  const isPart = (piece: Piece): boolean => isWord(piece) || isCount(piece);
  const first = seen.findIndex(isPart);
  const last = seen.some(({ kind }) => kind === 'word') ? seen.findLastIndex(isWord) : -1;
  if (last < 0) return '';
  const inside = seen.slice(first, last + 1);
  return englishOf(inside) ?? inside.map(textOf).reduce(joined, '');
}

const isWord = ({ kind }: Piece): boolean => kind === 'word' || kind === 'qualifier';

/** A comma that parts Chinese words. */
const isComma = (piece: Piece): boolean => piece.kind === 'filler' && /^[，,。]$/u.test(piece.text);

function joined(phrase: string, text: string): string {
  const isClose = phrase === '' || (HAN.test(phrase.at(-1) ?? '') && HAN.test(text.charAt(0)));
  return isClose ? phrase + text : `${phrase} ${text}`;
}

function textOf(piece: Piece): string {
  if (piece.kind === 'word') return piece.word.text;
  if (piece.kind === 'qualifier') return piece.qualifier.text;
  return piece.kind === 'filler' ? piece.text : '';
}

/** "One" of something (一个人): without meaning alone, but part of a count. */
const isCount = (piece: Piece): boolean => piece.kind === 'filler' && /^一[^下些]/u.test(piece.text);

const isVisual = (piece: Piece): boolean => piece.kind === 'word' && !piece.factual;

/** What a word is called in English, and whether it stands there before the thing that it says more of. */
interface English {
  readonly text: string;
  readonly isAdjective: boolean;
  readonly isForeign: boolean;
  /** It counts more than one. */
  readonly isCount?: true;
}

/** The phrase in English: of one word, or of a thing and its adjectives in another language; else null. */
function englishOf(pieces: readonly Piece[]): string | null {
  const words = pieces.map(inEnglish);
  const known = words.filter((word) => word !== null);
  const things = known.filter(({ isAdjective }) => !isAdjective);
  if (known.length < words.length) return null;
  const [only, ...others] = known;
  if (only !== undefined && others.length === 0) return only.text;
  if (things.length !== 1 || !known.some(({ isForeign }) => isForeign)) return null;
  const isCounted = known.some(({ isCount: counts }) => counts);
  const names = things.map(({ text }) => (isCounted ? pluralOfName(text) : text));
  return [...known.filter(({ isAdjective }) => isAdjective).map(({ text }) => text), ...names].join(' ');
}

function inEnglish(piece: Piece): English | null {
  if (piece.kind === 'qualifier') return adjective(piece.qualifier.text);
  if (piece.kind !== 'word') return null;
  const { word } = piece;
  if (piece.isAdjective === true) return adjective(word.text);
  if (piece.isCount === true) return count(word.text);
  const time = word.interpretations.some(({ as }) => as === 'date') ? timeOfDayInEnglish(word.text) : null;
  if (time !== null) return { text: time, isAdjective: false, isForeign: true };
  return word.interpretations.some(({ as }) => as === 'label') ? thing(word) : colour(word);
}

/** An adjective that orders; a Chinese one stays, since the network understands Chinese. */
function adjective(text: string): English | null {
  const found = HAN.test(text) ? null : orderingAdjective(text);
  if (found === null) return null;
  return { text: found.isEnglish ? text : found.english, isAdjective: true, isForeign: !found.isEnglish };
}

/** What counts things, in an English word: "two" of "2", too. */
function count(text: string): English | null {
  const english = countInEnglish(text);
  if (english === null) return null;
  const word = { text: english, isAdjective: true, isForeign: english !== fold(text) };
  return english === 'one' ? word : { ...word, isCount: true };
}

/** A word that means one label, and not less than it. */
function thing({ text, interpretations }: QueryWord): English | null {
  const english = findLabels(text);
  const all = interpretations.flatMap((one) =>
    one.as === 'label' ? one.labels.map((label) => ({ label, narrower: one.narrower })) : [],
  );
  // What it means in another language comes first where that is meant, or in photos, and the English meaning is not.
  const foreign = all.filter(({ label }) => !english.includes(label));
  const isForeign = foreign[0] === all[0];
  const [only, ...others] = isForeign ? foreign : all;
  if (only === undefined || others.length > 0 || only.narrower || isCustomLabel(only.label)) return null;
  return { text: labelOf(only.label).words.en[0] ?? text, isAdjective: false, isForeign };
}

/** A word that means one colour. A shade in English or Chinese stays: "dark blue". */
function colour({ text, interpretations }: QueryWord): English | null {
  const colours = interpretations.flatMap((one) => (one.as === 'colour' ? one.colours : []));
  const [name = '', ...others] = colours;
  if (name === '' || others.length > 0 || interpretations.some(({ as }) => as !== 'colour' && as !== 'text'))
    return null;
  const isForeign = foreignColour(text) !== null;
  const isShade = HAN.test(text) && CHINESE_SHADE.test(text);
  return { text: isForeign || (HAN.test(text) && !isShade) ? name : text, isAdjective: true, isForeign };
}

/** What Chinese words for shades begin with. */
const CHINESE_SHADE = /^[深浅淡暗亮鲜大]/u;
