import { closed, fold } from '../../domain/fold.ts';
import type { Language } from '../../domain/label.ts';
import { editCost } from './edit-cost.ts';
import { knownWord, wordsOfList } from './known-words.ts';
import type { SpellingTerm } from './spelling-terms.ts';

/** A way to write what was meant. */
export interface Entry {
  readonly text: string;
  readonly language: Language;
  /** Folded, and without its spaces. */
  readonly open: string;
  readonly closed: string;
  /** Something of the library, a place that it has no photo of, or a common English word. */
  readonly kind: 'term' | 'place' | 'common';
  /** One of the most frequent words: the others are too many to be near a short one by chance. */
  readonly isEveryday: boolean;
  /** Taken off the cost, below 0.2: of two that are as near the more frequent one is meant. */
  readonly bonus: number;
}

export interface Near {
  readonly entry: Entry;
  /** Of the edits alone. */
  readonly cost: number;
}

const TERM_BONUS = 0.1;
const COUNT_BONUS = 0.01;
const MOST_COUNT_BONUS = 0.08;
const EVERYDAY_BONUS = 0.05;
/** So many of the common words. */
const EVERYDAY = 11_000;
/** A common word that is no term of the library is a target from this length on, in letters. */
const SHORTEST_COMMON = 5;
/** Two edits from so many letters on. */
export const LONG = 8;
/** Below this a first letter is taken as it is. */
const SHORTEST_WITH_FIRST = 6;

/** At most so much for one edit and for two, in terms and in common words. */
const MOST_OF_ONE = 1;
const MOST_OF_SHORT = 0.9;
const MOST_OF_FIRST = 1.5;
const MOST_OF_TWO = 1.7;
const MOST_IN_COMMON = 0.8;
const MOST_OF_TWO_IN_COMMON = 1.35;
/** Places that no photo shows are many: many a name is like one. */
const MOST_IN_PLACE = 0.8;
const MOST_IN_LONG_PLACE = 0.9;

const A = 'a'.charCodeAt(0);

/** Which letters a word has, one bit each. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << ((word.charCodeAt(at) - A) & 31);
  return bits;
}

/** Hacker's Delight, 5-1. */
function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Words of one first letter and length. */
interface Bucket<Word> {
  readonly words: Word[];
  /** Of each word its letters, as bits. */
  readonly letters: number[];
}
/** By the first letter and the length. */
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

/** Whether edits of this cost may have led from a text to an entry; the shorter, the less is believed. */
function isBelievable(typed: string, { closed: meant, kind, isEveryday }: Entry, cost: number): boolean {
  const otherFirst = typed[0] !== meant[0];
  const isSwap = typed[0] === meant[1] && typed[1] === meant[0];
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
    return typed.length >= SHORTEST_COMMON && cost <= MOST_IN_COMMON && (isEveryday || typed.length > 6);
  }
  if (typed.length < SHORTEST_COMMON) return !otherFirst && cost <= (meant.length < 4 ? 0.5 : MOST_OF_SHORT);
  if (otherFirst && !isSwap && typed.length < SHORTEST_WITH_FIRST) return false;
  return cost <= (typed.length >= LONG || otherFirst ? MOST_OF_FIRST : MOST_OF_ONE);
}

const entryOf = ({ text, language, count, isPlace }: SpellingTerm): Entry => {
  const open = fold(text);
  const bonus = TERM_BONUS + Math.min(MOST_COUNT_BONUS, COUNT_BONUS * Math.log2(count + 1));
  const kind = isPlace && count === 0 ? 'place' : 'term';
  return { text, language, open, closed: closed(open), kind, isEveryday: false, bonus };
};

/** All that a misspelling may have meant, to be found by what was typed. Building reads every term once. */
export class NearWords {
  readonly #byClosed = new Map<string, Entry>();
  readonly #words = new Set<string>();
  readonly #terms: Buckets<Entry> = new Map();
  readonly #common: Buckets<string> = new Map();
  /** The common words of the highest ranks. */
  readonly #everyday: ReadonlySet<string>;

  constructor(terms: Iterable<SpellingTerm>) {
    for (const term of terms) {
      if (term.language !== 'en') continue;
      const entry = entryOf(term);
      for (const word of entry.open.split(' ')) this.#words.add(word);
      // Of two that are written the same the more frequent stays.
      const known = this.#byClosed.get(entry.closed);
      if (entry.closed !== '' && (known === undefined || known.bonus < entry.bonus))
        this.#byClosed.set(entry.closed, entry);
    }
    for (const [key, entry] of this.#byClosed) put(this.#terms, key, entry);
    const common = wordsOfList('common').filter(({ length }) => length >= SHORTEST_COMMON);
    for (const word of common) if (!this.#byClosed.has(word)) put(this.#common, word, word);
    this.#everyday = new Set(common.slice(0, EVERYDAY));
  }

  /** Whether a folded word is one of a term's. */
  hasWord(word: string): boolean {
    return this.#words.has(word);
  }

  /** The term that is written so, spaces aside. */
  ofClosed(typed: string): Entry | undefined {
    return this.#byClosed.get(typed);
  }

  /** Everything near a text without spaces, each with its cost; in no order. */
  *near(typed: string): Generator<Near> {
    const edits = typed.length >= LONG ? 2 : 1;
    for (const entry of candidates(this.#terms, typed, edits)) yield* this.#scored(typed, entry, edits);
    if (typed.length >= SHORTEST_COMMON)
      // Most are none: an entry is made for the others only.
      for (const word of candidates(this.#common, typed, edits))
        if (editCost(typed, word, edits) <= MOST_OF_TWO_IN_COMMON)
          yield* this.#scored(typed, this.#commonEntry(word), edits);
    for (const other of withOtherFirst(typed)) {
      const entry = this.#byClosed.get(other);
      if (entry !== undefined) yield* this.#scored(typed, entry, 1);
    }
    const swapped = swapFirst(typed);
    if (knownWord(swapped) === 'common') yield* this.#scored(typed, this.#commonEntry(swapped), 1);
  }

  *#scored(typed: string, entry: Entry, edits: number): Generator<Near> {
    const cost = editCost(typed, entry.closed, edits);
    if (isBelievable(typed, entry, cost)) yield { entry, cost };
  }

  #commonEntry(word: string): Entry {
    const isEveryday = this.#everyday.has(word);
    const bonus = isEveryday ? EVERYDAY_BONUS : 0;
    return { text: word, language: 'en', open: word, closed: word, kind: 'common', isEveryday, bonus };
  }
}

/** What has about the length of a text, its first letter, and but few other letters. */
function* candidates<Word>(buckets: Buckets<Word>, typed: string, edits: number): Generator<Word> {
  const letters = lettersOf(typed);
  // ph for f, and ie for y, is one edit of three letters.
  const further = /f|ph|ie/u.test(typed) ? 1 : 0;
  for (let length = typed.length - edits - further; length <= typed.length + edits + further; length++) {
    const bucket = buckets.get(`${typed.charAt(0)}${length}`);
    if (bucket === undefined) continue;
    for (let at = 0; at < bucket.letters.length; at++)
      if (countBits((bucket.letters[at] as number) ^ letters) <= 2 * edits + further)
        yield bucket.words[at] as Word;
  }
}

const swapFirst = (typed: string): string => typed.charAt(1) + typed.charAt(0) + typed.slice(2);

/** A text with its first letter missing, another one, one in front of it, or swapped with the second. */
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
