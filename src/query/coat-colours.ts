import type { Interpretation, QueryWord } from '../domain/query.ts';
import { broaderThan, isLabel } from '../knowledge/labels/vocabulary.ts';
import type { Piece } from './cut-words.ts';

/** Labels of what has a coat of colours that people name, as a black and white dog or shirt has. */
const WITH_COATS = ['animal', 'clothes'];

const hasCoat = (label: string): boolean =>
  isLabel(label) && [label, ...broaderThan(label)].some((one) => WITH_COATS.includes(one));

/** Words that name both colours; "monochrome" and "b&w" are used of photos alone. */
const NAMES_BOTH = /black.*white|^黑白的?$/iu;

const isForBlackAndWhite = ({ text, interpretations }: QueryWord): boolean =>
  NAMES_BOTH.test(text) &&
  interpretations.some((one) => one.as === 'property' && one.property === 'black-and-white');

/**
 * "Black and white" beside an animal or clothes means the colours of its coat, too, not only a photo without colours:
 * such a word then has both interpretations and is part of the phrase.
 */
export function withCoatColours(pieces: readonly Piece[]): readonly Piece[] {
  const isOfCoat = pieces.some(
    (piece) =>
      piece.kind === 'word' &&
      piece.word.interpretations.some(
        (interpretation) => interpretation.as === 'label' && interpretation.labels.some(hasCoat),
      ),
  );
  if (!isOfCoat) return pieces;
  return pieces.map((piece): Piece => {
    if (piece.kind !== 'word' || !isForBlackAndWhite(piece.word)) return piece;
    const interpretations: Interpretation[] = [
      ...piece.word.interpretations,
      { as: 'colour', colours: ['black', 'white'] },
    ];
    return { ...piece, word: { ...piece.word, interpretations }, factual: false };
  });
}
