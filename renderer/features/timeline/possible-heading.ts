import { INTERPRETATION_KINDS } from '../../../src/domain/query.ts';
import type { Strings } from '../../i18n/strings.ts';
import { type PagedResult, searchedText } from '../search/search-session.ts';

/** Characters of a text that a heading quotes. */
const QUOTED = 40;

/** What stands above the hits that are not likely: where there are no others, that nothing is surely what was meant. */
export function possibleHeading(
  result: Pick<PagedResult, 'text' | 'correction' | 'likely' | 'hasSomeWords' | 'interpretations'>,
  t: Strings,
): string {
  if (result.likely > 0) return t.lessLikely;
  const text = searchedText(result).trim();
  const quoted = text.length > QUOTED ? `${text.slice(0, QUOTED).trimEnd()}…` : text;
  if (result.hasSomeWords) return t.someOfTheWords(quoted);
  // A field, a place or a "not" is no look.
  const isLook = result.interpretations.every(
    ({ negated, as, text: word }) => !negated && INTERPRETATION_KINDS[as].isLook && !/[:：]/u.test(word),
  );
  return isLook ? t.nothingSurelyLike(quoted) : t.nothingSurelyMatches(quoted);
}
