import type { Language } from '../../domain/label.ts';
import { inAllLanguages } from '../../domain/localized.ts';
import { SUGGESTIONS } from '../../domain/suggestion-kind.ts';
import type { Term } from './term.ts';

/** A word or phrase that is a possible target of a misspelling. */
export interface SpellingTerm {
  /** As displayed and searched for. */
  readonly text: string;
  readonly language: Language;
  /** Number of photos of the library that it finds. */
  readonly count: number;
  readonly isPlace: boolean;
  /** A name or word of the user's own, or a place of the photos: it comes before words of dictionaries. */
  readonly isOwn: boolean;
  /** A noun of another language than English and Chinese, which comes after all other terms that are as near. */
  readonly isForeign?: boolean;
}

const HAN = /\p{Script=Han}/u;
const HAS_DIGIT = /\p{Nd}/u;
/** Names of labels with a disambiguation, "Crane (bird)", are skipped, because they are not typed. */
const QUALIFIED = /\(/u;

/** Regular plural of an English word or phrase; null after a final "s". */
export function pluralOf(word: string): string | null {
  if (!/[a-z]$/iu.test(word) || /s$/iu.test(word)) return null;
  if (/(?:x|z|ch|sh)$/iu.test(word)) return `${word}es`;
  if (/[^aeiou]y$/iu.test(word)) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}

/** Spelling targets of a term of the library: its names, other words and plurals, in all languages. */
export function* spellingTermsOf({ kind, text, words, count }: Term): Generator<SpellingTerm> {
  const { spelling: use, isOwn: isNamedByUser } = SUGGESTIONS[kind];
  if (use === 'none') return;
  const isPlace = kind === 'place';
  const isOwn = isNamedByUser || (isPlace && count > 0);
  for (const word of new Set([...inAllLanguages(text), ...words])) {
    if (QUALIFIED.test(word)) continue;
    const language = HAN.test(word) ? 'zh' : 'en';
    const written = use === 'brand' ? (word.split(' ')[0] ?? '') : word;
    if (written === '' || HAS_DIGIT.test(written)) continue;
    yield { text: written, language, count, isPlace, isOwn };
    const plural = use === 'plural' && language === 'en' ? pluralOf(written) : null;
    if (plural !== null) yield { text: plural, language, count, isPlace, isOwn };
  }
}
