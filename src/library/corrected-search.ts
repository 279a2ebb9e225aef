import type { Searcher, SearchOptions } from '../search/searcher.ts';
import type { CorrectedResult } from './library.ts';
import type { TextCorrections } from './text-correction.ts';

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
