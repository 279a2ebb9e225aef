import type { Interpretation, Qualifier, QueryWord } from '../domain/query.ts';
import { isCustomLabel } from '../domain/user-data.ts';
import { longestAppearanceAt } from '../knowledge/labels/appearance-words.ts';
import { findLabels, longestWordAt } from '../knowledge/labels/find.ts';
import { longestContinentAt } from '../knowledge/places/continents.ts';
import { longestPlaceAt } from '../knowledge/places/find-places.ts';
import { orderingAdjective } from './adjectives.ts';
import { chineseCountAt } from './counts.ts';
import { type ForeignFillers, foreignFillersIn } from './foreign-fillers.ts';
import { isForeignNoun, type TextAround, withHomographs } from './homographs.ts';
import { interpretationsOf, stateOf } from './interpretations-of.ts';
import {
  CHINESE_FILLERS,
  CHINESE_NOT,
  CHINESE_OR,
  isAnd,
  isFiller,
  isSmallWord,
  PUNCTUATION,
} from './lexicon.ts';
import type { LibraryFacts } from './library-facts.ts';
import { isVideoName } from './ordinary-words.ts';
import type { FoundDate } from './parse-query.ts';
import { isNobody, isPeopleFilter, PEOPLE, peopleWordAt } from './people-words.ts';
import { isRatingBefore } from './star-words.ts';

/** A piece of free text; pieces are in text order. */
export type Piece =
  | {
      readonly kind: 'word';
      readonly word: QueryWord;
      readonly negated: boolean;
      /**
       * Only facts of the library match it (a place with photos, a camera, black and white); it is not part of a
       * phrase.
       */
      readonly factual: boolean;
      /** An adjective that orders, and is no name here. */
      readonly isAdjective?: true;
      /** A number before the thing that it counts. */
      readonly isCount?: true;
    }
  /** A condition without a score: a state ("favourites"), a date in Chinese. */
  | {
      readonly kind: 'condition';
      readonly word: QueryWord;
      readonly negated: boolean;
      /** As of `ResolvedQuery`: a name. */
      readonly yields: boolean;
    }
  | { readonly kind: 'filler'; readonly text: string; readonly negated: boolean }
  /** An adjective that says which photos of the thing beside it come first. */
  | { readonly kind: 'qualifier'; readonly qualifier: Qualifier; readonly negated: boolean }
  | { readonly kind: 'or' };

interface Word {
  readonly text: string;
  readonly span: { readonly start: number; readonly end: number };
}

/** Maximum number of words that form one unit. */
const LONGEST = 6;

/** Splits words separated by spaces, longest known run first. */
export function piecesOfWords(words: readonly Word[], context: TextContext): Piece[] {
  const pieces: Piece[] = [];
  const fillers = foreignFillersIn(words.map((word) => bare(word.text)));
  for (let at = 0; at < words.length; ) {
    const run = longestRun(words, at, { ...context, fillers });
    pieces.push(run.piece);
    at += run.length;
  }
  return pieces;
}

const statePiece = (word: QueryWord, negated = false): Piece => ({
  kind: 'condition',
  word,
  negated,
  yields: false,
});

/** What the words of a text are read by, beside themselves. */
export interface TextContext {
  readonly facts: LibraryFacts;
  /** Weak dates of the text ("spring"): each is one interpretation among others. */
  readonly weakDates: readonly FoundDate[];
  readonly around: TextAround;
}

interface RunContext extends TextContext {
  readonly fillers: ForeignFillers;
}

function longestRun(
  words: readonly Word[],
  at: number,
  { facts, weakDates, fillers, around }: RunContext,
): { readonly piece: Piece; readonly length: number } {
  const first = words[at] as Word;
  for (let length = Math.min(LONGEST, words.length - at); length > 0; length--) {
    const part = words.slice(at, at + length);
    const text = part.map((word) => bare(word.text)).join(' ');
    const span = { start: first.span.start, end: (part.at(-1) as Word).span.end };
    const state = stateOf(text);
    if (state !== null)
      return {
        length,
        piece: statePiece({ text, ...span, interpretations: [state] }),
      };
    const isSmall = length === 1 && isSmallWord(text);
    // "US" is a country, "us" is not.
    if (isSmall && text !== 'US' && !isForeignNoun(text, span.start, around)) break;
    const found = interpretationsOf(text, span, length === 1 ? facts : factsOfRuns(facts), weakDates);
    const interpretations = [...withHomographs(text, found, around, facts)];
    if (isSmall && interpretations.length === 0) break;
    if (length === 1 && fillers.places.has(at) && isNoName(text, interpretations, facts, fillers)) break;
    if (length === 1 && fillers.perhaps.has(at)) takeOutText(interpretations, text, facts);
    if (length > 1 && interpretations.some(({ as }) => as !== 'text')) addText(interpretations, text, facts);
    if (interpretations.length > 0 || length === 1 || isVideoName(text))
      return { length, piece: wordPiece(text, span, interpretations, facts) };
  }
  return { length: 1, piece: { kind: 'filler', text: first.text, negated: false } };
}

