import { readLimited } from '../search/read-limited.ts';
import type { SearchOptions, SearchResult } from '../search/search-result.ts';
import type { Searcher } from '../search/searcher.ts';
import type { CorrectedText, SpellingCorrector } from './spelling-corrector.ts';

/** A search, and the text after spelling correction; null if the text was used as typed. */
export type CorrectedResult = SearchResult & { readonly correction: CorrectedText | null };

/**
 * Searches for a text after correcting its spelling.
 * @param options verbatim: no spelling correction
 * @throws BeachcombError `search-too-long`; `unavailable` if the phrase model cannot run
 */
export async function correctedSearch(
  searcher: Searcher,
  spelling: SpellingCorrector,
  text: string,
  options: SearchOptions & { readonly verbatim?: boolean | undefined },
): Promise<CorrectedResult> {
  readLimited(text, (typed) => searcher.read(typed));
  const correction = options.verbatim === true ? null : spelling.correct(text);
  const searched = correction?.text ?? text;
  await searcher.prepare(searched);
  if (options.within !== undefined) await searcher.prepareAlbum(options.within.album);
  return { ...searcher.search(searched, options), correction };
}
