import type { SearchOptions, SearchResult } from '../search/search-result.ts';
import type { Searcher } from '../search/searcher.ts';
import type { TextCorrection, TextCorrections } from './text-correction.ts';

/** A search, and the text that was searched for instead of a misspelt one; null where it was as typed. */
export type CorrectedResult = SearchResult & { readonly correction: TextCorrection | null };

/**
 * Searches for a text, or for what its misspelt words were meant to be.
 * @param options verbatim: for the text as it is
 * @throws BeachcombError `unavailable` where the phrase model cannot run
 */
export async function correctedSearch(
  searcher: Searcher,
  corrections: TextCorrections,
  text: string,
  options: SearchOptions & { readonly verbatim?: boolean | undefined },
): Promise<CorrectedResult> {
  const correction = options.verbatim === true ? null : corrections.correct(text);
  const searched = correction?.text ?? text;
  await searcher.prepare(searched);
  return { ...searcher.search(searched, options), correction };
}