/**
 * Whether no label, keyword or person is called so, and no place of photos; beside words of another language a label or a
 * place is not meant.
 */
function isNoName(
  text: string,
  interpretations: readonly Interpretation[],
  facts: LibraryFacts,
  { isForeign }: ForeignFillers,
): boolean {
  if (facts.isKeyword(text)) return false;
  const isNameless = (one: Interpretation): boolean =>
    one.as === 'text' ||
    (one.as === 'label' && !one.labels.some(isCustomLabel) && findLabels(text).length === 0) ||
    (one.as === 'place' && !one.places.some((place) => facts.isPlaceOfPhoto(place)));
  return isForeign || interpretations.every(isNameless);
}

/** What somebody wrote is no reading of a word that may only join others, unless it is a name or a label. */
function takeOutText(interpretations: Interpretation[], text: string, facts: LibraryFacts): void {
  const isName = facts.isKeyword(text) || findLabels(text).length > 0;
  const at = isName ? -1 : interpretations.findIndex(({ as }) => as === 'text');
  if (at >= 0) interpretations.splice(at, 1);
}

/** A run that is a unit for another reason ("ice cream") is also looked for in all that the owner wrote. */
function addText(interpretations: Interpretation[], text: string, facts: LibraryFacts): void {
  if (interpretations.every(({ as }) => as !== 'text') && facts.hasWords(text))
    interpretations.push({ as: 'text', wanted: text });
}

/**
 * A run of words that merely occur together in some caption is not a name, so captions are not searched for runs; and a
 * label that no photo has yet takes no words from what they find.
 */
const factsOfRuns = (facts: LibraryFacts): LibraryFacts => ({
  ...facts,
  customLabels: (text) => facts.customLabels(text).filter(facts.isConfirmed),
  hasWords: (text) => facts.isKeyword(text) && facts.hasWords(text),
  ownerOf: (text) => {
    const owner = facts.ownerOf(text);
    return owner !== null && facts.isKeyword(owner) ? owner : null;
  },
});

/** A word without the surrounding punctuation. */
const bare = (text: string): string =>
  text.replace(/\p{Cf}/gu, '').replace(/^[,;.!?¿¡]+(?=.)|(?<=.)[,;.!?]+$/gu, '');

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });

/** Splits Chinese, which has no spaces: known words and dates first, longest first, then by the segmenter. */
export function piecesOfChinese(
  text: string,
  offset: number,
  facts: LibraryFacts,
  weakDates: readonly FoundDate[],
): Piece[] {
  const pieces: Piece[] = [];
  const dateAt = new Map(weakDates.map((date) => [date.start - offset, date.end - offset]));
  let negated = false;
  const push = (from: number, to: number): void => {
    const word = text.slice(from, to);
    const span = { start: offset + from, end: offset + to };
    const state = isState(word, text.slice(to)) ? stateOf(word) : null;
    const piece: Piece =
      state !== null
        ? statePiece({ text: word, ...span, interpretations: [state] }, negated)
        : wordPiece(word, span, interpretationsOf(word, span, facts, weakDates), facts, negated);
    pieces.push(piece);
    // Up to the first word that names a thing: 没有红色汽车的海滩 includes a beach.
    if (namesThing(piece)) negated = false;
  };
  const cuts = new Set(segmentStarts(text));
  for (let at = 0; at < text.length; ) {
    const not = negatorAt(text, at, cuts);
    const known = Math.max(knownLength(text, at, dateAt), nameLength(text, at, facts));
    const whole = stateLength(text, at) || (known > 0 ? 0 : chineseCountAt(text, at));
    const asked = at === 0 ? CALLS.find((call) => text.startsWith(call)) : undefined;
    if (asked !== undefined && asked.length > known) {
      pieces.push({ kind: 'filler', text: asked, negated: false });
      at += asked.length;
    } else if (whole > 0) {
      push(at, at + whole);
      at += whole;
    } else if (known > 0 && known >= (not?.length ?? 0)) {
      push(at, at + known);
      at += known;
    } else if (not !== undefined) {
      negated = true;
      at += not.length;
    } else {
      let end = at + 1;
      while (end < text.length && !cuts.has(end) && knownLength(text, end, dateAt) === 0) end += 1;
      const word = text.slice(at, end);
      // 没有人和狗的海滩: everything joined to the negated word is also negated.
      const last = pieces.at(-1);
      if (last?.kind === 'word' && last.negated && (CHINESE_OR.has(word) || isAnd(word) || word === '、')) {
        negated = true;
        pieces.push({ kind: 'filler', text: word, negated });
      } else if (CHINESE_OR.has(word)) {
        pieces.push({ kind: 'or' });
        negated = false;
      } else if (isFiller(word.replace(/(?<=.)的$/u, '')) || PUNCTUATION.test(word))
        pieces.push({ kind: 'filler', text: word, negated });
      else {
        // The segmenter attaches a 的 to the preceding word.
        const length = word.length > 1 && word.endsWith('的') ? word.length - 1 : word.length;
        push(at, at + length);
        if (length < word.length) pieces.push({ kind: 'filler', text: '的', negated });
      }
      at = end;
    }
  }
  return pieces;
}

