import { pinyin } from 'pinyin-pro';
import { fold } from '../domain/fold.ts';
import { knownWord } from './known-words.ts';
import type { SpellingTerm } from './spelling-terms.ts';

const ALL_HAN = /^\p{Script=Han}+$/u;
const SHORTEST = 2;
const LONGEST = 6;
/** Fewer letters of pinyin are too little to go by. */
const SHORTEST_PINYIN = 5;
/** `hai3 tan1` is typed where tones are numbers. */
const TONE = /(?<=[a-z])[1-5]/gu;

interface HanTerm extends SpellingTerm {
  readonly folded: string;
  readonly tones: string;
}

const syllables = (word: string, toneType: 'none' | 'num'): string[] =>
  pinyin(word, { toneType, type: 'array', v: true });

/** A run of characters in a text that sounds like a term and is no word itself. */
export interface Homophone {
  /** UTF-16 units. */
  readonly from: number;
  readonly to: number;
  readonly term: SpellingTerm;
}

/** Chinese terms by how they sound. Building takes some 30 µs a term. */
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
    const isEnglish = (part: string): boolean => {
      const known = knownWord(part);
      return known === 'common' || known === 'english' || this.#isKnown(part);
    };
    if (parts.length === 1 && knownWord(written) !== undefined) return undefined;
    if (parts.every(isEnglish)) return undefined;
    if (parts.length > 1 && !parts.every((part) => this.#syllables.has(part))) return undefined;
    return this.#byPinyin.get(written);
  }

  /**
   * What in a folded run of Chinese characters is a term written with other characters of the same sound: 海谈
   * for 海滩. One character at least is the right one; in the middle of a text the tones are right as well.
   */
  find(run: string): Homophone[] {
    const starts = Array.from(this.#segmenter.segment(run), ({ index }) => index);
    const edges = new Set([...starts, run.length]);
    const found: Homophone[] = [];
    for (let from = 0; from < run.length; ) {
      const one = edges.has(from) ? this.#at(run, from, edges) : undefined;
      if (one !== undefined) found.push(one);
      from = one?.to ?? from + 1;
    }
    return found;
  }

  #at(run: string, from: number, edges: ReadonlySet<number>): Homophone | undefined {
    for (let to = Math.min(from + LONGEST, run.length); to >= from + SHORTEST; to--) {
      if (!edges.has(to)) continue;
      const part = run.slice(from, to);
      if (this.#hasWord(run, from, to, edges)) continue;
      const all = this.#bySound.get(syllables(part, 'none').join(' '));
      if (all === undefined) continue;
      const isWhole = part.length === run.length;
      const tones = syllables(part, 'num').join(' ');
      const near = all.filter(
        ({ folded, tones: meant }) =>
          [...folded].some((character, at) => character === part[at]) && (isWhole || tones === meant),
      );
      const best = near.sort(
        (a, b) => Number(b.tones === tones) - Number(a.tones === tones) || b.count - a.count,
      )[0];
      if (best !== undefined) return { from, to, term: best };
    }
    return undefined;
  }

  /** Whether a part, or a segment of two characters in it, is a word. */
  #hasWord(run: string, from: number, to: number, edges: ReadonlySet<number>): boolean {
    const isWord = (word: string): boolean =>
      this.#words.has(word) || knownWord(word) !== undefined || this.#isKnown(word);
    if (isWord(run.slice(from, to))) return true;
    const inside = [...edges].filter((edge) => edge >= from && edge <= to).sort((a, b) => a - b);
    return inside.some((edge, at) => {
      const next = inside[at + 1];
      return next !== undefined && next - edge >= SHORTEST;
    });
  }
}
