import type { Label, LabelId, Language } from '../domain/label.ts';
import { vocabulary } from './vocabulary.ts';
import { wordKey } from './word-key.ts';

/** Why a word found a label: it is the name, another word for it, either in the plural, or written otherwise. */
export type Why = 'name' | 'synonym' | 'plural' | 'spelling';

export interface Match {
  readonly label: LabelId;
  /** The vocabulary's word that matched. */
  readonly word: string;
  readonly language: Language;
  readonly why: Why;
}

type Entry = Omit<Match, 'why'> & { readonly isName: boolean };

const spelling = new Map(Object.entries(vocabulary.spelling));
const plurals = new Map(Object.entries(vocabulary.plurals));
const HAN = /\p{Script=Han}/u;
const languageOf = (word: string): Language => (HAN.test(word) ? 'zh' : 'en');

/** Words by their key, and words of several parts also by their key without spaces ("icecream"). */
const open = new Map<string, readonly Entry[]>();
const closed = new Map<string, readonly Entry[]>();
let longestChinese = 1;
let longestEnglish = 1;

function add(word: string, entries: readonly Entry[], replace: boolean): void {
  const key = wordKey(word, spelling);
  const put = (map: Map<string, readonly Entry[]>, at: string): void => {
    const known = replace ? [] : (map.get(at) ?? []);
    const fresh = entries.filter((entry) => !known.some(({ label }) => label === entry.label));
    if (fresh.length > 0) map.set(at, [...known, ...fresh]);
  };
  put(open, key);
  put(closed, key.replaceAll(' ', ''));
  if (HAN.test(word)) longestChinese = Math.max(longestChinese, word.length);
  else longestEnglish = Math.max(longestEnglish, key.split(' ').length + 1);
}

const entriesOf = (label: Label, language: Language): void =>
  label.words[language].forEach((word, place) => {
    add(word, [{ label: label.id, word, language, isName: place === 0 }], false);
  });
for (const label of vocabulary.labels) {
  entriesOf(label, 'en');
  entriesOf(label, 'zh');
}
for (const [word, ids] of Object.entries(vocabulary.shared))
  add(word, ids.map((label) => ({ label, word, language: languageOf(word), isName: false })), true);

/**
 * The labels that a word or phrase means, in either language; several where it is ambiguous ("crane"), none
 * where nothing knows it. Case, accents, width, hyphens, British or American spelling and the plural do not
 * matter. Only whole words and phrases match: nothing is stemmed beyond a plural that leads to a known word.
 */
export function find(text: string): Match[] {
  const key = wordKey(text, spelling);
  const exact = open.get(key) ?? joined(key);
  if (exact !== undefined) return exact.map((entry) => match(entry, text, null));
  for (const singular of singulars(key)) {
    const entries = open.get(singular) ?? joined(singular);
    if (entries !== undefined) return entries.map((entry) => match(entry, text, 'plural'));
  }
  return [];
}

/** The ids of the labels that a word or phrase means; see `find`. */
export const findLabels = (text: string): LabelId[] => find(text).map(({ label }) => label);

/** How many of the tokens from `start` on make the longest known word or phrase; 0 where none begins there. */
export function longestPhrase(tokens: readonly string[], start: number): number {
  for (let length = Math.min(longestEnglish, tokens.length - start); length > 0; length--) {
    const part = tokens.slice(start, start + length);
    if (part.every((token) => token.trim() !== '') && find(part.join(' ')).length > 0) return length;
  }
  return 0;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
let segmented = '';
let wholeCharacters: ReadonlySet<number> = new Set();

/**
 * How many UTF-16 units of Chinese text from `start` on make the longest known word; 0 where none begins
 * there. A single character counts only where it is a word by itself: there is no sea in Shanghai (上海).
 */
export function longestWordAt(text: string, start: number): number {
  for (let length = Math.min(longestChinese, text.length - start); length > 0; length--) {
    const part = text.slice(start, start + length);
    if (!HAN.test(part) || !open.has(wordKey(part, spelling))) continue;
    if (length > 1 || isWholeWord(text, start)) return length;
  }
  return 0;
}

function isWholeWord(text: string, start: number): boolean {
  if (text !== segmented) {
    segmented = text;
    const single = [...segmenter.segment(text)].filter(({ segment }) => segment.length === 1);
    wholeCharacters = new Set(single.map(({ index }) => index));
  }
  return wholeCharacters.has(start);
}

/** What a key means without its spaces, unless its parts are known words by themselves: "car pet" is no carpet. */
function joined(key: string): readonly Entry[] | undefined {
  const parts = key.split(' ');
  if (parts.length > 1 && parts.every((part) => open.has(part))) return undefined;
  return closed.get(parts.join(''));
}

/** What a key may be the plural of: of its last word ("hot dogs"), then of all its words ("birds of prey"). */
function singulars(key: string): string[] {
  const parts = key.split(' ');
  const last = parts.at(-1) ?? '';
  const before = parts.slice(0, -1);
  const ofLast = singularsOf(last).map((singular) => [...before, singular].join(' '));
  const first = parts[0];
  const ofFirst = first === undefined || parts.length < 2 ? [] : singularsOf(first).map((s) => [s, ...parts.slice(1)].join(' '));
  return [...ofLast, ...ofFirst];
}

/** Candidates only: just those that are known words count. */
function singularsOf(word: string): string[] {
  const irregular = plurals.get(word);
  if (irregular !== undefined) return [irregular];
  if (word.length < 4 || !word.endsWith('s') || word.endsWith('ss')) return [];
  const cut = (ending: string, ...instead: string[]): string[] =>
    word.endsWith(ending) ? instead.map((end) => word.slice(0, -ending.length) + end) : [];
  return [...cut('s', ''), ...cut('es', ''), ...cut('ies', 'y'), ...cut('ves', 'f', 'fe')];
}

function match({ label, word, language, isName }: Entry, typed: string, plural: 'plural' | null): Match {
  const plain = (text: string): string => wordKey(text, new Map()).replaceAll(' ', '');
  const why = plural ?? (plain(word) !== plain(typed) ? 'spelling' : isName ? 'name' : 'synonym');
  return { label, word, language, why };
}
