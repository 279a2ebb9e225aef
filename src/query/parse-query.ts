import type { Query, QueryField, ResolvedDate, Span } from '../domain/query.ts';
import { fieldNamed } from './fields.ts';
import {
  BAR,
  CHINESE_NOT,
  CHINESE_OR,
  CLOSE,
  COLON,
  DATE_SIDES,
  ENDS_WORD,
  HAN,
  isFiller,
  MINUS,
  NOT_PAIRS,
  NOT_WORDS,
  OPEN,
  OR_BETWEEN,
  OR_WORDS,
  PUNCTUATION,
  QUOTE,
  SPACE,
} from './lexicon.ts';

/** A date in a search text. */
export interface FoundDate extends Span {
  readonly meaning: ResolvedDate;
}

type Token = Span &
  (
    | { readonly kind: '(' | ')' | 'or' | 'minus' | 'not' }
    | { readonly kind: 'word'; readonly text: string; readonly quoted: boolean }
    | { readonly kind: 'field'; readonly field: QueryField; readonly value: string }
    | { readonly kind: 'date'; readonly text: string; readonly date: ResolvedDate }
  );

/** A span of the text that is one token: an "or", a date, or without a meaning a bare word, unchanged. */
interface Atom extends Span {
  readonly meaning?: ResolvedDate | 'or';
}

/** Maximum distance in UTF-16 units of the second word of a negating pair. */
const LONGEST_PAIR = 20;

