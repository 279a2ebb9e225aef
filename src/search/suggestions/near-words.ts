import { closed, fold, foldForms } from '../../domain/fold.ts';
import type { Language } from '../../domain/label.ts';
import { AS_IT_SOUNDS, editCost } from './edit-cost.ts';
import { isEnglishWord, knownWord, wordsOfList } from './known-words.ts';
import type { SpellingTerm } from './spelling-terms.ts';

/** One spelling of a possible target. */
export interface Entry {
  readonly text: string;
  readonly language: Language;
  /** Folded, without spaces. */
  readonly open: string;
  readonly closed: string;
  /** A term of the library, a place without photos, a common English word, or a noun of another language. */
  readonly kind: 'term' | 'place' | 'common' | 'foreign';
  /** A name or word of the user's own. */
  readonly isOwn: boolean;
  /** And no English word: then any slip may mean it. */
  readonly isOwnName: boolean;
  /** Photos of the library are found by it. */
  readonly hasPhotos: boolean;
  /** One of the most frequent words; the others are too many, and would be near a short word by chance. */
  readonly isEveryday: boolean;
  /**
   * Subtracted from the cost: below 0.2, so that the more frequent of two equally near words wins, and OWN_BONUS more for
   * a name of the user's own.
   */
  readonly bonus: number;
}

export interface Near {
  readonly entry: Entry;
  /** Cost of the edits alone. */
  readonly cost: number;
}

const TERM_BONUS = 0.1;
const COUNT_BONUS = 0.01;
const MOST_COUNT_BONUS = 0.08;
const EVERYDAY_BONUS = 0.05;
/** Less than the difference between two letters swapped and a wrong one. */
const OWN_BONUS = 0.15;
/** Number of common words that count as most frequent. */
const EVERYDAY = 11_000;
/** Minimum length in letters at which a common word that is not a term of the library is a target. */
const SHORTEST_COMMON = 5;
/** Minimum length in letters for two edits. */
export const LONG = 8;
/** Below this length, the first letter must match. */
const SHORTEST_WITH_FIRST = 6;

/** Maximum cost of one edit and of two, for terms and for common words. */
const MOST_OF_ONE = 1;
const MOST_OF_SHORT = 0.9;
const MOST_OF_FIRST = 1.5;
const MOST_OF_TWO = 1.7;
const MOST_IN_COMMON = 0.8;
/** Words that are not everyday ones are meant from one letter more on. */
const SHORTEST_RARE = 6;
const MOST_OF_TWO_IN_COMMON = 1.35;
/** Stricter for places without photos, because they are many and resemble many words. */
const MOST_IN_PLACE = 0.8;
const MOST_IN_LONG_PLACE = 0.9;
/** Names of the user's own are few, so that any single edit of them is plausible, and any two of a long one. */
const MOST_OF_OWN = 1.75;
const MOST_OF_TWO_IN_OWN = 1.9;
const SHORTEST_OWN = 4;

/** Of nouns of other languages: as strict for all but the long ones, of which two edits are plausible, too. */
const SHORTEST_FOREIGN = 5;
const LONG_FOREIGN = 9;
const MOST_IN_FOREIGN = 0.9;
const MOST_OF_TWO_IN_FOREIGN = 1.7;

const A = 'a'.charCodeAt(0);
const LETTERS_OF_NAMES = Array.from({ length: 26 }, (_, at) => String.fromCharCode(A + at));

/** Bit set of the letters of a word. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << ((word.charCodeAt(at) - A) & 31);
  return bits;
}

/** Population count (Hacker's Delight, 5-1). */
function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Words with the same first letter and length. */
interface Bucket<Word> {
  readonly words: Word[];
  /** Letters of each word, as bit sets. */
  readonly letters: number[];
}
/** Keyed by first letter and length. */
type Buckets<Word> = Map<string, Bucket<Word>>;

function put<Word>(buckets: Buckets<Word>, closed: string, word: Word): void {
  const key = `${closed.charAt(0)}${closed.length}`;
  let bucket = buckets.get(key);
  if (bucket === undefined) {
    bucket = { words: [], letters: [] };
    buckets.set(key, bucket);
  }
  bucket.words.push(word);
  bucket.letters.push(lettersOf(closed));
}

