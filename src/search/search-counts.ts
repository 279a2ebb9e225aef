import type { ResolvedQuery } from '../domain/query.ts';
import { countLikely, POSSIBLE } from './evaluate/scored-set.ts';
import type { HiddenStates } from './index/photo-order.ts';
import type { SearchOptions } from './search-result.ts';
import type { Evaluation, SearchScopes } from './search-scopes.ts';

const COUNTS_KEPT = 64;

/** How many photos other searches than the one that is shown would find. */
export class SearchCounts {
  readonly #evaluation: Evaluation;
  readonly #scopes: SearchScopes;
  /** How many photos are likely for a text, by the text and the album that it is searched in. */
  readonly #likely = new Map<string, number>();

  constructor(evaluation: Evaluation, scopes: SearchScopes) {
    this.#evaluation = evaluation;
    this.#scopes = scopes;
  }

  /** Forgets what was counted in an older state of the library. */
  clear(): void {
    this.#likely.clear();
  }

  /** Number of likely photos in a search for a text. */
  likely(text: string, within: SearchOptions['within']): number {
    const key = JSON.stringify([text, within]);
    const known = this.#likely.get(key);
    if (known !== undefined) return known;
    const { index, evaluator, read } = this.#evaluation;
    const query = read(text);
    const { also, counted } = this.#scopes.of(query, within);
    const scored = evaluator.evaluate(query, { alone: null, all: false, also, counted });
    const count = countLikely(scored.level, counted ?? index.countedWith(also));
    evaluator.scratch().free(scored);
    this.#likely.set(key, count);
    const [oldest = key] = this.#likely.keys();
    if (this.#likely.size > COUNTS_KEPT) this.#likely.delete(oldest);
    return count;
  }

  /** Number of photos that likely look like a phrase, as `meaning:` finds them; its embedding must be ready. */
  likePhrase(phrase: string, within: SearchOptions['within']): number {
    const { index, evaluator } = this.#evaluation;
    const scored = evaluator.interpretation({ as: 'meaning', phrase }, false);
    const { also, counted } = this.#scopes.of({ kind: 'and', parts: [] }, within);
    const count = countLikely(scored.level, counted ?? index.countedWith(also));
    evaluator.scratch().free(scored);
    return count;
  }

  /** Number of missing photos that a search would find if it were for them. */
  missing(query: ResolvedQuery, within: SearchOptions['within'], also: HiddenStates): number {
    const { index, evaluator } = this.#evaluation;
    const all = index.missing();
    const isIn = within === undefined ? null : new Set(this.#scopes.albumOf(within.album).photos);
    const missing = isIn === null ? all : all.filter((ordinal) => isIn.has(ordinal) !== within?.outside);
    if (missing.length === 0) return 0;
    const scored = evaluator.evaluate(query, { alone: null, all: false, also: { ...also, missing: true } });
    const found = missing.filter((ordinal) => (scored.level[ordinal] as number) >= POSSIBLE).length;
    evaluator.scratch().free(scored);
    return found;
  }
}
