import type { PeopleFilter } from '../domain/query.ts';
import { countInEnglish } from './counts.ts';
import type { Piece } from './cut-words.ts';
import { isPeopleFilter } from './people-words.ts';

/**
 * The counts that mean so many faces. Beyond two, faces say little of the number of people: one of them is too often
 * turned away, see docs/benchmarks.md.
 */
const FACES: ReadonlyMap<string, number> = new Map([
  ['one', 1],
  ['two', 2],
]);

function facesOf(word: string): PeopleFilter | null {
  const faces = FACES.get(countInEnglish(word) ?? '');
  return faces === undefined ? null : { field: 'people', from: faces, to: faces };
}

/** Whether a piece is a word for people, in a library where faces are known: they are a reading of it then. */
const isOfPeople = (piece: Piece | undefined): boolean =>
  piece?.kind === 'word' &&
  piece.word.interpretations.some((one) => one.as === 'label' && one.labels.includes('people')) &&
  piece.word.interpretations.some((one) => isPeopleFilter(one) && 'to' in one.filter);

/** "One" and "two", in any language whose numbers are read, before a word for people also mean so many faces: "two people". */
export const withCountedPeople = (pieces: readonly Piece[]): readonly Piece[] =>
  pieces.map((piece, at) => {
    if (piece.kind !== 'word' || !isOfPeople(pieces[at + 1])) return piece;
    const filter = facesOf(piece.word.text);
    if (filter === null) return piece;
    const interpretations = [...piece.word.interpretations, { as: 'filter', filter } as const];
    return { ...piece, word: { ...piece.word, interpretations } };
  });