/** Whether edits of this cost are plausible between a text and an entry; shorter texts allow less. */
function isBelievable(typed: string, entry: Entry, cost: number): boolean {
  const { closed: meant, kind, isEveryday } = entry;
  const otherFirst = typed[0] !== meant[0];
  const isSwap = typed[0] === meant[1] && typed[1] === meant[0];
  if (entry.isOwnName) return isBelievableOwn(typed, meant, cost, otherFirst && !isSwap);
  if (cost > MOST_OF_FIRST)
    return (
      kind === 'term' &&
      !otherFirst &&
      cost <= MOST_OF_TWO &&
      typed.length >= LONG &&
      meant.length >= LONG - 1
    );
  if (kind !== 'term') {
    if (otherFirst && !isSwap) return false;
    if (kind === 'place')
      return (
        typed.length >= SHORTEST_COMMON && cost <= (typed.length >= LONG ? MOST_IN_LONG_PLACE : MOST_IN_PLACE)
      );
    if (typed.length >= LONG) return cost <= MOST_OF_TWO_IN_COMMON;
    if (meant.length > SHORTEST_RARE && cost <= AS_IT_SOUNDS) return true;
    return (
      typed.length >= SHORTEST_COMMON &&
      cost <= MOST_IN_COMMON &&
      (isEveryday || typed.length > SHORTEST_RARE)
    );
  }
  if (typed.length < SHORTEST_COMMON) return !otherFirst && cost <= (meant.length < 4 ? 0.5 : MOST_OF_SHORT);
  if (otherFirst && !isSwap && typed.length < SHORTEST_WITH_FIRST) return false;
  return cost <= (typed.length >= LONG || otherFirst ? MOST_OF_FIRST : MOST_OF_ONE);
}

/** The same for a name of the user's own. @param isOtherFirst the first letter differs, and is not swapped with the second */
function isBelievableOwn(typed: string, meant: string, cost: number, isOtherFirst: boolean): boolean {
  if (typed.length < SHORTEST_COMMON || meant.length < SHORTEST_OWN)
    return typed.length >= SHORTEST_OWN && !isOtherFirst && cost <= (meant.length < SHORTEST_OWN ? 0.5 : 1);
  if (isOtherFirst) return cost <= MOST_OF_FIRST;
  return cost <= (typed.length >= LONG && meant.length >= LONG - 1 ? MOST_OF_TWO_IN_OWN : MOST_OF_OWN);
}

/** The entry of a noun of another language, which counts only where nothing else is as near. */
function foreignEntry({ text, language }: SpellingTerm): Entry {
  const open = fold(text);
  return {
    text,
    language,
    open,
    closed: open,
    kind: 'foreign',
    isOwn: false,
    isOwnName: false,
    hasPhotos: false,
    isEveryday: false,
    bonus: 0,
  };
}

/** The entries of a term: one, or one for each form in which a name of the user's own is written (muller, mueller). */
function entriesOf({ text, language, count, isPlace, isOwn }: SpellingTerm): Entry[] {
  const isOwnName = isOwn && !isEnglishWord(fold(text));
  const frequency = Math.min(MOST_COUNT_BONUS, COUNT_BONUS * Math.log2(count + 1));
  const shared = {
    text,
    language,
    kind: isPlace && count === 0 ? ('place' as const) : ('term' as const),
    isOwn,
    isOwnName,
    hasPhotos: count > 0,
    isEveryday: false,
    bonus: TERM_BONUS + frequency + (isOwnName ? OWN_BONUS : 0),
  };
  return (isOwnName ? foldForms(text) : [fold(text)]).map((open) => ({
    ...shared,
    open,
    closed: closed(open),
  }));
}

/** Index of all targets of a misspelling. Building reads every term once. */
export class NearWords {
  readonly #byClosed = new Map<string, Entry>();
  readonly #words = new Set<string>();
  readonly #terms: Buckets<Entry> = new Map();
  readonly #common: Buckets<string> = new Map();
  /** Nouns of other languages by their folded form; none that is a term. */
  readonly #foreign = new Map<string, Entry>();
  readonly #foreignBuckets: Buckets<Entry> = new Map();
  /** The most frequent common words. */
  readonly #everyday: ReadonlySet<string>;

