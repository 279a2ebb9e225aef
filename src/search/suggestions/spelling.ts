import { closed, fold } from '../../domain/fold.ts';
import type { Language } from '../../domain/label.ts';
import { AS_IT_SOUNDS, editCost, SAME_SOUND, SWAPPED } from './edit-cost.ts';
import { Homophones } from './homophones.ts';
import { knownWord } from './known-words.ts';
import { type Entry, LONG, type Near, NearWords } from './near-words.ts';
import type { SpellingTerm } from './spelling-terms.ts';

/** A correction of some tokens to another word or phrase. */
export interface Change {
  /** Range of the typed tokens, from `from` up to `to`. */
  readonly from: number;
  readonly to: number;
  /** The correction, as displayed. */
  readonly text: string;
  readonly language: Language;
}

export interface SpellingCorrection {
  /** What was meant, all of it: the words of a change stand in place of what was typed. */
  readonly tokens: readonly string[];
  readonly changed: readonly Change[];
}

export interface Speller {
  /**
   * Corrects the tokens of a query; null if nothing is to be corrected. Never throws. A token is kept if it is known,
   * contains a digit, or has fewer than three letters; of three letters, only two that were swapped are put right
   * ("dgo"). Only the first 64 tokens are read.
   * @param tokens words as typed, without operators, quotes and spaces; a run of Chinese is one token
   */
  correct(tokens: readonly string[]): SpellingCorrection | null;
}

/** Minimum length in letters; a word of SWAPPED_ONLY letters has too many neighbours for any other edit than a swap. */
const SWAPPED_ONLY = 3;
/** Shorter words of other languages are too often one edit from an English word. */
const SHORTEST_OTHER = 5;
const LONGEST = 40;
const MOST_TOKENS = 64;
const WIDEST = 4;
const HAN = /\p{Script=Han}/u;
const EVERY_HAN_RUN = /\p{Script=Han}{2,}/gu;
const LETTERS = /^\p{L}[\p{L} ]*$/u;
/** Scripts without letters, to which edits do not apply. */
const NO_LETTERS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** Cost of keeping an unknown token: more than any correction. */
const LEFT = 2;
/** Cost of another number of words, and the bonus for words that support each other in a phrase. */
const OTHER_SPACES = 0.3;
const TOGETHER = 0.2;
const PINYIN = 0.4;
const PINYIN_SPELLING = /^[a-z]+[1-5]?(?:[a-z]+[1-5])*$/u;
const TONES = /[1-5]/gu;
/** Letters with tones and no other marks: Rügen is not rú gèn. */
const PINYIN_LETTERS = /^(?:[a-z1-5][\u0300\u0301\u0304\u030c]?)+$/iu;

/**
 * `name`: of a person, or of a place without photos. `other-language`: a word of another language. `accented`: one that no list has, with letters that English
 * does not use.
 */
type Known = 'known' | 'name' | 'other-language' | 'accented' | 'unknown';
interface Token {
  readonly typed: string;
  /** Folded. */
  readonly open: string;
  readonly known: Known;
  /** It stands beside the name of a person, and is rather a name itself. */
  readonly isBesideName: boolean;
}
/** Letters of a longer word, which a doubled letter alone parts from a name in pinyin: girafe. */
const LONGEST_PINYIN = 6;
/** Syllables of pinyin, two or more, as names of people and places in China are written. */
const PINYIN_NAME =
  /^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]?(?:ang?|ao?|ai)|[iu]?e(?:ng?|i)?|ong?|ou?|i(?:ng?|u|ong|e)?|u(?:[oin]|an|ang|ai|e)?|er|v[en]?)){2,}$/u;

/** Tokens of a range and their correction: as typed if `text` is absent. */
interface Step {
  readonly to: number;
  readonly cost: number;
  readonly text?: string;
  readonly language?: Language;
}

