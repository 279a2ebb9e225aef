import { LANGUAGES, type LabelId, type Language } from '../domain/label.ts';
import { localized } from '../domain/localized.ts';
import { QUERY_FIELDS } from '../domain/query.ts';
import type { SuggestionKind } from '../domain/suggestion-kind.ts';
import { findLabels } from '../knowledge/labels/find.ts';
import { isLabel, labelOf, narrowerWords } from '../knowledge/labels/vocabulary.ts';
import { containing, placeName } from '../knowledge/places/gazetteer.ts';
import type { TextColumn } from '../search/index/text-column.ts';
import type { Searcher } from '../search/searcher.ts';
import type { Term } from '../search/suggestions/term.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { countNumbers } from './count-numbers.ts';

const same = (text: string): Term['text'] => localized(() => text);

/**
 * Maximum number of folders suggested, the largest first; any folder can be found by its name. A million photos may be
 * in 25,000 folders, 15 MB of terms.
 */
const MOST_FOLDERS = 4000;

/** Name of a label as inserted into the search box: a search for "Crane (bird)" would find nothing. */
export function labelWord(label: LabelId, language: Language): string {
  const { name, words } = labelOf(label);
  return (
    [name[language], ...words[language]].find((word) => findLabels(word).includes(label)) ?? name[language]
  );
}

/** All terms of a library that a search can name, with the number of their photos. */
export function* suggestionTerms(searcher: Searcher, reader: LibraryReader): Generator<Term> {
  const { texts, columns } = searcher.index;
  yield* userDataTerms(searcher, reader);
  yield* labelTerms(searcher);
  yield* placeTerms(searcher);
  yield* named('camera', texts.camera, countNumbers(searcher.index, columns.camera));
  yield* named('lens', texts.lens, countNumbers(searcher.index, columns.lens));
  yield* keywordTerms(searcher);
  yield* folderTerms(searcher);
  for (const field of QUERY_FIELDS) yield termOf('field', field, same(`${field}:`), 0);
}

const termOf = (
  kind: SuggestionKind,
  key: string,
  text: Term['text'],
  count: number,
  words: readonly string[] = [],
): Term => ({ kind, key, text, words, count });

function* userDataTerms({ index }: Searcher, reader: LibraryReader): Generator<Term> {
  for (const text of reader.userData.recentSearches()) yield termOf('recent', text, same(text), 0);
  for (const { text } of reader.userData.savedSearches()) yield termOf('saved', text, same(text), 0);
  for (const { id, name, photos } of index.userData.albums)
    yield termOf('album', String(id), same(name), Math.max(1, photos.length));
  const people = new Map<string, number>();
  for (const { name, photos } of index.people) people.set(name, photos.length);
  for (const [name, count] of people) yield termOf('person', name, same(name), Math.max(1, count));
  for (const { key, name } of index.userData.customLabels) {
    let yes = 0;
    for (const applies of index.userData.corrections.get(key)?.values() ?? []) if (applies) yes += 1;
    yield termOf('own-label', key, same(name), Math.max(1, yes));
  }
}

function* labelTerms({ labels }: Searcher): Generator<Term> {
  for (const [label, count] of labels.counts())
    if (isLabel(label)) {
      const { words, shown } = labelOf(label);
      const text = localized((language) => labelWord(label, language));
      const spellings = [...LANGUAGES.flatMap((language) => words[language]), ...narrowerWords(label)];
      yield { ...termOf('label', label, text, count, spellings), isUncommon: !shown };
    }
}

function* placeTerms(searcher: Searcher): Generator<Term> {
  const { index } = searcher;
  const places = new Map<string, number>();
  countNumbers(index, index.columns.place).forEach((count, number) => {
    for (const key of index.places[number] ?? []) places.set(key, (places.get(key) ?? 0) + count);
  });
  for (const [key, count] of places) {
    const words = containing(key).length === 0 ? [key.replace(/^country:/u, '')] : [];
    yield termOf('place', key, placeName(key), count, words);
  }
}

function* keywordTerms(searcher: Searcher): Generator<Term> {
  const { index } = searcher;
  const keywords = new Map<string, number>();
  countNumbers(index, index.columns.keywords).forEach((count, number) => {
    const json = index.texts.keywords.texts[number];
    for (const keyword of json === null || json === undefined ? [] : (JSON.parse(json) as string[]))
      keywords.set(keyword, (keywords.get(keyword) ?? 0) + count);
  });
  for (const [keyword, count] of keywords) yield termOf('keyword', keyword, same(keyword), count);
}

function* folderTerms({ index }: Searcher): Generator<Term> {
  const folders = new Map<string, number>();
  for (const [path, count] of index.files.directoryCounts(index.columns.alive))
    for (const part of new Set(path.split('/').filter(Boolean)))
      folders.set(part, (folders.get(part) ?? 0) + count);
  const largest = [...folders].sort(([, a], [, b]) => b - a).slice(0, MOST_FOLDERS);
  for (const [folder, count] of largest) yield termOf('folder', folder, same(folder), count);
}

function* named(
  kind: SuggestionKind,
  column: TextColumn,
  counts: ReadonlyMap<number, number>,
): Generator<Term> {
  for (const [number, count] of counts) {
    const text = column.texts[number];
    if (text !== null && text !== undefined) yield { kind, key: text, text: same(text), words: [], count };
  }
}
