import { fold } from '../domain/fold.ts';
import type { QueryWord } from '../domain/query.ts';
import { germanNumberForms } from '../knowledge/labels/german-numbers.ts';
import { orderingAdjective } from '../query/adjectives.ts';
import { countInEnglish } from '../query/counts.ts';
import { isSmallWord } from '../query/lexicon.ts';
import { knownWord } from './suggestions/known-words.ts';

/** Letters of the shortest word that dictionaries have. */
const SHORTEST = 3;
const WORD = /\p{L}+/gu;
/** An address or a path is no word. */
const OF_ADDRESS = /[:/\\@]/u;

/**
 * Whether a word means nothing here and stands in no dictionary of English or Chinese: only pictures and the text in them
 * can be compared with it.
 */
export function isUnknownWord({
  text,
  interpretations,
}: Pick<QueryWord, 'text' | 'interpretations'>): boolean {
  if (interpretations.length > 0 || orderingAdjective(text) !== null || isSmallWord(text)) return false;
  if (countInEnglish(text) !== null) return false;
  if (OF_ADDRESS.test(text)) return false;
  const words = fold(text).match(WORD) ?? [];
  return words.some((word) => word.length >= SHORTEST && !isInDictionary(word));
}

/** Also of a German plural, as of "Giraffen". */
function isInDictionary(folded: string): boolean {
  return [folded, ...germanNumberForms(folded)].some((form) => {
    const list = knownWord(form);
    return list !== undefined && list !== 'name' && list !== 'other-language';
  });
}
