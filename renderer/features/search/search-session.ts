import type { Client } from '../../../src/api/client.ts';
import type { Hit, InterpretationView, Output } from '../../../src/api/contract.ts';
import { type BeachcombError, toBeachcombError } from '../../../src/domain/error.ts';

export const PAGE_SIZE = 400;

/** Requests for pages under way at once; what is scrolled past meanwhile is not asked for. */
const AT_ONCE = 2;

/** Pages that a refresh fetches below those in view, at most, to find again what was in view. */
const MOST_AFTER = 4;

/** Pages that are kept; beyond them, those farthest from the view are let go. */
const KEPT = 30;

/** Misspelt words of a text, and the text that was searched for instead. */
export type Correction = NonNullable<Output<'search.run'>['correction']>;

export type Sort = 'relevance' | 'date';

export interface Answer {
  /** As typed. */
  readonly text: string;
  readonly sort: Sort;
  /** What was searched for instead of a misspelt text; null where that was the text as typed. */
  readonly correction: Correction | null;
  /** The correction that the person does not want: the text was searched for as typed. */
  readonly declined: Correction | null;
  /** Of the text that was searched for; see searchedText. */
  readonly interpretations: readonly InterpretationView[];
  readonly phrases: Output<'search.run'>['phrases'];
  readonly likely: number;
  readonly possible: number;
  /** Files that could not be read, where just they are searched for. */
  readonly unreadable: number | null;
  readonly revision: number;
  /** In the order of date: where the months lie among all hits. */
  readonly months: Output<'search.run'>['months'];
  /** The hits that are here, by page of PAGE_SIZE. */
  readonly pages: ReadonlyMap<number, readonly Hit[]>;
}

export interface SearchState {
  /** The last answer, shown until the next one is here. */
  readonly answer: Answer | null;
  /** The last answer with hits, to go on showing while a word is half typed. */
  readonly found: Answer | null;
  readonly error: BeachcombError | null;
}

/** The text that an answer is of: as typed, or as it was corrected. Its readings stand in this one. */
export const searchedText = ({ text, correction }: Pick<Answer, 'text' | 'correction'>): string =>
  correction?.text ?? text;

export const hitAt = (answer: Answer, rank: number): Hit | null =>
  answer.pages.get(Math.floor(rank / PAGE_SIZE))?.[rank % PAGE_SIZE] ?? null;

/** The rank of a photo among the pages that are here. */
export function rankOf(answer: Answer, photo: number): number | null {
  for (const [page, hits] of answer.pages) {
    const at = hits.findIndex((hit) => hit.photo === photo);
    if (at >= 0) return page * PAGE_SIZE + at;
  }
  return null;
}

export interface SearchSession {
  readonly get: () => SearchState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Starts a new search, if it is one; the answer to an older one is dropped when it comes. */
  ask(text: string, sort: Sort): void;
  /** Searches for a text as it was typed, without the correction, until another text is asked for. */
  decline(correction: Correction): void;
  /** Asks the same again, since the library changed: the pages in view, put in place together. */
  refresh(): void;
  /** The ranks in view, whose pages are fetched if they are not here, and one whose page is not let go. */
  need(from: number, to: number, focused?: number): void;
}

interface Query extends Pick<Answer, 'text' | 'sort' | 'declined'> {}

const isSame = (a: Query, b: Query): boolean =>
  a.text === b.text && a.sort === b.sort && (a.declined === null) === (b.declined === null);