class TermSpeller implements Speller {
  readonly #terms: readonly SpellingTerm[];
  readonly #isKnown: (word: string) => boolean;
  readonly #isEmptyPlace: (word: string) => boolean;
  /** Created for the first text that needs it. */
  #near: NearWords | undefined;
  #homophones: Homophones | undefined;

  constructor(
    terms: Iterable<SpellingTerm>,
    isKnown: (word: string) => boolean,
    isEmptyPlace: (word: string) => boolean,
  ) {
    this.#terms = [...terms];
    this.#isKnown = isKnown;
    this.#isEmptyPlace = isEmptyPlace;
  }

  get #words(): NearWords {
    this.#near ??= new NearWords(this.#terms);
    return this.#near;
  }

  get #sounds(): Homophones {
    this.#homophones ??= new Homophones(this.#terms, this.#isKnown);
    return this.#homophones;
  }

  correct(typed: readonly string[]): SpellingCorrection | null {
    const names = typed.slice(0, MOST_TOKENS).map((token) => this.#isPersonsName(token));
    const read = typed
      .slice(0, MOST_TOKENS)
      .map((token, at) => this.#read(token, names[at - 1] === true || names[at + 1] === true));
    const steps = this.#cheapest(read);
    const tokens: string[] = [];
    const changed: Change[] = [];
    let from = 0;
    for (const { to, text, language } of steps) {
      if (text === undefined || language === undefined) tokens.push(...typed.slice(from, to));
      else {
        tokens.push(...text.split(' '));
        changed.push({ from, to, text, language });
      }
      from = to;
    }
    return changed.length === 0 ? null : { tokens: [...tokens, ...typed.slice(from)], changed };
  }

  #read(typed: string, isBesideName: boolean): Token {
    const open = typed.length > LONGEST ? '' : fold(typed);
    const known = this.#knowledgeOf(open);
    // An accent is not a typo: Orbán is not "organ".
    return { typed, open, known: known === 'unknown' && hasAccent(typed) ? 'accented' : known, isBesideName };
  }

  /**
   * Whether a word is rather the name of a person: of a list, or a capitalised word that is in no table and no noun of
   * another language.
   */
  #isPersonsName(typed: string): boolean {
    const open = fold(typed);
    if (knownWord(open) === 'name') return true;
    return /^\p{Lu}/u.test(typed) && !this.#isKnown(open) && !this.#words.isForeignNoun(open);
  }

  #knowledgeOf(open: string): Known {
    const letters = closed(open);
    if (letters.length < SWAPPED_ONLY || !LETTERS.test(open) || NO_LETTERS.test(open)) return 'known';
    if (this.#isEmptyPlace(open)) return 'name';
    if (this.#isKnown(open) || this.#words.ofClosed(open)?.open === open) return 'known';
    const levels = open.split(' ').map((word): Known => {
      if (word.length < SWAPPED_ONLY || this.#words.hasWord(word) || this.#isKnown(word)) return 'known';
      const list = knownWord(word);
      if (list === undefined) return 'unknown';
      return list === 'other-language' || list === 'name' ? list : 'known';
    });
    return (
      levels.find((level) => level === 'unknown') ?? levels.find((level) => level !== 'known') ?? 'known'
    );
  }

  /** Cheapest path through the tokens; each step interprets one to four of them. */
  #cheapest(tokens: readonly Token[]): Step[] {
    const best: { cost: number; before: number; step: Step }[] = [];
    const costAt = (at: number): number => (at === 0 ? 0 : (best[at]?.cost ?? Number.POSITIVE_INFINITY));
    for (let from = 0; from < tokens.length; from++)
      for (const step of this.#stepsFrom(tokens, from)) {
        const cost = costAt(from) + step.cost;
        if (cost < costAt(step.to)) best[step.to] = { cost, before: from, step };
      }
    const steps: Step[] = [];
    for (let at = tokens.length; at > 0; ) {
      const last = best[at];
      if (last === undefined) break;
      steps.unshift(last.step);
      at = last.before;
    }
    return steps;
  }

  *#stepsFrom(tokens: readonly Token[], from: number): Generator<Step> {
    const token = tokens[from] as Token;
    yield { to: from + 1, cost: token.known === 'known' ? 0 : LEFT };
    if (HAN.test(token.typed)) {
      const text = this.#putRight(token.typed);
      if (text !== token.typed) yield { to: from + 1, cost: -PINYIN, text, language: 'zh' };
      return;
    }
    if (token.known !== 'known') yield* this.#single(token, from + 1);
    for (let to = from + 1; to <= Math.min(from + WIDEST, tokens.length); to++) {
      const part = tokens.slice(from, to);
      if (part.some(({ typed }) => HAN.test(typed))) break;
      const written = this.#pinyin(part);
      if (written !== undefined) yield { ...written, to };
      if (part.length > 1 && part.some(({ known }) => !isKept(known))) yield* this.#together(part, to);
    }
  }

  #pinyin(part: readonly Token[]): Omit<Step, 'to'> | undefined {
    const isPinyin = ({ typed, open }: Token): boolean =>
      PINYIN_SPELLING.test(open) && PINYIN_LETTERS.test(typed.normalize('NFD'));
    if (!part.every(isPinyin)) return undefined;
    // Of most words it is plain that they are none: the pinyin of all terms takes a fifth of a second to make.
    const letters = part.map(({ open }) => open.replace(TONES, '')).join('');
    if (!PINYIN_NAME.test(letters)) return undefined;
    const term = this.#sounds.ofPinyin(part.map(({ open }) => open));
    return term === undefined
      ? undefined
      : { cost: part.length > 1 ? -PINYIN : PINYIN, text: term.text, language: 'zh' };
  }

  /** Corrects homophones in Chinese text. */
  #putRight(typed: string): string {
    return typed.replace(EVERY_HAN_RUN, (run) => {
      const folded = fold(run);
      if (folded.length !== run.length) return run;
      let text = run;
      for (const { from, to, term } of this.#sounds.find(folded).reverse())
        text = text.slice(0, from) + term.text + text.slice(to);
      return text;
    });
  }

  /** Corrections of one token to one word, or to several that were joined. */
  *#single({ typed: written, open, known, isBesideName }: Token, to: number): Generator<Step> {
    const typed = closed(open);
    if (typed.length === SWAPPED_ONLY) {
      if (known === 'name') return;
      const swapped = this.#words.swapped(typed);
      const [only, ...others] = swapped.length > 0 ? swapped : this.#words.withLetterLost(typed);
      if (only !== undefined && others.length === 0) yield stepTo(only, to, SWAPPED);
      return;
    }
    for (const { entry, cost } of this.#words.near(typed)) {
      if (known === 'name' && !(entry.isOwnName && entry.hasPhotos && cost <= SAME_SOUND)) continue;
      if (known === 'other-language' && !isSameWord(typed, entry, cost)) continue;
      const mayHaveAccent = entry.isOwnName || hasAccentsOf(written, entry) || isSameWord(typed, entry, cost);
      if (known === 'accented' && !mayHaveAccent) continue;
      if (isRatherAName(typed, { entry, cost }, isBesideName)) continue;
      const spaces = entry.open.includes(' ') ? OTHER_SPACES / 2 : 0;
      yield stepTo(entry, to, cost + spaces);
    }
  }

  /** Corrections of several tokens, at least one unknown, to one term: "new yrok", "goldengate bridge". */
  *#together(part: readonly Token[], to: number): Generator<Step> {
    const opens = part.map(({ open }) => open);
    const typed = closed(opens.join(''));
    if (typed.length > LONGEST || opens.includes('')) return;
    for (const { entry, cost } of this.#words.near(typed)) {
      if (entry.kind === 'common' || entry.kind === 'foreign') continue;
      const words = entry.open.split(' ');
      if (words.length === part.length) {
        const sum = sumOfCosts(part, words);
        if (sum < LEFT) yield stepTo(entry, to, sum - TOGETHER);
      } else if (cost <= AS_IT_SOUNDS) yield stepTo(entry, to, cost + OTHER_SPACES);
    }
  }
}

