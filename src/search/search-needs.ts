import type { Interpretation, ResolvedQuery } from '../domain/query.ts';
import { isCustomLabel } from '../domain/user-data.ts';
import { partsOf } from './query-parts.ts';

/** What a search needs beyond the index before it is evaluated. */
export interface SearchNeeds {
  /** Embeddings of photos. */
  readonly embeddings: boolean;
  readonly duplicates: boolean;
  /** Of free text. */
  readonly phrases: ReadonlySet<string>;
  /** Of conditions that compare a phrase with photos. */
  readonly meanings: ReadonlySet<string>;
}

/** What is needed of a library to follow the searches of its albums. */
interface AlbumSearches {
  /** The search texts of the albums of a name. */
  readonly searchesOf: (album: string) => readonly string[];
  readonly read: (text: string) => ResolvedQuery;
}

/** Albums whose searches are prepared for one search. */
const MOST_ALBUMS = 100;

/** What a search needs, the searches of the albums that it names included. */
export function needsOf(
  query: ResolvedQuery,
  albums: AlbumSearches,
  seen: Set<string> = new Set(),
): SearchNeeds {
  const phrases = new Set<string>();
  const meanings = new Set<string>();
  let [embeddings, duplicates] = [false, false];
  const add = (interpretation: Interpretation): void => {
    if (interpretation.as === 'meaning') meanings.add(interpretation.phrase);
    embeddings ||= comparesPhotos(interpretation);
    duplicates ||= isForDuplicates(interpretation);
    const album = seen.size < MOST_ALBUMS ? albumOf(interpretation) : null;
    for (const search of album === null ? [] : albums.searchesOf(album)) {
      if (seen.has(search)) continue;
      const inner = needsOf(albums.read(search), albums, seen.add(search));
      // The search itself is for more than the album's phrase: it goes on without a phrase model.
      for (const phrase of [...inner.phrases, ...inner.meanings]) phrases.add(phrase);
      embeddings ||= inner.embeddings;
      duplicates ||= inner.duplicates;
    }
  };
  for (const part of partsOf(query)) {
    for (const phrase of [part.text?.phrase, part.text?.orderPhrase])
      if (phrase !== undefined && phrase !== '') phrases.add(phrase);
    for (const word of part.words) word.interpretations.forEach(add);
  }
  return { embeddings, duplicates, phrases, meanings };
}

const comparesPhotos = (interpretation: Interpretation): boolean =>
  interpretation.as === 'similar' ||
  (interpretation.as === 'label' && interpretation.labels.some(isCustomLabel));

const isForDuplicates = (interpretation: Interpretation): boolean =>
  interpretation.as === 'filter' &&
  interpretation.filter.field === 'is' &&
  interpretation.filter.state === 'duplicate';

/** The name of the album that is searched in; null where none is. */
const albumOf = (interpretation: Interpretation): string | null =>
  interpretation.as === 'filter' && interpretation.filter.field === 'album'
    ? interpretation.filter.value
    : null;
