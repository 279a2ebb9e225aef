import type { searchCalls } from '../../api/contract/search-calls.ts';
import type { Suggestion } from '../../api/contract.ts';
import type { Handlers } from '../../api/dispatch.ts';
import { isUnwritable } from '../../domain/error.ts';
import type { Language } from '../../domain/label.ts';
import { sortOf } from '../../domain/query.ts';
import { log } from '../../platform/log/log.ts';
import type { SearchResult } from '../../search/search-result.ts';
import type { Searcher } from '../../search/searcher.ts';
import type { SuggestedTerm } from '../../search/suggestions/term.ts';
import { correctedSearch } from '../corrected-search.ts';
import type { LibraryParts } from '../library-parts.ts';
import { interpretationView, searchView } from '../views/search-view.ts';
import { suggestionView } from '../views/suggestion-view.ts';

/** Hits that are read at once to find one photo among them. */
const READ_AT_ONCE = 4000;

function rankAmong(result: Pick<SearchResult, 'likely' | 'possible' | 'hits'>, photo: number): number | null {
  const total = result.likely + result.possible;
  for (let from = 0; from < total; from += READ_AT_ONCE) {
    const at = result
      .hits(from, Math.min(total, from + READ_AT_ONCE))
      .findIndex((hit) => hit.photo === photo);
    if (at >= 0) return from + at;
  }
  return null;
}

/** Suggestions with the number of photos that a search for each shows as likely, where that is counted quickly. */
const viewsOf = (
  terms: readonly SuggestedTerm[],
  field: string | null,
  language: Language,
  searcher: Searcher,
): Promise<Suggestion[]> =>
  Promise.all(
    terms.map(async (term) => {
      const one = suggestionView(term, language, field);
      const isSearch = one.photos > 0 && one.album === null && one.text === one.name;
      const photos = isSearch ? await searcher.countSuggested(one.text, terms.length) : null;
      return photos === null ? one : { ...one, photos };
    }),
  );

export function searchHandlers({
  searcher,
  reader,
  userData: { statements },
  spelling,
  suggestions,
}: Pick<LibraryParts, 'searcher' | 'reader' | 'userData' | 'spelling' | 'suggestions'>): Pick<
  Handlers,
  keyof typeof searchCalls
> {
  const { index } = searcher;
  return {
    'search.run': async (input) => {
      const { text, verbatim, within } = input;
      const sort = sortOf(text, input.sort);
      const result = await correctedSearch(searcher, spelling, text, { sort, all: false, verbatim, within });
      return searchView(result, input, index.revision, index.userData.customLabels, reader);
    },
    'search.rank': async ({ text, sort: wanted, verbatim, within, photo }) => {
      const sort = sortOf(text, wanted);
      const result = await correctedSearch(searcher, spelling, text, { sort, all: false, verbatim, within });
      return { rank: rankAmong(result, photo) };
    },
    'search.others': ({ part }) =>
      searcher.others(part).map(({ text, interpretation, photos }) => {
        const { as, meaning } = interpretationView(interpretation, part, index.userData.customLabels);
        return { text, as, meaning, photos };
      }),
    'search.suggest': ({ typed, field, language }) =>
      viewsOf(suggestions.suggest(typed, field, language), field, language, searcher),
    'searches.list': () => ({
      saved: reader.userData.savedSearches().map(({ text }) => text),
      recent: reader.userData.recentSearches(),
    }),
    'searches.save': ({ text }) => {
      statements.saveSearch(text, Date.now());
      return {};
    },
    'searches.remove': ({ text }) => {
      statements.removeSavedSearch(text);
      return {};
    },
    'searches.note': ({ text }) => {
      try {
        statements.noteSearch(text, Date.now());
      } catch (error) {
        // Not requested by the user: a read-only library can still be searched.
        if (!isUnwritable(error)) throw error;
        log.debug('a recent search cannot be saved', { error });
      }
      return {};
    },
    'searches.forgetRecent': () => {
      statements.forgetSearches();
      return {};
    },
  };
}
