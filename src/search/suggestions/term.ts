import type { Language } from '../../domain/label.ts';
import type { SuggestionKind } from '../../domain/suggestion-kind.ts';

/** Something that a person may be about to type. Kind and key together name it. */
export interface Term {
  readonly kind: SuggestionKind;
  readonly key: string;
  /** What is shown and inserted. */
  readonly text: Readonly<Record<Language, string>>;
  /** Every other way to write it, in any language. */
  readonly words: readonly string[];
  /** Photos of this library that it finds. */
  readonly count: number;
}

/** How what was typed led to a term; `initials` are those of the pinyin syllables. */
export type SuggestionMatch = 'prefix' | 'word-prefix' | 'typo' | 'pinyin' | 'initials';

export interface SuggestedTerm {
  readonly term: Term;
  readonly match: SuggestionMatch;
  /** The word of the term that matched; what is shown where nothing was typed. */
  readonly matched: string;
  /** The end of what was typed that the term stands for, as typed: "ice cr" of "dog ice cr". */
  readonly typed: string;
}
