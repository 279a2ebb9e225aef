import type { Client } from '../../../src/api/client.ts';
import type { Hit, Input, InterpretationView, Output } from '../../../src/api/contract.ts';
import { BeachcombError, toBeachcombError } from '../../../src/domain/error.ts';
import type { Sort } from '../../../src/domain/query.ts';
import { LONGEST_SEARCH } from '../../../src/domain/text-limits.ts';

/** Photos of one `search.run`; at most the limit of `page` in src/api/contract/primitives.ts. */
export const PAGE_SIZE = 400;

/** Maximum number of page requests at once; pages that are scrolled past meanwhile are not requested. */
const AT_ONCE = 2;

/** Pages that a refresh fetches below those in view, at most, to find again what was in view. */
const MOST_AFTER = 4;

/** Pages (of PAGE_SIZE) that are kept; beyond them, those farthest from the view are let go. */
const KEPT = 30;

/** Misspelt words of a text, and the text that was searched for instead. */
export type SearchCorrection = NonNullable<Output<'search.run'>['correction']>;

export interface PagedResult {
  /** As typed. */
  readonly text: string;
  readonly sort: Sort;
  /** The album that was searched in, which has an order of its own; null: all photos. */
  readonly album: number | null;
  /** It is of the text as typed, without a correction. */
  readonly verbatim: boolean;
  /** What was searched for instead of a misspelt text; null where that was the text as typed. */
  readonly correction: SearchCorrection | null;
  /** The correction that was declined: the text was searched for as typed. */
  readonly declined: SearchCorrection | null;
  /** Of the text that was searched for; see searchedText. */
  readonly interpretations: readonly InterpretationView[];
  readonly phrases: Output<'search.run'>['phrases'];
  readonly qualifiers: Output<'search.run'>['qualifiers'];
  readonly likely: number;
  readonly possible: number;
  /** No photo likely has all words: first come the possible ones that have most of them. */
  readonly hasSomeWords: boolean;
  /** Missing photos that match, where no other does. */
  readonly missing: number;
  /** Files that could not be read, where just they are searched for. */
  readonly unreadable: number | null;
  readonly revision: number;
  /** In the order of date: where the months lie among all hits. */
  readonly months: Output<'search.run'>['months'];
  /** The hits that are here, by page of PAGE_SIZE. */
  readonly pages: ReadonlyMap<number, readonly Hit[]>;
}

export interface SearchState {
  /** The last result, shown until the next one is here. */
  readonly result: PagedResult | null;
  /** The last result with hits, to go on showing while a word is half typed. */
  readonly found: PagedResult | null;
  readonly error: BeachcombError | null;
}

/** The text that a result is of: as typed, or as it was corrected. Its readings stand in this one. */
export const searchedText = ({ text, correction }: Pick<PagedResult, 'text' | 'correction'>): string =>
  correction?.text ?? text;

/** Differs between the results of different searches. */
export const searchKey = (result: PagedResult): string =>
  `${result.album} ${result.sort} ${searchedText(result)}`;

/** The part of a call that limits a search to an album. */
export const withinAlbum = (album: number | null): Pick<Input<'search.run'>, 'within'> =>
  album === null ? {} : { within: { album } };

export const hitAt = (result: PagedResult, rank: number): Hit | null =>
  result.pages.get(Math.floor(rank / PAGE_SIZE))?.[rank % PAGE_SIZE] ?? null;

/** The rank of a photo among the pages that are here. */
export function rankOf(result: PagedResult, photo: number): number | null {
  for (const [page, hits] of result.pages) {
    const at = hits.findIndex((hit) => hit.photo === photo);
    if (at >= 0) return page * PAGE_SIZE + at;
  }
  return null;
}

export interface SearchSession {
  readonly get: () => SearchState;
  readonly subscribe: (listener: () => void) => () => void;
  /**
   * Starts a new search, if it is one; the result of an older one is dropped when it comes.
   * @param verbatim for the text as typed, without a correction
   */
  ask(text: string, sort: Sort, album?: number | null, verbatim?: boolean): void;
  /**
   * Asks the same again, since the library changed: the pages in view, put in place together. Resolves once they are
   * there, or were overtaken; an error is in the state.
   */
  refresh(): Promise<void>;
  /** The ranks in view, whose pages are fetched if they are not here, and one whose page is not let go. */
  need(from: number, to: number, focused?: number): void;
}

interface Query extends Pick<PagedResult, 'text' | 'sort' | 'album'> {
  readonly verbatim: boolean;
}

const isSame = (a: Query, b: Query): boolean =>
  a.text === b.text && a.sort === b.sort && a.album === b.album && a.verbatim === b.verbatim;

/** What answers a search. */
export type RunSearch = (input: Input<'search.run'>) => Promise<Output<'search.run'>>;

/** One search box's talk with the host: pages of hits, and no result overtaken by an older one. */
export const createSearchSession = (client: Client): SearchSession =>
  new PagedSearch((input) => client('search.run', input));

/** The same with hits that another call has. */
export const createHitsSession = (run: RunSearch): SearchSession => new PagedSearch(run);

class PagedSearch implements SearchSession {
  readonly #answer: RunSearch;
  #state: SearchState = { result: null, found: null, error: null };
  #query: Query | null = null;
  /** The pages in view. */
  #wanted: readonly number[] = [0];
  #isAtTop = true;
  #focusedPage = 0;
  /** Which start was the last: what an older one brings is dropped. */
  #version = 0;
  readonly #fetching = new Set<number>();
  readonly #listeners = new Set<() => void>();