/** One search box's talk with the host: pages of hits, and no answer overtaken by an older one. */
export function createSearchSession(client: Client): SearchSession {
  let state: SearchState = { answer: null, found: null, error: null };
  let asked: Query | null = null;
  let wanted: readonly number[] = [0];
  let isAtTop = true;
  let focusedPage = 0;
  let turn = 0;
  const fetching = new Set<number>();
  const listeners = new Set<() => void>();

  const set = (next: SearchState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const setAnswer = (answer: Answer): void =>
    set({ answer, found: answer.likely + answer.possible > 0 ? answer : state.found, error: null });
  const run = ({ text, sort, declined }: Query, page: number): Promise<Output<'search.run'>> =>
    client('search.run', {
      text,
      sort,
      verbatim: declined !== null,
      offset: page * PAGE_SIZE,
      limit: PAGE_SIZE,
    });
  const fail = (error: unknown): void => set({ ...state, error: toBeachcombError(error) });

  /** Fetches these pages anew and shows them together. */
  const start = async (pages: readonly number[]): Promise<void> => {
    if (asked === null) return;
    const query = asked;
    turn += 1;
    const mine = turn;
    fetching.clear();
    const fetchAll = (all: readonly number[]): Promise<(readonly [number, Output<'search.run'>])[]> =>
      Promise.all(all.map(async (page) => [page, await run(query, page)] as const));
    try {
      const outputs = await fetchAll(pages);
      const first = outputs[0]?.[1];
      if (mine !== turn || first === undefined) return;
      const old = state.answer;
      if (old !== null && isSame(old, query)) {
        // What is in view has moved down by at most as many as there are more now: it has to be among the pages.
        const grown = first.likely + first.possible - old.likely - old.possible;
        const last = Math.max(...pages);
        const more = Math.min(MOST_AFTER, Math.ceil(Math.max(0, grown) / PAGE_SIZE));
        outputs.push(
          ...(await fetchAll(Array.from({ length: isAtTop ? 0 : more }, (_, at) => last + 1 + at))),
        );
        if (mine !== turn) return;
      }
      const { hits: _, ...rest } = first;
      const known = new Map(outputs.map(([page, { hits }]) => [page, hits]));
      setAnswer({ ...query, ...rest, pages: known });
      fetchWanted();
    } catch (error) {
      if (mine === turn) fail(error);
    }
  };

  const startAnew = (query: Query): void => {
    asked = query;
    wanted = [0];
    isAtTop = true;
    void start([0]);
  };

  /** Lets go of the pages that are farthest from those wanted; the first stays, it is come back to most. */
  const keep = (pages: Map<number, readonly Hit[]>): Map<number, readonly Hit[]> => {
    const middle = ((wanted[0] ?? 0) + (wanted.at(-1) ?? 0)) / 2;
    const farthest = [...pages.keys()]
      .filter((page) => page !== 0 && page !== focusedPage && !wanted.includes(page))
      .sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
    for (const page of farthest.slice(0, Math.max(0, pages.size - KEPT))) pages.delete(page);
    return pages;
  };

  const fetchWanted = (): void => {
    const { answer } = state;
    if (answer === null || asked === null || !isSame(answer, asked)) return;
    const query = asked;
    const mine = turn;
    for (const page of wanted) {
      if (fetching.size >= AT_ONCE) return;
      if (answer.pages.has(page) || fetching.has(page) || page * PAGE_SIZE >= answer.likely + answer.possible)
        continue;
      fetching.add(page);
      run(query, page)
        .then(({ hits }) => {
          if (mine !== turn || state.answer === null) return;
          fetching.delete(page);
          setAnswer({ ...state.answer, pages: keep(new Map(state.answer.pages).set(page, hits)) });
          fetchWanted();
        })
        .catch((error: unknown) => {
          if (mine !== turn) return;
          fetching.delete(page);
          fail(error);
        });
    }
  };

  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ask: (text, sort) => {
      const declined = asked?.text === text ? asked.declined : null;
      if (asked?.text === text && asked.sort === sort && state.error === null) return;
      startAnew({ text, sort, declined });
    },
    decline: (correction) =>
      startAnew({ text: correction.typed, sort: asked?.sort ?? 'relevance', declined: correction }),
    // The first page comes with what is known of all.
    refresh: () => void start([...new Set([0, ...wanted])]),
    need: (from, to, focused = from) => {
      isAtTop = from === 0;
      focusedPage = Math.floor(focused / PAGE_SIZE);
      const [first, last] = [Math.floor(from / PAGE_SIZE), Math.floor(to / PAGE_SIZE)];
      wanted = Array.from({ length: last - first + 1 }, (_, at) => first + at);
      fetchWanted();
    },
  };
}
