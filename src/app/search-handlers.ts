import type { Output } from '../api/contract.ts';
import type { Handlers } from '../api/dispatch.ts';
import { BeachcombError, type ErrorKind } from '../domain/error.ts';
import type { QueryField } from '../domain/query.ts';
import { narrowerWords, vocabulary } from '../knowledge/labels/vocabulary.ts';
import { log } from '../platform/log/log.ts';
import { FIELDS, fieldNamed } from '../query/fields.ts';
import { printField } from '../query/print-query.ts';
import type { Searcher } from '../search/searcher.ts';
import { SuggestionIndex } from '../search/suggestions/suggestion-index.ts';
import type { Suggestion, TermKind } from '../search/suggestions/term.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { StatementWriter } from '../store/statement-writer.ts';
import { correctedSearch } from './corrected-search.ts';
import { explore } from './explore.ts';
import { labelName } from './label-name.ts';
import { photoView } from './photo-view.ts';
import { interpretationView, searchView } from './search-view.ts';
import { suggestionTerms } from './suggestion-terms.ts';
import type { TextCorrections } from './text-correction.ts';

type SearchHandlers = Pick<
  Handlers,
  | 'search.run'
  | 'search.others'
  | 'search.suggest'
  | 'searches.list'
  | 'searches.save'
  | 'searches.remove'
  | 'searches.note'
  | 'searches.forgetRecent'
  | 'labels.find'
  | 'explore.get'
  | 'photo.get'
>;

const NOT_NOW: readonly ErrorKind[] = ['library-unwritable', 'disk-full'];
const SUGGESTIONS = 8;
/** Counts of suggestions may be this old, milliseconds, while photos are being indexed. */
const TERMS_FOR_MS = 10_000;

/** Kinds whose name alone could be read as something else: they are written with their field. */
const FIELD_OF_KIND: Readonly<Partial<Record<TermKind, QueryField>>> = {
  camera: 'camera',
  lens: 'lens',
  keyword: 'keyword',
  folder: 'folder',
  album: 'album',
};

/** Searches, their suggestions, and what a search found. */
export function searchHandlers(
  searcher: Searcher,
  reader: LibraryReader,
  userDataRevision: StatementWriter,
  corrections: TextCorrections,
  now: () => number,
): SearchHandlers {
  let suggestions: {
    readonly index: SuggestionIndex;
    readonly revision: number;
    readonly userDataRevision: number;
    readonly at: number;
  } | null = null;
  const suggestionIndex = (): SuggestionIndex => {
    const revision = searcher.revision();
    const { userDataRevision: spoken } = searcher.index;
    // What the person just said is suggested at once; counts of photos may be a little behind.
    if (
      suggestions?.userDataRevision === spoken &&
      (suggestions.revision === revision || now() - suggestions.at < TERMS_FOR_MS)
    )
      return suggestions.index;
    const index = new SuggestionIndex(suggestionTerms(searcher, reader));
    suggestions = { index, revision, userDataRevision: spoken, at: now() };
    return index;
  };
  let labelIndex: { readonly userDataRevision: number; readonly terms: SuggestionIndex } | null = null;
  const own = () => searcher.index.customLabels;

  return {
    'search.run': async (input) => {
      const sort = input.text.trim() === '' ? 'date' : input.sort;
      const { text, verbatim } = input;
      const result = await correctedSearch(searcher, corrections, text, { sort, all: false, verbatim });
      return searchView(result, input, searcher.index.revision, own(), () => reader.problemCount());
    },
    'search.others': ({ part }) =>
      searcher.others(part).map(({ text, interpretation, photos }) => {
        const { as, meaning } = interpretationView(interpretation, part, own());
        return { text, as, meaning, photos };
      }),
    'search.suggest': ({ typed, field, language }) => {
      const named = field === null ? null : fieldNamed(field);
      const kinds: readonly TermKind[] = named === null ? [] : FIELDS[named].suggests;
      if (field !== null && kinds.length === 0) return [];
      const found = suggestionIndex().suggest(typed, {
        language,
        limit: SUGGESTIONS,
        ...(kinds.length === 0 ? {} : { kinds }),
      });
      return found.map((one) => suggestionView(one, language, field));
    },
    'searches.list': () => ({
      saved: reader.savedSearches().map(({ text }) => text),
      recent: reader.recentSearches(),
    }),
    'searches.save': ({ text }) => {
      userDataRevision.saveSearch(text, now());
      return {};
    },
    'searches.remove': ({ text }) => {
      userDataRevision.removeSavedSearch(text);
      return {};
    },
    'searches.note': ({ text }) => {
      try {
        userDataRevision.noteSearch(text, now());
      } catch (error) {
        log.debug('a search that led somewhere cannot be kept', { error });
        // Nobody asked for it: a library that cannot be written is still searched.
        if (!(error instanceof BeachcombError) || !NOT_NOW.includes(error.kind)) throw error;
      }
      return {};
    },
    'searches.forgetRecent': () => {
      userDataRevision.forgetSearches();
      return {};
    },
    'labels.find': ({ text, language }) => {
      searcher.refresh();
      if (labelIndex === null || labelIndex.userDataRevision !== searcher.index.userDataRevision)
        labelIndex = { userDataRevision: searcher.index.userDataRevision, terms: allLabels(searcher) };
      return labelIndex.terms
        .suggest(text, { language, limit: SUGGESTIONS, kinds: ['label', 'own-label'] })
        .map(({ term }) => ({
          label: term.key,
          name: labelName(term.key, own())[language],
          own: term.kind === 'own-label',
        }));
    },
    'explore.get': ({ language }) => explore(searcher, language),
    'photo.get': async ({ photo, text }) => {
      if (text.trim() !== '') await searcher.prepare(text);
      return photoView(reader, searcher, photo, text);
    },
  };
}

/** Every label that there is, whether this library has photos of it or not. */
function allLabels({ index }: Searcher): SuggestionIndex {
  return new SuggestionIndex([
    ...index.customLabels.map(({ key, name }) => ({
      kind: 'own-label' as const,
      key,
      text: { en: name, zh: name },
      words: [],
      count: 2,
    })),
    ...vocabulary.labels.map(({ id, name, words }) => ({
      kind: 'label' as const,
      key: id,
      text: name,
      words: [...words.en, ...words.zh, ...narrowerWords(id)],
      count: 1,
    })),
  ]);
}

function suggestionView(
  { term, matched, typed }: Suggestion,
  language: 'en' | 'zh',
  field: string | null,
): Output<'search.suggest'>[number] {
  const name = term.text[language];
  const asField = field === null ? FIELD_OF_KIND[term.kind] : undefined;
  return {
    kind: term.kind,
    text: asField === undefined ? name : printField(asField, name),
    name,
    matched: matched.toLowerCase() === name.toLowerCase() ? '' : matched,
    typed,
    photos: term.count,
  };
}
