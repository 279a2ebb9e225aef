import type { Interpretation } from '../domain/query.ts';
import { findLabels } from '../knowledge/labels/find.ts';
import { findForeignInAnyNumber } from '../knowledge/labels/foreign-words.ts';
import type { Piece } from './cut-words.ts';

/** Whether the labels of a word are those that it has in another language than English and Chinese. */
const isForeign = (text: string): boolean =>
  findLabels(text).length === 0 && findForeignInAnyNumber(text) !== null;

const meant = (interpretation: Interpretation): Interpretation =>
  interpretation.as === 'label' ? { ...interpretation, narrower: false } : interpretation;

/**
 * Takes a word of another language that may also be a name or a rare English word ("Wald", "Frau", "mer") for what it
 * means there, where no other word of the text is one that nothing knows: "Wald" shows forests, "Peter Wald" does not.
 */
export function withForeignWords(pieces: readonly Piece[]): readonly Piece[] {
  const isUnderstood = pieces.every(
    (piece) => piece.kind !== 'word' || piece.word.interpretations.length > 0,
  );
  if (!isUnderstood) return pieces;
  return pieces.map((piece) => {
    if (piece.kind !== 'word' || !isForeign(piece.word.text)) return piece;
    const { word } = piece;
    return { ...piece, word: { ...word, interpretations: word.interpretations.map(meant) } };
  });
}
