import type { Piece } from './cut-words.ts';

/** So many words are a caption, whose photo the phrase alone finds best. */
const CAPTION = 4;

/** Whether a text has so many words that say what a picture shows that it is a caption. */
export const isCaption = (words: number): boolean => words >= CAPTION;

/**
 * The pieces of a text as a caption, where it is one: "black and white" is how the dog of a caption looks, not how
 * the photo does. What it says stays in the phrase, and asks for no property of the photo.
 */
export function asCaption(pieces: readonly Piece[]): readonly Piece[] {
  const seen = pieces.filter((piece) => piece.kind === 'word' && !piece.factual);
  if (!isCaption(seen.length)) return pieces;
  return pieces.map((piece) => {
    if (piece.kind !== 'word' || !piece.word.readings.some(({ as }) => as === 'property')) return piece;
    const readings = piece.word.readings.filter(({ as }) => as !== 'property');
    return { ...piece, factual: piece.factual && readings.length > 0, word: { ...piece.word, readings } };
  });
}
