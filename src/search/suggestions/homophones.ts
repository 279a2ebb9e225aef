import { pinyin } from 'pinyin-pro';
import { fold } from '../../domain/fold.ts';
import { isEnglishWord, knownWord } from './known-words.ts';
import type { SpellingTerm } from './spelling-terms.ts';

const ALL_HAN = /^\p{Script=Han}+$/u;
const SHORTEST = 2;
const LONGEST = 6;
/** Length of the longest dictionary word that protects its characters from correction. */
const LONGEST_WORD = 12;
/** Shorter pinyin is too ambiguous. */
const SHORTEST_PINYIN = 5;
/** `hai3 tan1` is pinyin with numbers for tones. */
const TONE = /(?<=[a-z])[1-5]/gu;

interface HanTerm extends SpellingTerm {
  readonly folded: string;
  readonly tones: string;
}

const differences = (one: string, other: string): number =>
  [...one].filter((character, at) => character !== other[at]).length;

const syllables = (word: string, toneType: 'none' | 'num'): string[] =>
  pinyin(word, { toneType, type: 'array', v: true });

/** A run of characters in a text that sounds like a term and is not itself a word. */
export interface Homophone {
  /** In UTF-16 units. */
  readonly from: number;
  readonly to: number;
  readonly term: SpellingTerm;
}

/** Chinese terms by their sound. Building takes about 30 µs per term. */
export class Homophones {
  readonly #bySound = new Map<string, HanTerm[]>();
  /** The same without spaces between syllables. */
  readonly #byPinyin = new Map<string, HanTerm>();
  readonly #words = new Set<string>();
  readonly #syllables = new Set<string>();
  readonly #segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  readonly #isKnown: (word: string) => boolean;

  constructor(terms: Iterable<SpellingTerm>, isKnown: (word: string) => boolean) {
    this.#isKnown = isKnown;
    for (const term of terms) {
      const folded = fold(term.text);
      if (term.language !== 'zh' || this.#words.has(folded)) continue;
      this.#words.add(folded);
      if (!ALL_HAN.test(folded) || folded.length < SHORTEST || folded.length > LONGEST) continue;
      const sounds = syllables(folded, 'none');
      for (const syllable of sounds) this.#syllables.add(syllable);
      const one = { ...term, folded, tones: syllables(folded, 'num').join(' ') };
      const sound = sounds.join(' ');
      this.#bySound.set(sound, [...(this.#bySound.get(sound) ?? []), one]);
      const written = sounds.join('');
      const before = this.#byPinyin.get(written);
      if (before === undefined || before.count < one.count) this.#byPinyin.set(written, one);
    }
  }

  /** The Chinese term that tokens write in pinyin, with or without tones; undefined for English words. */
  ofPinyin(tokens: readonly string[]): SpellingTerm | undefined {
    const parts = tokens.map((token) => fold(token).replace(TONE, ''));
    const written = parts.join('');
    if (written.length < SHORTEST_PINYIN) return undefined;
    const isEnglish = (part: string): boolean => isEnglishWord(part) || this.#isKnown(part);
    if (parts.length === 1 && knownWord(written) !== undefined) return undefined;
    if (parts.every(isEnglish)) return undefined;
    if (parts.length > 1 && !parts.every((part) => this.#syllables.has(part))) return undefined;
    return this.#byPinyin.get(written);
  }

  /**
   * Finds terms that a folded run of Chinese characters writes with homophones: 海谈 for 海滩. At least one character must
   * match; inside a text the tones must match too.
   */
  find(run: string): Homophone[] {
    const starts = Array.from(this.#segmenter.segment(run), ({ index }) => index);
    const edges = new Set([...starts, run.length]);
    const found: Homophone[] = [];
    for (let from = 0; from < run.length; ) {
      const word = this.#wordAt(run, from);
      const isPart = from + word < run.length;
      // A longer word may be misspelt as a whole: 自行扯.
      const one =
        edges.has(from) && isPart && (word === 0 || from === 0) ? this.#at(run, from, edges) : undefined;
      if (one !== undefined) found.push(one);
      from = one?.to ?? from + Math.max(1, word);
    }
    return found;
  }

  /** Length of the longest word of two or more characters that begins at an offset; 0 if there is none. */
  #wordAt(run: string, from: number): number {
    for (let to = Math.min(from + LONGEST_WORD, run.length); to >= from + SHORTEST; to--)
      if (this.#isWord(run.slice(from, to))) return to - from;
    return 0;
  }

  #isWord(word: string): boolean {
    return this.#words.has(word) || knownWord(word) !== undefined || this.#isKnown(word);
  }

  #at(run: string, from: number, edges: ReadonlySet<number>): Homophone | undefined {
    for (let to = Math.min(from + LONGEST, run.length); to >= from + SHORTEST; to--) {
      const isWhole = to - from === run.length;
      if (!edges.has(to) || (!isWhole && this.#hasWord(run, from, to, edges))) continue;
      const part = run.slice(from, to);
      const all = this.#bySound.get(syllables(part, 'none').join(' '));
      if (all === undefined) continue;
      const tones = syllables(part, 'num').join(' ');
      const near = all.filter(
        ({ folded, tones: meant }) =>
          differences(folded, part) <= Math.max(1, part.length - 2) && (isWhole || tones === meant),
      );
      const best = near.sort(
        (a, b) => Number(b.tones === tones) - Number(a.tones === tones) || b.count - a.count,
      )[0];
      if (best !== undefined) return { from, to, term: best };
    }
    return undefined;
  }

  /** Whether part of a text contains a word, including words that only ICU has. */
  #hasWord(run: string, from: number, to: number, edges: ReadonlySet<number>): boolean {
    let start = from;
    for (let edge = from + 1; edge <= to; edge++) {
      if (!edges.has(edge)) continue;
      if (edge - start >= SHORTEST) return true;
      start = edge;
    }
    return this.#isWord(run.slice(from, to));
  }
}
