import type { FreeText, PhotoState, Qualifier, QueryWord, ResolvedQuery } from '../domain/query.ts';
import type { HiddenStates } from './index/photo-order.ts';

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

const qualifiersIn = (parts: readonly QueryPart[]): readonly Qualifier[] =>
  parts.flatMap(({ text }) => text?.qualifiers ?? []).sort((a, b) => a.start - b.start);

/** The words of a search that choose no photo, in the order of the text: "kleiner" of "kleiner Hund". */
export const qualifiersOf = (query: ResolvedQuery): readonly Qualifier[] => qualifiersIn(partsOf(query));

/** Those that order the photos, which under a "not" they do not. */
export const orderingQualifiersOf = (query: ResolvedQuery): readonly Qualifier[] =>
  qualifiersIn(partsOf(query).filter(({ text }) => text?.orderPhrase !== undefined));

/** Whether a search is for unreadable files and nothing else: only then they can be listed. */
export const isForProblems = (query: ResolvedQuery): boolean =>
  query.kind === 'and' || query.kind === 'or'
    ? query.parts.length === 1 && query.parts.every(isForProblems)
    : query.kind === 'condition' && isOfProblems(query.word);

/** Whether a word is a condition for unreadable files. */
export const isOfProblems = (word: QueryWord): boolean => isOfState(word, 'problem');

/** The hidden states of a search that asks for none. */
export const NO_HIDDEN_STATE: HiddenStates = { missing: false, hidden: false };

/**
 * The photos that a search asks for and other searches leave out: those whose files are not there, and those that the
 * user hid. An album shows hidden ones too.
 */
export function hiddenStatesOf(query: ResolvedQuery): HiddenStates {
  const words = partsOf(query).flatMap((part) => (part.negated ? [] : part.words));
  return {
    missing: words.some((word) => isOfState(word, 'missing')),
    hidden: words.some((word) => isOfState(word, 'hidden') || isOfAlbum(word)),
  };
}

/** Whether a word is the field of an album; a bare word that is the name of one shows no hidden photo. */
const isOfAlbum = ({ text, interpretations: [only, ...others] }: QueryWord): boolean =>
  only?.as === 'filter' &&
  only.filter.field === 'album' &&
  others.length === 0 &&
  text === `album:${only.filter.value}`;

/** Whether a search asks for duplicates: it finds each of the copies of a picture. */
export const isForDuplicates = (query: ResolvedQuery): boolean =>
  partsOf(query).some(({ words, negated }) => !negated && words.some((word) => isOfState(word, 'duplicate')));

const isOfState = ({ interpretations }: QueryWord, state: PhotoState): boolean =>
  interpretations.some(
    (interpretation) =>
      interpretation.as === 'filter' &&
      interpretation.filter.field === 'is' &&
      interpretation.filter.state === state,
  );