/**
 * Whether a word of another language is a phonetic spelling of the same word: elefant, tenis. An extra letter makes a
 * different word (kaart is not "kart"), and so does any edit that changes the sound; but two letters of a name of the
 * user's own may be swapped.
 */
const isSameWord = (typed: string, { closed: meant, kind, isOwnName }: Entry, cost: number): boolean =>
  kind === 'term' &&
  typed.length >= SHORTEST_OTHER &&
  meant.length >= typed.length &&
  cost <= (isOwnName ? SWAPPED : AS_IT_SOUNDS);

/**
 * Whether an unknown word is rather a name than a slip of the pen. Beside the name of a person, a word that only a
 * dictionary has is meant by swapped and doubled letters at most ("Wolfgang Petry" is no poetry), and one with another
 * letter only where photos are found by it; a word of another language is not meant. A name in pinyin is no English word,
 * and none of a city with other letters ("zhangwei" is not Zhongwei, "shanhai" may be Shanghai).
 */
function isRatherAName(typed: string, { entry, cost }: Near, isBesideName: boolean): boolean {
  const { closed: meant, kind, hasPhotos, isOwn } = entry;
  if (isOwn) return false;
  if (isBesideName && kind === 'foreign') return true;
  const isOtherLetter = typed.length === meant.length && cost > SWAPPED;
  if (isBesideName && cost > SWAPPED && (kind !== 'term' || (isOtherLetter && !hasPhotos))) return true;
  if (!PINYIN_NAME.test(typed) || (cost <= SAME_SOUND && meant.length > LONGEST_PINYIN)) return false;
  return (
    kind === 'common' || kind === 'foreign' || (kind === 'place' && isOtherLetter && PINYIN_NAME.test(meant))
  );
}

