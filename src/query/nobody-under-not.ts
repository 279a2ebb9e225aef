import type { FreeText, Interpretation, QueryWord } from '../domain/query.ts';
import type { LibraryFacts } from './library-facts.ts';
import { isPeopleUnderNot, PEOPLE, peopleOfLabels } from './people-words.ts';

/** What stands before "one" where both are nobody. */
const NO = /(?:^|\s)no\s+$/iu;

/**
 * A text under a "not" with people for "anybody", and for "nobody" of other languages, which mean them there: "without
 * anybody", "senza nessuno" and "sin nadie" are without people. So is "no one".
 * @param typed the whole text of the search
 */
export function nobodyUnderNot(text: FreeText, typed: string, facts: LibraryFacts): FreeText {
  const isNoOne = ({ text: word, start }: QueryWord): boolean =>
    word.toLowerCase() === 'one' && NO.test(typed.slice(0, start));
  const nobody = text.words.filter((word) => isPeopleUnderNot(word.text) || isNoOne(word));
  if (nobody.length === 0) return text;
  const phrase = nobody.reduce((all, word) => all.replace(word.text, PEOPLE), text.phrase);
  const people: readonly Interpretation[] = [
    { as: 'label', labels: [PEOPLE], narrower: false },
    ...(facts.knowsFaces
      ? peopleOfLabels([PEOPLE]).map((filter) => ({ as: 'filter', filter }) as const)
      : []),
  ];
  const words = text.words.map(
    (word): QueryWord => (nobody.includes(word) ? { ...word, interpretations: people } : word),
  );
  return { ...text, words, phrase };
}
