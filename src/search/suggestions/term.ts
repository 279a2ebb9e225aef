import type { Language } from '../../domain/label.ts';
import type { SuggestionKind } from '../../domain/suggestion-kind.ts';

/** A possible completion. Identified by kind and key. */
export interface Term {
  readonly kind: SuggestionKind;
  readonly key: string;
  /** As displayed and inserted. */
  readonly text: Readonly<Record<Language, string>>;
  /** Every other spelling, in any language. */
  readonly words: readonly string[];
  /** Number of photos of this library that it finds. */
  readonly count: number;
  /** Suggested only for what is typed, as a name of taxonomy is. */
  readonly isUncommon?: boolean;
}

/** How the typed text matched a term; `initials` are those of the pinyin syllables. */
export type SuggestionMatch = 'prefix' | 'word-prefix' | 'typo' | 'pinyin' | 'initials';

export interface SuggestedTerm {
  readonly term: Term;
  readonly match: SuggestionMatch;
  /** The word of the term that matched; the displayed text if nothing was typed. */
  readonly matched: string;
  /** The suffix of the typed text that the term replaces, as typed: "ice cr" of "dog ice cr". */
  readonly typed: string;
}
