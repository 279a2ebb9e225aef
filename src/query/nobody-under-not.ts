import type { FreeText, Interpretation, QueryWord, ResolvedQuery } from '../domain/query.ts';
import type { LibraryFacts } from './library-facts.ts';
import { isForeignNobody, peopleOfLabels } from './people-words.ts';

/** The label of everybody, and its English name. */
const PEOPLE = 'people';

/**
 * Takes "nobody" of other languages for people under a "not", where it means them: "senza nessuno", "sin nadie" and "sem
 * ninguém" are without people.
 */
export function nobodyUnderNot(query: ResolvedQuery, facts: LibraryFacts, negated = false): ResolvedQuery {
  switch (query.kind) {
    case 'condition':
      return query;
    case 'text':
      return negated ? ofPeople(query, facts) : query;
    case 'not':
      return { ...query, part: nobodyUnderNot(query.part, facts, !negated) };
    case 'and':
    case 'or':
      return { ...query, parts: query.parts.map((part) => nobodyUnderNot(part, facts, negated)) };
  }
}

function ofPeople(text: FreeText, facts: LibraryFacts): FreeText {
  const nobody = text.words.filter((word) => isForeignNobody(word.text));
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
