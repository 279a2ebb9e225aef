import type { Language } from '../domain/label.ts';
import { inAllLanguages, localized } from '../domain/localized.ts';
import { MOST_UNASKED, type SuggestionKind } from '../domain/suggestion-kind.ts';
import type { CustomLabel } from '../domain/user-data.ts';
import { narrowerWords, vocabulary } from '../knowledge/labels/vocabulary.ts';
import { FIELDS, fieldNamed } from '../query/fields.ts';
import type { Searcher } from '../search/searcher.ts';
import { SuggestionIndex } from '../search/suggestions/suggestion-index.ts';
import type { SuggestedTerm } from '../search/suggestions/term.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { suggestionTerms } from './suggestion-terms.ts';

const MOST_SUGGESTIONS = 8;
/** Maximum age of the counts of suggestions in ms while photos are being indexed. */
const TERMS_FOR_MS = 10_000;

/** Suggestions for the text being typed, from terms that are updated with the library. */
export class SuggestionFeed {
  readonly #searcher: Searcher;
  readonly #reader: LibraryReader;
  readonly #now: () => number;
  #terms: {
    readonly index: SuggestionIndex;
    readonly revision: number;
    readonly userDataRevision: number;
    /** Recent searches, which are no statements. */
    readonly recent: string;
    readonly at: number;
  } | null = null;
  #labels: { readonly index: SuggestionIndex; readonly userDataRevision: number } | null = null;

  /** @param now ms since 1970 */
  constructor(searcher: Searcher, reader: LibraryReader, now: () => number) {
    this.#searcher = searcher;
    this.#reader = reader;
    this.#now = now;
  }

  /**
   * Completions of a typed phrase, the best first; of nothing typed, what an empty box offers.
   * @param field name of the field whose value it is; null for a bare phrase
   */
  suggest(typed: string, field: string | null, language: Language): SuggestedTerm[] {
    const named = field === null ? null : fieldNamed(field);
    const kinds: readonly SuggestionKind[] = named === null ? [] : FIELDS[named].suggests;
    if (field !== null && kinds.length === 0) return [];
    return this.#termIndex().suggest(typed, {
      language,
      limit: typed.trim() === '' && field === null ? MOST_UNASKED : MOST_SUGGESTIONS,
      ...(kinds.length === 0 ? {} : { kinds }),
    });
  }

  /** Labels that a typed phrase may mean, whether the library has photos of them or not. */
  findLabels(typed: string, language: Language): SuggestedTerm[] {
    this.#searcher.refresh();
    const kinds: readonly SuggestionKind[] = ['label', 'own-label'];
    return this.#labelIndex().suggest(typed, { language, limit: MOST_SUGGESTIONS, kinds });
  }

  #termIndex(): SuggestionIndex {
    const revision = this.#searcher.revision();
    const { userDataRevision } = this.#searcher.index;
    const recent = this.#reader.userData.recentSearches().join('\n');
    // Changed user data is suggested immediately; counts of photos may lag a little.
    if (
      this.#terms?.userDataRevision === userDataRevision &&
      this.#terms.recent === recent &&
      (this.#terms.revision === revision || this.#now() - this.#terms.at < TERMS_FOR_MS)
    )
      return this.#terms.index;
    const index = new SuggestionIndex(suggestionTerms(this.#searcher, this.#reader));
    this.#terms = { index, revision, userDataRevision, recent, at: this.#now() };
    return index;
  }

  #labelIndex(): SuggestionIndex {
    const { userDataRevision, userData } = this.#searcher.index;
    if (this.#labels?.userDataRevision === userDataRevision) return this.#labels.index;
    const index = indexOfLabels(userData.customLabels);
    this.#labels = { index, userDataRevision };
    return index;
  }
}

/** All labels, whether this library has photos of them or not. */
const indexOfLabels = (customLabels: readonly CustomLabel[]): SuggestionIndex =>
  new SuggestionIndex([
    ...customLabels.map(({ key, name }) => ({
      kind: 'own-label' as const,
      key,
      text: localized(() => name),
      words: [],
      count: 2,
    })),
    ...vocabulary.labels.map(({ id, name, words }) => ({
      kind: 'label' as const,
      key: id,
      text: name,
      words: [...inAllLanguages(words).flat(), ...narrowerWords(id)],
      count: 1,
    })),
  ]);