/** What stands behind "pas" before a vowel: "pas d'animaux". */
const ELIDED_OF = /^\s+d['’](?=\p{L})/iu;
/** A dance, which negates nothing. */
const NO_NOT = /^pas\s+de\s+(?:deux|trois|quatre)(?!\p{L})/iu;

/** What stands before a step in French. */
const BEFORE_STEP = /^(?:le|un|les|des|du|au|premiers?|petits?|grands?|faux|mon|ton|son|ses|mes)$/iu;

/** Splits a search text into tokens, one method per kind. */
class Tokenizer {
  readonly #text: string;
  readonly #atoms: ReadonlyMap<number, Atom>;
  readonly #tokens: Token[] = [];
  #at = 0;

  constructor(text: string, atoms: readonly Atom[]) {
    this.#text = text;
    this.#atoms = new Map(atoms.map((atom) => [atom.start, atom]));
  }

  tokens(): Token[] {
    while (this.#at < this.#text.length) this.#next();
    return this.#tokens;
  }

  #next(): void {
    const start = this.#at;
    const char = this.#text.charAt(start);
    const atom = this.#atoms.get(start);
    if (atom !== undefined) {
      this.#at = atom.end;
      const text = this.#text.slice(start, atom.end);
      if (atom.meaning === 'or') this.#push(start, { kind: 'or' });
      else if (atom.meaning === undefined) this.#push(start, { kind: 'word', text, quoted: false });
      else this.#push(start, { kind: 'date', text, date: atom.meaning });
    } else if (SPACE.test(char)) this.#at += 1;
    else if (OPEN.test(char)) this.#sign('(');
    else if (CLOSE.test(char)) this.#sign(')');
    else if (BAR.test(char)) this.#sign('or');
    else if (this.#isMinus(start)) this.#sign('minus');
    else if (QUOTE.test(char)) {
      const text = this.#quoted();
      if (text !== '') this.#push(start, { kind: 'word', text, quoted: true });
    } else this.#word(start);
  }

  /** Whether a minus negates: one with a space or nothing behind it, or behind others ("Ben -- at home"), is a dash. */
  #isMinus(start: number): boolean {
    let at = start;
    while (MINUS.test(this.#text.charAt(at))) at += 1;
    return at > start && at < this.#text.length && !SPACE.test(this.#text.charAt(at));
  }

  #push(
    start: number,
    token: Token extends infer T ? (T extends Token ? Omit<T, keyof Span> : never) : never,
  ): void {
    this.#tokens.push({ ...token, start, end: this.#at });
  }

  #sign(kind: '(' | ')' | 'or' | 'minus'): void {
    const start = this.#at;
    this.#at += 1;
    this.#push(start, { kind });
  }

  #until(stops: (at: number) => boolean): string {
    const start = this.#at;
    while (this.#at < this.#text.length && !stops(this.#at)) this.#at += 1;
    return this.#text.slice(start, this.#at);
  }

  /** The text up to the next quote, which is skipped. */
  #quoted(): string {
    this.#at += 1;
    const value = this.#until((at) => QUOTE.test(this.#text.charAt(at)));
    this.#at += 1;
    return value.trim();
  }

  #word(start: number): void {
    const ends = (at: number): boolean => ENDS_WORD.test(this.#text.charAt(at));
    const word = this.#until((at) => ends(at) || (at > start && this.#atoms.has(at)));
    const colon = word.search(COLON);
    const name = word.slice(0, Math.max(0, colon)).normalize('NFKC').toLowerCase();
    const side = DATE_SIDES.has(name) ? name : null;
    const field = side === null ? fieldNamed(name) : 'date';
    if (field !== null) {
      this.#at = start + colon + 1;
      const isQuoted = QUOTE.test(this.#text.charAt(this.#at));
      const value = isQuoted ? this.#quoted() : this.#until(ends);
      if (value !== '') {
        this.#push(start, { kind: 'field', field, value: side === null ? value : `${side} ${value}` });
        return;
      }
      this.#at = start + word.length;
    }
    if (HAN.test(word)) this.#chineseWord(start, word);
    else this.#plainWord(start, word);
  }

  #plainWord(start: number, word: string): void {
    const lower = word.toLowerCase().replaceAll('’', "'");
    if (OR_WORDS.has(lower) && (!OR_BETWEEN.has(lower) || this.#isBetween(word)))
      this.#push(start, { kind: 'or' });
    else if (this.#isNotPair(lower) || NOT_WORDS.has(lower)) this.#push(start, { kind: 'not' });
    else if (!PUNCTUATION.test(word)) this.#push(start, { kind: 'word', text: word, quoted: false });
  }

  /** Whether a word that was just read stands between others, and is not a name by its capital. */
  #isBetween(word: string): boolean {
    const isName = /^\p{Lu}\p{Ll}/u.test(word);
    return !isName && this.#tokens.length > 0 && this.#text.slice(this.#at).trim() !== '';
  }

  /** Whether a word negates together with the next one ("other than"), which is skipped then. */
  #isNotPair(word: string): boolean {
    const rest = this.#text.slice(this.#at, this.#at + LONGEST_PAIR);
    if (word === 'pas' && ELIDED_OF.test(rest)) return true;
    const behind = /^\s+([\p{L}'’]+)(?!\S)/u.exec(rest);
    if (behind === null || NO_NOT.test(word + rest)) return false;
    if (!NOT_PAIRS.has(`${word} ${behind[1]?.toLowerCase().replaceAll('’', "'")}`)) return this.#isPas(word);
    this.#at += behind[0].length;
    return true;
  }

  /** Whether a word is the "pas" of "chien pas noir", and no step ("faux pas"). */
  #isPas(word: string): boolean {
    const before = this.#tokens.at(-1);
    if (word !== 'pas' || before === undefined) return false;
    return before.kind !== 'word' || !BEFORE_STEP.test(before.text);
  }

  /** A date splits a Chinese word: what joins the rest to the date is a separate token ("海滩没有2019年"). */
  #chineseWord(start: number, word: string): void {
    const end = this.#at;
    const before = this.#tokens.at(-1);
    const or =
      before?.kind === 'date' && before.end === start
        ? LONGEST_FIRST_OR.find((sign) => word.startsWith(sign) && word !== sign)
        : undefined;
    const from = start + (or?.length ?? 0);
    const sign = this.#atoms.has(end)
      ? [...CHINESE_NOT, ...LONGEST_FIRST_OR].find((one) => word.endsWith(one) && end - one.length > from)
      : undefined;
    const to = end - (sign?.length ?? 0);
    for (const [first, last] of [
      [start, from],
      [from, to],
      [to, end],
    ] as const) {
      this.#at = last;
      if (first < last) this.#plainWord(first, this.#text.slice(first, last));
    }
  }
}

const LONGEST_FIRST_OR = [...CHINESE_OR].sort((a, b) => b.length - a.length);

/**
 * Parses the syntax of a search text. Never throws: an operator without an operand is ignored, and a missing
 * parenthesis or quote is assumed at the end. Time is linear in the text.
 * @param dates of the text, not overlapping: each is one unit, whatever operators it contains ("between 2018 and
 *   2019"). Dates within quotes or the value of a field are ignored.
 * @param words other spans of the text, not overlapping: each is one bare word, whatever it contains
 * @param ors words that mean "or" between those beside them, and another thing elsewhere
 */
export function parseQuery(
  text: string,
  dates: readonly FoundDate[] = [],
  words: readonly Span[] = [],
  ors: readonly Span[] = [],
): Query {
  const wordAtoms = words.map(({ start, end }): Atom => ({ start, end }));
  const orAtoms = ors.map(({ start, end }): Atom => ({ start, end, meaning: 'or' }));
  const tokens = new Tokenizer(text, [...orAtoms, ...dates, ...wordAtoms]).tokens();
  return new Parser(text, tokens).whole();
}

const EMPTY: Query = { kind: 'and', parts: [] };
const isEmpty = (query: Query): boolean => query.kind === 'and' && query.parts.length === 0;

function group(kind: 'and' | 'or', parts: readonly Query[]): Query {
  // Flatten a group of one, and a group within a group of the same kind.
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { kind, parts: flat };
}

/** Ends one of several words in a list. */
const ENDS_LISTED = /[,，、]$/u;

/** The words before an "or" that commas separate, each one of its parts: "dog, cat or bird". */
function listed(query: Query): Query[] {
  if (query.kind !== 'and' || !query.parts.every((part) => part.kind === 'word' && !part.quoted))
    return [query];
  const items: Query[][] = [[]];
  for (const part of query.parts) {
    items.at(-1)?.push(part);
    if (part.kind === 'word' && ENDS_LISTED.test(part.text)) items.push([]);
  }
  return items.filter((item) => item.length > 0).map((item) => group('and', item));
}

/** Parentheses nested beyond this depth are ignored. */
const DEEPEST = 50;

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  whole(): Query {
    const parts: Query[] = [];
    while (this.#at < this.#tokens.length) {
      const part = this.#or(0);
      if (!isEmpty(part)) parts.push(part);
      // An unmatched closing parenthesis is ignored.
      this.#at += 1;
    }
    return group('and', parts);
  }

  #or(depth: number): Query {
    const parts: Query[] = [];
    for (;;) {
      const part = this.#and(depth);
      if (!isEmpty(part)) parts.push(part);
      const next = this.#tokens[this.#at];
      if (next?.kind !== 'or') break;
      this.#at += 1;
      const last = parts.at(-1);
      // A bar separates what stands on its sides, commas and all.
      if (last !== undefined && !BAR.test(this.#text.slice(next.start, next.end)))
        parts.splice(-1, 1, ...listed(last));
    }
    return parts.length === 0 ? EMPTY : group('or', parts);
  }

  #and(depth: number): Query {
    const parts: Query[] = [];
    for (;;) {
      const part = this.#one(depth);
      if (part === null) return group('and', parts);
      if (!isEmpty(part)) parts.push(part);
    }
  }

  /** The next operand; an empty group for ignored text, null if no operand follows. */
  #one(depth: number): Query | null {
    const token = this.#tokens[this.#at];
    if (token === undefined || token.kind === ')' || token.kind === 'or') return null;
    this.#at += 1;
    const span = { start: token.start, end: token.end };
    switch (token.kind) {
      case 'word':
        return { kind: 'word', text: token.text, quoted: token.quoted, span };
      case 'field':
        return { kind: 'field', field: token.field, value: token.value, span };
      case 'date':
        return { kind: 'date', text: token.text, date: token.date, span };
      case 'minus': {
        const part = this.#one(depth);
        return part === null || isEmpty(part) ? EMPTY : { kind: 'not', part, byWord: false, span };
      }
      case 'not':
        return this.#notByWord(depth, span);
      case '(': {
        if (depth >= DEEPEST) return EMPTY;
        const inner = this.#or(depth + 1);
        if (this.#tokens[this.#at]?.kind === ')') this.#at += 1;
        return inner;
      }
    }
  }

  /** "Or" between bare words that are negated together ("without people or dogs"); null for another token. */
  #joiningOr(isBetween: boolean): string | null {
    const [or, next] = this.#tokens.slice(this.#at, this.#at + 2);
    if (!isBetween || or?.kind !== 'or' || next?.kind !== 'word' || next.quoted) return null;
    const typed = this.#text.slice(or.start, or.end);
    if (BAR.test(typed)) return null;
    return OR_WORDS.has(typed.toLowerCase()) ? typed : 'or';
  }

  /** A negating word applies to the bare words after it; interpretation decides how far. */
  #notByWord(depth: number, span: Span): Query {
    const words: Query[] = [];
    for (let next = this.#tokens[this.#at]; next !== undefined; next = this.#tokens[this.#at]) {
      const text = next.kind === 'word' && !next.quoted ? next.text : this.#joiningOr(words.length > 0);
      if (text === null) break;
      words.push({ kind: 'word', text, quoted: false, span: { start: next.start, end: next.end } });
      this.#at += 1;
    }
    // "Not in (Italy | Spain)": the negation applies to what follows the fillers.
    if (words.some((word) => word.kind === 'word' && !isFiller(word.text)))
      return { kind: 'not', part: group('and', words), byWord: true, span };
    const part = this.#one(depth);
    if (part !== null && !isEmpty(part)) return { kind: 'not', part, byWord: true, span };
    // Interpretation decides whether such a word is one of another language: "ohne See".
    if (words.length > 0) return { kind: 'not', part: group('and', words), byWord: true, span };
    // Without an operand, it is a word like others ("no" alone).
    return part ?? { kind: 'word', text: this.#text.slice(span.start, span.end), quoted: false, span };
  }
}
