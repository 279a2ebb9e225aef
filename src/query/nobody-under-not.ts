import type { FreeText, Interpretation, QueryWord, ResolvedQuery } from '../domain/query.ts';
import type { LibraryFacts } from './library-facts.ts';
import { isPeopleUnderNot, peopleOfLabels } from './people-words.ts';

/** The label of everybody, and its English name. */
const PEOPLE = 'people';

/**
 * Takes "anybody", and "nobody" of other languages, for people under a "not", where they mean them: "without anybody",
 * "senza nessuno" and "sin nadie" are without people. So is "no one".
 * @param typed the whole text
 */
export function nobodyUnderNot(
  query: ResolvedQuery,
  typed: string,
  facts: LibraryFacts,
  negated = false,
): ResolvedQuery {
  switch (query.kind) {
    case 'condition':
      return query;
    case 'text':
      return negated ? ofPeople(query, typed, facts) : query;
    case 'not':
      return { ...query, part: nobodyUnderNot(query.part, typed, facts, !negated) };
    case 'and':
    case 'or':
      return { ...query, parts: query.parts.map((part) => nobodyUnderNot(part, typed, facts, negated)) };
  }
}

/** What stands before "one" where both are nobody. */
const NO = /(?:^|\s)no\s+$/iu;

function ofPeople(text: FreeText, typed: string, facts: LibraryFacts): FreeText {
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
