import type { FreeText, QueryWord, ResolvedQuery, Sort } from '../domain/query.ts';
import type { MonthOfHits } from './evaluate/month-counter.ts';
import type { Reason } from './evaluate/reasons.ts';
import type { SearchHit } from './search-hit.ts';

export interface SearchOptions {
  /** An album has its own order instead. */
  readonly sort: Sort;
  /** Only photos in an album, by its id, or only those that are not in it. */
  readonly within?: { readonly album: number; readonly outside: boolean } | undefined;
  /** Goes on below the possible line, to the last photo that has any score for the words. */
  readonly all: boolean;
}

export interface SearchResult {
  readonly query: ResolvedQuery;
  readonly likely: number;
  readonly possible: number;
  /** No photo likely has all words: first come the possible ones that have most of them. */
  readonly hasSomeWords: boolean;
  /** Missing photos that the search would find; counted only where it finds no other. */
  readonly missing: number;
  /** Hits altogether. */
  readonly length: number;
  /** Where the months lie among the hits, in their order; empty in the order of relevance. */
  readonly months: readonly MonthOfHits[];
  /** How many photos each free text and condition finds for itself, at the likely line. */
  readonly alone: ReadonlyMap<QueryWord | FreeText, number>;
  /** How many photos are likely in a search for one word of this one and nothing else. */
  photosAlone(word: QueryWord): number;
  /** How many photos likely look like the phrase of the search, whatever their words; null where counting takes long. */
  photosLike(phrase: string): number | null;
  /** How many photos have these words in their text: whole and as they are, and besides only in longer words. */
  photosWithText(words: string): { readonly whole: number; readonly part: number };
  /** The hits from place `from` up to `to`. */
  hits(from: number, to: number): SearchHit[];
  /** The ordinals of the likely hits in their order; of the possible ones where there is no likely one. */
  shownOrdinals(): number[];
  reasons(photo: number): Reason[];
}
