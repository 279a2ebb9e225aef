import type { FreeText, PhotoState, QueryWord, ResolvedQuery } from '../domain/query.ts';

/** A condition or a free text of a search, with its words, and whether it stands under a "not". */
export interface QueryPart {
  readonly words: readonly QueryWord[];
  readonly text: FreeText | null;
  readonly negated: boolean;
}

/** Every condition and free text of a search in the order of the tree. */
export function partsOf(query: ResolvedQuery, negated = false): QueryPart[] {
  switch (query.kind) {
    case 'condition':
      return [{ words: [query.word], text: null, negated }];
    case 'text':
      return [{ words: query.words, text: query, negated }];
    case 'not':
      return partsOf(query.part, !negated);
    case 'and':
    case 'or':
      return query.parts.flatMap((part) => partsOf(part, negated));
  }
}

/** Every word of a search in the order of the text. */
export const wordsOf = (query: ResolvedQuery): { readonly word: QueryWord; readonly negated: boolean }[] =>
  partsOf(query)
    .flatMap(({ words, negated }) => words.map((word) => ({ word, negated })))
    .sort((a, b) => a.word.start - b.word.start);

/** Whether a search is for unreadable files and nothing else: only then they can be listed. */
export const isForProblems = (query: ResolvedQuery): boolean =>
  query.kind === 'and' || query.kind === 'or'
    ? query.parts.length === 1 && query.parts.every(isForProblems)
    : query.kind === 'condition' && isOfProblems(query.word);

/** Whether a word is a condition for unreadable files. */
export const isOfProblems = (word: QueryWord): boolean => isOfState(word, 'problem');

/** Whether a search asks for photos whose files are not there: other searches leave them out. */
export const isForMissing = (query: ResolvedQuery): boolean =>
  partsOf(query).some(({ words, negated }) => !negated && words.some((word) => isOfState(word, 'missing')));

const isOfState = ({ interpretations }: QueryWord, state: PhotoState): boolean =>
  interpretations.some(
    (interpretation) =>
      interpretation.as === 'filter' &&
      interpretation.filter.field === 'is' &&
      interpretation.filter.state === state,
  );