/** Whether a noun of another language has the accents of what was typed: mädchn, Mädchen. */
function hasAccentsOf(typed: string, { kind, text }: Entry): boolean {
  const accents = (word: string): string[] =>
    word
      .normalize('NFC')
      .toLowerCase()
      .match(/\P{ASCII}/gu) ?? [];
  return kind === 'foreign' && accents(typed).join('') === accents(text).join('');
}

const hasAccent = (typed: string): boolean => /[\p{Script=Latin}--\p{ASCII}]/v.test(typed.normalize('NFKC'));

const stepTo = ({ text, language, bonus }: Entry, to: number, cost: number): Step => ({
  to,
  cost: cost - bonus,
  text,
  language,
});

/** Whether a token stays beside others. */
const isKept = (known: Known): boolean => known === 'known' || known === 'name';

/** Cost of taking each token for the word in its place; Infinity if a known token would change. */
function sumOfCosts(part: readonly Token[], words: readonly string[]): number {
  let sum = 0;
  for (const [at, { open, known }] of part.entries()) {
    const word = words[at] ?? '';
    if (open === word) continue;
    if (isKept(known)) return Number.POSITIVE_INFINITY;
    sum += editCost(open, word, open.length >= LONG ? 2 : 1);
  }
  return sum;
}

/**
 * Corrects misspelt words of a query to terms of a library: one edit, or two from eight letters on; words that were
 * joined, split or swapped; Chinese words written with homophones or in pinyin. Common English words that are not terms
 * and nouns of other languages are also targets, with stricter limits. The index is created on first use.
 * @param terms see `spellingTermsOf`
 * @param isKnown whether a folded word needs no correction, because it finds something as it is or only joins others
 * @param isEmptyPlace whether it is a place without photos and nothing else: only a name of the user's own with a letter
 *   doubled or not may be meant
 */
export const createSpeller = (
  terms: Iterable<SpellingTerm>,
  isKnown: (word: string) => boolean,
  isEmptyPlace: (word: string) => boolean = () => false,
): Speller => new TermSpeller(terms, isKnown, isEmptyPlace);
