import { LANGUAGES, type LabelId, type Language } from '../../domain/label.ts';
import { segmentAt } from './segment-at.ts';
import { vocabulary } from './vocabulary.ts';
import { wordKey } from './word-key.ts';

/**
 * Why a word matched a label: it is the name, a synonym, a plural of either, or a spelling variant; or it is a narrower
 * word, in any form: "puppies" finds dog, which is broader.
 */
export type MatchReason = 'name' | 'synonym' | 'plural' | 'spelling' | 'narrower';

export interface Match {
  readonly label: LabelId;
  /** The word of the vocabulary that matched. */
  readonly word: string;
  readonly language: Language;
  readonly why: MatchReason;
}

type Entry = Omit<Match, 'why'> & { readonly is: 'name' | 'synonym' | 'narrower' };

const spelling = new Map(Object.entries(vocabulary.spelling));
const plurals = new Map(Object.entries(vocabulary.plurals));
const HAN = /\p{Script=Han}/u;

/** Labels by key, and by key without spaces ("icecream"). */
const open = new Map<string, readonly Entry[]>();
const closed = new Map<string, readonly Entry[]>();
let longestChinese = 1;
/** In tokens. */
let longestEnglish = 1;

function add(word: string, entries: readonly Entry[]): void {
  const key = wordKey(word, spelling);
  open.set(key, entries);
  closed.set(key.replaceAll(' ', ''), entries);
  if (HAN.test(word)) longestChinese = Math.max(longestChinese, word.length);
  else longestEnglish = Math.max(longestEnglish, key.split(' ').length);
}

// The build ensures that each word leads to one label or is one of the shared words.
for (const { id, words } of vocabulary.labels)
  for (const language of LANGUAGES)
    words[language].forEach((word, place) => {
      add(word, [{ label: id, word, language, is: place === 0 ? 'name' : 'synonym' }]);
    });
const narrower = new Map(Object.entries(vocabulary.narrower));
for (const [word, ids] of [...narrower, ...Object.entries(vocabulary.shared)]) {
  const language = HAN.test(word) ? 'zh' : 'en';
  add(
    word,
    ids.map((label) => ({
      label,
      word,
      language,
      is: narrower.get(word)?.includes(label) === true ? 'narrower' : 'synonym',
    })),
  );
}

/**
 * Labels that a word or phrase means in either language, or of which it means a part (`why` is 'narrower'); several if
 * it is ambiguous ("crane"), none if it is unknown. Ignores case, accents, width, hyphens, British or American spelling
 * and the plural. Only whole words and phrases match, without stemming other than a plural that leads to a known word.
 */
export function find(text: string): Match[] {
  const key = wordKey(text, spelling);
  const exact = entriesOf(key);
  if (exact !== undefined) return exact.map((entry) => match(entry, text, false));
  for (const singular of singulars(key)) {
    const entries = entriesOf(singular);
    if (entries !== undefined) return entries.map((entry) => match(entry, text, true));
  }
  return [];
}

/** Ids of the labels that a word or phrase means, or means a part of; see `find`. */
export const findLabels = (text: string): LabelId[] => find(text).map(({ label }) => label);

/** Number of tokens, from `start`, of the longest known word or phrase; 0 if none begins there. */
export function longestPhrase(tokens: readonly string[], start: number): number {
  for (let length = Math.min(longestEnglish, tokens.length - start); length > 0; length--) {
    const part = tokens.slice(start, start + length);
    if (part.every((token) => token.trim() !== '') && find(part.join(' ')).length > 0) return length;
  }
  return 0;
}

/**
 * Number of UTF-16 units of Chinese text, from `start`, of the longest known word; 0 if none begins there. A single
 * character counts only if it is a separate word: Shanghai (上海) does not contain "sea".
 */
export function longestWordAt(text: string, start: number): number {
  for (let length = Math.min(longestChinese, text.length - start); length > 0; length--) {
    const part = text.slice(start, start + length);
    if (!HAN.test(part) || !open.has(wordKey(part, spelling))) continue;
    if (length > 1 || isWordAlone(text, start)) return length;
  }
  return 0;
}

/** Whether the character at an offset is a separate word according to a segmentation dictionary. */
const isWordAlone = (text: string, at: number): boolean => segmentAt(text, at)?.length === 1;

/** Labels of a key, also without its spaces, unless its parts are known words: "car pet" is not "carpet". */
function entriesOf(key: string): readonly Entry[] | undefined {
  const known = open.get(key);
  if (known !== undefined) return known;
  const parts = key.split(' ');
  return parts.length > 1 && parts.every((part) => open.has(part)) ? undefined : closed.get(parts.join(''));
}

/** Possible singulars of a key: of its last word ("hot dogs"), then of its first ("birds of prey"). */
function singulars(key: string): string[] {
  const parts = key.split(' ');
  const at = (place: number): string[] =>
    singularsOf(parts[place] ?? '').map((singular) => parts.with(place, singular).join(' '));
  return parts.length === 1 ? at(0) : [...at(parts.length - 1), ...at(0)];
}

/** Candidates; only known words are used in the end. */
function singularsOf(word: string): string[] {
  const irregular = plurals.get(word);
  if (irregular !== undefined) return [irregular];
  if (word.length < 3 || word.endsWith('ss')) return [];
  const cut = (ending: string, ...instead: string[]): string[] =>
    word.endsWith(ending) ? instead.map((end) => word.slice(0, -ending.length) + end) : [];
  const candidates = [
    ...cut('s', ''),
    ...cut('es', ''),
    ...cut('ies', 'y'),
    ...cut('ves', 'f', 'fe'),
    ...cut('men', 'man'),
  ];
  return candidates.map((candidate) => spelling.get(candidate) ?? candidate);
}

const UNSPELLED = new Map<string, string>();

function match({ label, word, language, is }: Entry, typed: string, isPlural: boolean): Match {
  const written = (text: string): string => wordKey(text, UNSPELLED).replaceAll(' ', '');
  const asTyped = written(word) === written(typed) ? is : 'spelling';
  return { label, word, language, why: is === 'narrower' ? is : isPlural ? 'plural' : asTyped };
}
