import type { Interpretation, QueryWord } from '../domain/query.ts';
import { isCustomLabel } from '../domain/user-data.ts';
import { findLabels } from '../knowledge/labels/find.ts';
import { findForeignInAnyNumber } from '../knowledge/labels/foreign-words.ts';
import { countInEnglish } from './counts.ts';
import type { Piece } from './cut-words.ts';

/**
 * Whether the labels of a word are those that it has in another language than English and Chinese; not of a name that the
 * user gave a label: "Adler" of a dog rarely means eagles.
 */
function isForeign({ text, interpretations }: QueryWord): boolean {
  const foreign = findLabels(text).length === 0 ? findForeignInAnyNumber(text) : null;
  const isOwnName = interpretations.some((one) => one.as === 'label' && one.labels.every(isCustomLabel));
  return foreign !== null && !(isOwnName && foreign.mayBeName);
}

const meant = (interpretation: Interpretation): Interpretation =>
  interpretation.as === 'label' ? { ...interpretation, narrower: false } : interpretation;

/**
 * Takes a word of another language that may also be a name or a rare English word ("Wald", "Frau", "mer") for what it
 * means there, where every other word of the text is in some table: "Wald" shows forests, "Peter Wald" does not.
 */
export function withForeignWords(pieces: readonly Piece[]): readonly Piece[] {
  const isUnderstood = pieces.every(
    (piece) =>
      piece.kind !== 'word' ||
      piece.isAdjective === true ||
      piece.word.interpretations.length > 0 ||
      countInEnglish(piece.word.text) !== null,
  );
  if (!isUnderstood) return pieces;
  return pieces.map((piece) => {
    if (piece.kind !== 'word' || !isForeign(piece.word)) return piece;
    const { word } = piece;
    return { ...piece, word: { ...word, interpretations: word.interpretations.map(meant) } };
  });
}
