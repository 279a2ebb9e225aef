import { BeachcombError } from '../domain/error.ts';
import type { ResolvedQuery } from '../domain/query.ts';
import { LONGEST_SEARCH, MOST_SEARCH_WORDS } from '../domain/text-limits.ts';

import { wordsOf } from './query-parts.ts';

const tooLong = (): BeachcombError =>
  new BeachcombError(
    'search-too-long',
    `A search has at most ${MOST_SEARCH_WORDS} words and conditions in ${LONGEST_SEARCH} characters.`,
  );

/**
 * Reads a search text if it is not too long to be searched for.
 * @throws BeachcombError `search-too-long`
 */
export function readLimited(text: string, read: (text: string) => ResolvedQuery): ResolvedQuery {
  if (text.length > LONGEST_SEARCH) throw tooLong();
  const query = read(text);
  if (wordsOf(query).length > MOST_SEARCH_WORDS) throw tooLong();
  return query;
}
