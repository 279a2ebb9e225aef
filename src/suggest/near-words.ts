import type { Language } from '../domain/label.ts';
import { closed, fold } from '../domain/fold.ts';
import { editCost } from './edit-cost.ts';
import { wordsOfList } from './known-words.ts';
import type { SpellingTerm } from './spelling-terms.ts';

/** A way to write what was meant. */
export interface Entry {
  readonly text: string;
  readonly language: Language;
  /** Folded, and without its spaces. */
  readonly open: string;
  readonly closed: string;
  /** Something of the library; otherwise a common English word. */
  readonly isTerm: boolean;
  /** Taken off the cost, below 0.2: of two that are as near the more frequent one is meant. */
  readonly bonus: number;
}

export interface Near {
  readonly entry: Entry;
  /** Of the edits alone. */
  readonly cost: number;
}

const TERM_BONUS = 0.1;
const MOST_COUNT_BONUS = 0.08;
const MOST_RANK_BONUS = 0.05;
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
const MOST_IN_COMMON = 0.9;
const MOST_OF_TWO_IN_COMMON = 1.35;
const SHORTEST_COMMON_WITH_TWO = 9;

const A = 'a'.charCodeAt(0);

/** Which letters a word has, one bit each. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << ((word.charCodeAt(at) - A) & 31);
  return bits;
}

function countBits(bits: number): number {
  let left = bits;
  let count = 0;
  for (; left !== 0; count++) left &= left - 1;
  return count;
}

interface Bucket {
  readonly entries: Entry[];
  readonly letters: number[];
}

/** Whether edits of this cost may have led from a text to an entry; the shorter, the less is believed. */
function isBelievable(typed: string, { closed: meant, isTerm }: Entry, cost: number): boolean {
  const otherFirst = typed[0] !== meant[0];
  const isSwap = typed[0] === meant[1] && typed[1] === meant[0];
  if (cost > MOST_OF_FIRST)
    return isTerm && !otherFirst && cost <= MOST_OF_TWO && typed.length >= LONG && meant.length >= LONG - 1;
  if (!isTerm) {
    if (otherFirst && !isSwap) return false;
    return cost <= (typed.length >= SHORTEST_COMMON_WITH_TWO ? MOST_OF_TWO_IN_COMMON : MOST_IN_COMMON);
  }
  if (typed.length < SHORTEST_COMMON) return !otherFirst && cost <= (meant.length < 4 ? 0.5 : MOST_OF_SHORT);
  if (otherFirst && !isSwap && typed.length < SHORTEST_WITH_FIRST) return false;
  return cost <= (typed.length >= LONG || otherFirst ? MOST_OF_FIRST : MOST_OF_ONE);
}

/** All that a misspelling may have meant, to be found by what was typed. Building reads every term once. */
export class NearWords {
  readonly #byClosed = new Map<string, Entry>();
  readonly #words = new Set<string>();
  /** By the first letter and the length. */
  readonly #buckets = new Map<string, Bucket>();

  constructor(terms: Iterable<SpellingTerm>) {
    for (const { text, language, count } of terms) {
      if (language !== 'en') continue;
      const open = fold(text);
      this.#add({
        text,
        language,
        open,
        closed: closed(open),
        isTerm: true,
        bonus: TERM_BONUS + Math.min(MOST_COUNT_BONUS, 0.01 * Math.log2(count + 1)),
      });
      for (const word of open.split(' ')) this.#words.add(word);
    }
    const common = wordsOfList('common').filter(({ length }) => length >= SHORTEST_COMMON);
    for (const [rank, word] of common.entries()) {
      const bonus = MOST_RANK_BONUS * (1 - rank / common.length);
      this.#add({ text: word, language: 'en', open: word, closed: word, isTerm: false, bonus });
    }
    for (const entry of this.#byClosed.values()) {
      const key = `${entry.closed.charAt(0)}${entry.closed.length}`;
      let bucket = this.#buckets.get(key);
      if (bucket === undefined) {
        bucket = { entries: [], letters: [] };
        this.#buckets.set(key, bucket);
      }
      bucket.entries.push(entry);
      bucket.letters.push(lettersOf(entry.closed));
    }
  }

  /** Of two that are written the same the more frequent stays. */
  #add(entry: Entry): void {
    const known = this.#byClosed.get(entry.closed);
    if (entry.closed !== '' && (known === undefined || known.bonus < entry.bonus))
      this.#byClosed.set(entry.closed, entry);
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
    const letters = lettersOf(typed);
    for (const first of new Set([typed.charAt(0), typed.charAt(1)]))
      // One further: f for ph is one edit.
      for (let length = typed.length - edits; length <= typed.length + edits + 1; length++) {
        const bucket = this.#buckets.get(`${first}${length}`);
        if (bucket === undefined) continue;
        for (const [at, other] of bucket.letters.entries()) {
          if (countBits(other ^ letters) > 2 * edits + 1) continue;
          const entry = bucket.entries[at] as Entry;
          const cost = editCost(typed, entry.closed, edits);
          if (isBelievable(typed, entry, cost)) yield { entry, cost };
        }
      }
    if (typed.length >= SHORTEST_WITH_FIRST) yield* this.#withOtherFirst(typed);
  }

  *#withOtherFirst(typed: string): Generator<Near> {
    const rest = typed.slice(1);
    const others = [rest];
    for (let code = A; code < A + 26; code++) {
      const letter = String.fromCharCode(code);
      others.push(letter + rest, letter + typed);
    }
    for (const other of others) {
      const entry = this.#byClosed.get(other);
      if (entry === undefined || other.charAt(0) === typed.charAt(0)) continue;
      const cost = editCost(typed, other, 1);
      if (isBelievable(typed, entry, cost)) yield { entry, cost };
    }
  }
}