  constructor(terms: Iterable<SpellingTerm>) {
    for (const term of terms) {
      if (term.language !== 'en') continue;
      if (term.isForeign === true) {
        this.#foreign.set(fold(term.text), foreignEntry(term));
        continue;
      }
      for (const entry of entriesOf(term)) {
        for (const word of entry.open.split(' ')) this.#words.add(word);
        // Of two entries with the same spelling, keep the more frequent.
        const known = this.#byClosed.get(entry.closed);
        if (entry.closed !== '' && (known === undefined || known.bonus < entry.bonus))
          this.#byClosed.set(entry.closed, entry);
      }
    }
    for (const [key, entry] of this.#byClosed) put(this.#terms, key, entry);
    for (const [key, entry] of this.#foreign)
      if (!this.#byClosed.has(key) && !isEnglishWord(key)) put(this.#foreignBuckets, key, entry);
    const common = wordsOfList('common').filter(({ length }) => length >= SHORTEST_COMMON);
    for (const word of common) if (!this.#byClosed.has(word)) put(this.#common, word, word);
    this.#everyday = new Set(common.slice(0, EVERYDAY));
  }

  /** Whether a folded word is a word of a term. */
  hasWord(word: string): boolean {
    return this.#words.has(word);
  }

  /** Whether a folded word is a noun of another language. */
  isForeignNoun(word: string): boolean {
    return this.#foreign.has(word);
  }

  /** The term with this spelling, ignoring spaces. */
  ofClosed(typed: string): Entry | undefined {
    return this.#byClosed.get(typed);
  }

  /**
   * Everything near a text without spaces, each with its cost, unordered. Where a word of the user's own is near, words
   * that find nothing in the library are not meant: those of the dictionary, places without photos, and nouns of other
   * languages. Such a noun comes only before what is further away.
   */
  near(typed: string): Near[] {
    const terms = [...this.#nearTerms(typed)];
    if (terms.some(({ entry }) => entry.isOwn)) return terms.filter(({ entry }) => entry.kind !== 'place');
    // A rare word of the dictionary is not meant where what may be in a photo is near: "butterly" is no "bitterly".
    const isTermNear = terms.some(({ entry }) => entry.kind === 'term');
    const common = [...this.#nearCommon(typed)].filter(({ entry }) => entry.isEveryday || !isTermNear);
    const english = [...terms, ...common];
    const foreign = this.#nearForeign(typed);
    const least = leastCost(foreign);
    const isOther = foreign.length === 0 || leastCost(english) <= least || isNearKnown(typed, least);
    return isOther ? english : [...terms, ...foreign];
  }

  /** Nouns of other languages with the same first letter; none of a text that is one itself. */
  #nearForeign(typed: string): Near[] {
    if (typed.length < SHORTEST_FOREIGN || this.#foreign.has(typed)) return [];
    const isLong = typed.length >= LONG_FOREIGN;
    const edits = isLong ? 2 : 1;
    return [...candidates(this.#foreignBuckets, typed, edits)]
      .map((entry) => ({ entry, cost: editCost(typed, entry.closed, edits) }))
      .filter(
        ({ entry, cost }) =>
          entry.closed.length >= SHORTEST_FOREIGN &&
          cost <= (isLong ? MOST_OF_TWO_IN_FOREIGN : MOST_IN_FOREIGN),
      );
  }

  *#nearTerms(typed: string): Generator<Near> {
    const edits = editsIn(typed);
    for (const entry of candidates(this.#terms, typed, edits)) yield* this.#scored(typed, entry, edits);
    for (const other of withOtherFirst(typed)) {
      const entry = this.#byClosed.get(other);
      if (entry !== undefined) yield* this.#scored(typed, entry, 1);
    }
  }

  *#nearCommon(typed: string): Generator<Near> {
    const edits = editsIn(typed);
    if (typed.length >= SHORTEST_COMMON)
      // Create the entry only if needed, because most candidates are rejected.
      for (const word of candidates(this.#common, typed, edits))
        if (editCost(typed, word, edits) <= MOST_OF_TWO_IN_COMMON)
          yield* this.#scored(typed, this.#commonEntry(word), edits);
    const swapped = swapFirst(typed);
    if (knownWord(swapped) === 'common') yield* this.#scored(typed, this.#commonEntry(swapped), 1);
  }

  /** The terms with photos of which a text has two neighbouring letters swapped. */
  swapped(typed: string): Entry[] {
    return [...new Set(swapsOf(typed))].flatMap((other) => {
      const entry = this.#byClosed.get(other);
      return entry?.hasPhotos === true && entry.kind === 'term' ? [entry] : [];
    });
  }

  /** The names of the user's own with photos of which a text has lost one letter, but the first: "Omr". */
  withLetterLost(typed: string): Entry[] {
    const others = Array.from({ length: typed.length }, (_, at) => at + 1).flatMap((at) =>
      LETTERS_OF_NAMES.map((letter) => typed.slice(0, at) + letter + typed.slice(at)),
    );
    return [...new Set(others)].flatMap((other) => {
      const entry = this.#byClosed.get(other);
      return entry?.isOwnName === true && entry.hasPhotos ? [entry] : [];
    });
  }

  *#scored(typed: string, entry: Entry, edits: number): Generator<Near> {
    const cost = editCost(typed, entry.closed, edits);
    if (isBelievable(typed, entry, cost)) yield { entry, cost };
  }

  #commonEntry(word: string): Entry {
    const isEveryday = this.#everyday.has(word);
    const bonus = isEveryday ? EVERYDAY_BONUS : 0;
    const spelling = { text: word, language: 'en', open: word, closed: word } as const;
    return {
      ...spelling,
      kind: 'common',
      isOwn: false,
      isOwnName: false,
      hasPhotos: false,
      isEveryday,
      bonus,
    };
  }
}

/** Number of edits that are looked for. */
const editsIn = (typed: string): number => (typed.length >= LONG ? 2 : 1);

/** Words of similar length with the same first letter and few different letters. */
function* candidates<Word>(buckets: Buckets<Word>, typed: string, edits: number): Generator<Word> {
  const letters = lettersOf(typed);
  // ph for f and ie for y are one edit, but change three letters.
  const further = /f|ph|ie/u.test(typed) ? 1 : 0;
  for (let length = typed.length - edits - further; length <= typed.length + edits + further; length++) {
    const bucket = buckets.get(`${typed.charAt(0)}${length}`);
    if (bucket === undefined) continue;
    for (let at = 0; at < bucket.letters.length; at++)
      if (countBits((bucket.letters[at] as number) ^ letters) <= 2 * edits + further)
        yield bucket.words[at] as Word;
  }
}

/** A text with each two neighbouring letters swapped, where that is another text. */
const swapsOf = (typed: string): string[] =>
  Array.from(
    { length: typed.length - 1 },
    (_, at) => typed.slice(0, at) + typed.charAt(at + 1) + typed.charAt(at) + typed.slice(at + 2),
  ).filter((other) => other !== typed);

const leastCost = (near: readonly Near[]): number => Math.min(...near.map(({ cost }) => cost));

/** Whether a text is one edit of at most this cost from a name or a common English word, however short. */
function isNearKnown(typed: string, most: number): boolean {
  const isNear = (other: string): boolean => {
    const list = knownWord(other);
    return (list === 'name' || list === 'common') && editCost(typed, other, 1) <= most;
  };
  return swapsOf(typed).some(isNear) || editsOf(typed).some(isNear);
}

/** A text with one letter fewer, more or other. */
function editsOf(typed: string): string[] {
  const others: string[] = [];
  for (let at = 0; at <= typed.length; at++) {
    const [before, after] = [typed.slice(0, at), typed.slice(at + 1)];
    if (at < typed.length) others.push(before + after);
    for (let code = A; code < A + 26; code++) {
      const letter = String.fromCharCode(code);
      others.push(before + letter + typed.slice(at));
      if (at < typed.length) others.push(before + letter + after);
    }
  }
  return others;
}

const swapFirst = (typed: string): string => typed.charAt(1) + typed.charAt(0) + typed.slice(2);

/** Variants of a text with its first letter missing, replaced, preceded by another, or swapped with the second. */
function withOtherFirst(typed: string): string[] {
  const [first, rest] = [typed.charAt(0), typed.slice(1)];
  const others = [swapFirst(typed), rest];
  for (let code = A; code < A + 26; code++) {
    const letter = String.fromCharCode(code);
    others.push(letter + rest, letter + typed);
  }
  if (first === 'f') others.push(`ph${rest}`);
  return others.filter((other) => other.charAt(0) !== first);
}
