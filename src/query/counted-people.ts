import type { Piece } from './cut-words.ts';
import { peopleInNumber } from './people-words.ts';

const isOfPeople = (piece: Piece | undefined): boolean =>
  piece?.kind === 'word' &&
  piece.word.interpretations.some(
    (one) => one.as === 'label' && !one.narrower && one.labels.includes('people'),
  );

/**
 * "One" and "two" before a word for people also mean the photos with so many faces: "two people on the beach". For a
 * library in which faces are known.
 */
export const withCountedPeople = (pieces: readonly Piece[]): Piece[] =>
  pieces.map((piece, at) => {
    if (piece.kind !== 'word' || !isOfPeople(pieces[at + 1])) return piece;
    const filter = peopleInNumber(piece.word.text);
    if (filter === null) return piece;
    const interpretations = [...piece.word.interpretations, { as: 'filter', filter } as const];
    return { ...piece, word: { ...piece.word, interpretations } };
  });
