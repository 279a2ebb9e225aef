import type { Piece } from './cut-words.ts';
import { isPeopleFilter, peopleInNumber } from './people-words.ts';

/** Whether a piece is a word for people, in a library where faces are known: they are a reading of it then. */
const isOfPeople = (piece: Piece | undefined): boolean =>
  piece?.kind === 'word' &&
  piece.word.interpretations.some((one) => one.as === 'label' && one.labels.includes('people')) &&
  piece.word.interpretations.some((one) => isPeopleFilter(one) && 'to' in one.filter);

/** "One" and "two" before a word for people also mean the photos with so many faces: "two people on the beach". */
export const withCountedPeople = (pieces: readonly Piece[]): readonly Piece[] =>
  pieces.map((piece, at) => {
    if (piece.kind !== 'word' || !isOfPeople(pieces[at + 1])) return piece;
    const filter = peopleInNumber(piece.word.text);
    if (filter === null) return piece;
    const interpretations = [...piece.word.interpretations, { as: 'filter', filter } as const];
    return { ...piece, word: { ...piece.word, interpretations } };
  });
