import { BeachcombError } from '../domain/error.ts';
import type { ResolvedQuery } from '../domain/query.ts';
import { wordsOf } from './query-parts.ts';

/** UTF-16 units; the contract has the same limit. */
const MOST_UNITS = 2000;
/**
 * Words and conditions of one search. Each is compared with every photo, and everybody else waits meanwhile: with a
 * million photos the most takes some seconds, with a hundred thousand less than one.
 */
export const MOST_SEARCH_WORDS = 64;

const tooLong = (): BeachcombError =>
  new BeachcombError(
    'search-too-long',
    `A search has at most ${MOST_SEARCH_WORDS} words and conditions in ${MOST_UNITS} characters.`,
  );

/**
 * Reads a search text if it is not too long to be searched for.
 * @throws BeachcombError `search-too-long`
 */
export function readLimited(text: string, read: (text: string) => ResolvedQuery): ResolvedQuery {
  if (text.length > MOST_UNITS) throw tooLong();
  const query = read(text);
  if (wordsOf(query).length > MOST_SEARCH_WORDS) throw tooLong();
  return query;
}