  constructor(answer: RunSearch) {
    this.#answer = answer;
  }

  readonly get = (): SearchState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly ask = (text: string, sort: Sort, album: number | null = null, verbatim = false): void => {
    const current = this.#query;
    const next = { text, sort, album, verbatim };
    if (current !== null && isSame(current, next) && this.#state.error === null) return;
    this.#startAnew(next);
  };
  // The first page contains the totals.
  readonly refresh = (): Promise<void> => this.#start([...new Set([0, ...this.#wanted])]);
  readonly need = (from: number, to: number, focused = from): void => {
    this.#isAtTop = from === 0;
    this.#focusedPage = Math.floor(focused / PAGE_SIZE);
    const [first, last] = [Math.floor(from / PAGE_SIZE), Math.floor(to / PAGE_SIZE)];
    this.#wanted = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    this.#fetchWanted();
  };

  #set(next: SearchState): void {
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }
  #setResult(result: PagedResult): void {
    const found = result.likely + result.possible > 0 ? result : this.#state.found;
    this.#set({ result, found, error: null });
  }
  #fail(error: unknown): void {
    this.#set({ ...this.#state, error: toBeachcombError(error) });
  }

  #run({ text, sort, album, verbatim }: Query, page: number): Promise<Output<'search.run'>> {
    const offset = page * PAGE_SIZE;
    return this.#answer({
      text,
      sort,
      verbatim,
      offset,
      limit: PAGE_SIZE,
      ...withinAlbum(album),
    });
  }
  #runAll(query: Query, pages: readonly number[]): Promise<(readonly [number, Output<'search.run'>])[]> {
    return Promise.all(pages.map(async (page) => [page, await this.#run(query, page)] as const));
  }

  #startAnew(query: Query): void {
    this.#query = query;
    this.#wanted = [0];
    this.#isAtTop = true;
    void this.#start([0]);
  }

  /** Fetches these pages again and shows them together. */
  async #start(pages: readonly number[]): Promise<void> {
    if (this.#query === null) return;
    const query = this.#query;
    this.#version += 1;
    const mine = this.#version;
    this.#fetching.clear();
    if (query.text.length > LONGEST_SEARCH) {
      this.#fail(new BeachcombError('search-too-long', `${query.text.length} characters`));
      return;
    }
    try {
      const [outputs, declined] = await Promise.all([this.#runAll(query, pages), this.#declined(query)]);
      const first = outputs[0]?.[1];
      if (mine !== this.#version || first === undefined) return;
      outputs.push(...(await this.#runAll(query, this.#movedDown(query, pages, first))));
      if (mine !== this.#version) return;
      const { hits: _, ...rest } = first;
      this.#setResult({
        ...query,
        ...rest,
        declined,
        pages: new Map(outputs.map(([page, { hits }]) => [page, hits])),
      });
      this.#fetchWanted();
    } catch (error) {
      if (mine === this.#version) this.#fail(error);
    }
  }

  /** What a text that is searched for as typed would be taken for; null for other searches. */
  async #declined({ text, sort, verbatim, album }: Query): Promise<SearchCorrection | null> {
    if (!verbatim) return null;
    const { result } = this.#state;
    const known = [result?.correction, result?.declined].find((one) => one?.typed === text);
    if (known != null) return known;
    const { correction } = await this.#answer({ text, sort, offset: 0, limit: 1, ...withinAlbum(album) });
    return correction;
  }

  /** What is in view has moved down by at most as many as there are more now: the pages that it may be in. */
  #movedDown(query: Query, pages: readonly number[], first: Output<'search.run'>): number[] {
    const old = this.#state.result;
    if (old === null || !isSame(old, query) || this.#isAtTop) return [];
    const grown = first.likely + first.possible - old.likely - old.possible;
    const more = Math.min(MOST_AFTER, Math.ceil(Math.max(0, grown) / PAGE_SIZE));
    return Array.from({ length: more }, (_, at) => Math.max(...pages) + 1 + at);
  }

  /** Lets go of the pages that are farthest from those wanted; the first stays, it is come back to most. */
  #keep(pages: Map<number, readonly Hit[]>): Map<number, readonly Hit[]> {
    const wanted = this.#wanted;
    const middle = ((wanted[0] ?? 0) + (wanted.at(-1) ?? 0)) / 2;
    const farthest = [...pages.keys()]
      .filter((page) => page !== 0 && page !== this.#focusedPage && !wanted.includes(page))
      .sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
    for (const page of farthest.slice(0, Math.max(0, pages.size - KEPT))) pages.delete(page);
    return pages;
  }

  #fetchWanted(): void {
    const { result } = this.#state;
    if (result === null || this.#query === null || !isSame(result, this.#query)) return;
    const total = result.likely + result.possible;
    for (const page of this.#wanted) {
      if (this.#fetching.size >= AT_ONCE) return;
      const isKnown = result.pages.has(page) || this.#fetching.has(page);
      if (!isKnown && page * PAGE_SIZE < total) void this.#fetchPage(this.#query, page);
    }
  }

  async #fetchPage(query: Query, page: number): Promise<void> {
    const mine = this.#version;
    this.#fetching.add(page);
    try {
      const { hits } = await this.#run(query, page);
      const { result } = this.#state;
      if (mine !== this.#version || result === null) return;
      this.#fetching.delete(page);
      this.#setResult({ ...result, pages: this.#keep(new Map(result.pages).set(page, hits)) });
      this.#fetchWanted();
    } catch (error) {
      if (mine !== this.#version) return;
      this.#fetching.delete(page);
      this.#fail(error);
    }
  }
}