/**
 * The negation at an offset. A single character negates only as a separate word, or before a known word that ends at
 * the same word boundary (无人的海滩): 非洲, 非常 and 无人机 contain no negation.
 */
function negatorAt(text: string, at: number, cuts: ReadonlySet<number>): string | undefined {
  const not = CHINESE_NOT.find((word) => text.startsWith(word, at) && at + word.length < text.length);
  if (not === undefined || not.length > 1 || cuts.has(at + 1)) return not;
  let end = at + 1;
  while (end < text.length && !cuts.has(end)) end += 1;
  return cuts.has(at) && findLabels(text.slice(at + 1, end)).length > 0 ? not : undefined;
}

/** Openings of sentences that request photos, which the segmenter splits differently. Longest first. */
const CALLS = [...CHINESE_FILLERS].filter(({ length }) => length > 1).sort((a, b) => b.length - a.length);

const segmentStarts = (text: string): number[] => [...WORDS.segment(text)].map(({ index }) => index);

/**
 * Whether a negation ends with this piece: a thing, a place, a date or a state, but not a colour or a word of a
 * caption.
 */
export const namesThing = (piece: Piece): boolean =>
  piece.kind === 'condition' ||
  (piece.kind === 'word' &&
    piece.word.interpretations.some(({ as }) => as !== 'colour' && as !== 'property' && as !== 'text'));

/** Longest Chinese name of a person or of a brand, in UTF-16 units. */
const LONGEST_PERSON = 6;

/**
 * Length in UTF-16 units of the name of a person or of a camera, or of a word by faces, at an offset; 0 if there is
 * none.
 */
function nameLength(text: string, at: number, facts: LibraryFacts): number {
  for (let length = Math.min(LONGEST_PERSON, text.length - at); length > 1; length--) {
    const name = text.slice(at, at + length);
    if (facts.isPerson(name) || facts.isCamera(name)) return length;
  }
  const people = peopleWordAt(text, at);
  return facts.knowsFaces || isNobody(text.slice(at, at + people)) ? people : 0;
}

/** Length in UTF-16 units of the longest known word at an offset; 0 if there is none. */
function knownLength(text: string, at: number, dateAt: ReadonlyMap<number, number>): number {
  if (PUNCTUATION.test(text.charAt(at))) return 0;
  const longest = Math.max(
    longestWordAt(text, at),
    longestAppearanceAt(text, at),
    longestPlaceAt(text, at),
    longestContinentAt(text, at),
    (dateAt.get(at) ?? at) - at,
  );
  // The tables compare words without the punctuation around them.
  return text.slice(at, at + longest).replace(/[，,、。]+$/u, '').length;
}

/** Whether a word is a state, given the text behind it. */
const isState = (word: string, rest: string): boolean => stateOf(word) !== null && isRatingBefore(word, rest);

const LONGEST_STATE = 5;
function stateLength(text: string, at: number): number {
  for (let length = LONGEST_STATE; length > 1; length--)
    if (at + length <= text.length && isState(text.slice(at, at + length), text.slice(at + length)))
      return length;
  return 0;
}

/** Whether a word is the name of a person, or its genitive. */
const isOfPerson = (text: string, interpretations: readonly Interpretation[], facts: LibraryFacts): boolean =>
  facts.isPerson(text) ||
  (facts.ownerOf(text) !== null &&
    interpretations.some((one) => one.as === 'text' && facts.isPerson(one.wanted)));

/** A word with all of its interpretations. */
function wordPiece(
  text: string,
  span: { readonly start: number; readonly end: number },
  interpretations: readonly Interpretation[],
  facts: LibraryFacts,
  negated = false,
): Piece {
  // A name that means nothing else: "Anna Ben" is both of them.
  if (interpretations.every((one) => one.as === 'text') && isOfPerson(text, interpretations, facts))
    return { kind: 'condition', word: { text, ...span, interpretations }, negated, yields: true };
  // Where no photo is known to be without faces, nobody are no people.
  if (isNobody(text) && !facts.knowsWithoutFaces && !facts.isKeyword(text)) {
    const people = [{ as: 'label', labels: [PEOPLE], narrower: false } as const];
    return {
      kind: 'word',
      word: { text, ...span, interpretations: people },
      negated: !negated,
      factual: false,
    };
  }
  const isFact = (interpretation: Interpretation): boolean =>
    (interpretation.as === 'filter' && !isPeopleFilter(interpretation)) ||
    interpretation.as === 'property' ||
    (interpretation.as === 'place' && interpretation.places.some((place) => facts.isPlaceOfPhoto(place))) ||
    (interpretation.as === 'label' && interpretation.labels.every(isCustomLabel));
  const factual = interpretations.length > 0 && interpretations.every(isFact);
  const isAdjective =
    orderingAdjective(text) !== null &&
    interpretations.every(({ as }) => as === 'text') &&
    !facts.isKeyword(text);
  const word = { text, ...span, interpretations };
  return { kind: 'word', word, negated, factual, ...(isAdjective ? { isAdjective } : {}) };
}
