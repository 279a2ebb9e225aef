import type { QueryWord } from '../domain/query.ts';
import { isCustomLabel } from '../domain/user-data.ts';
import { labelOf } from '../knowledge/labels/vocabulary.ts';
import { isQualifier, type Piece } from './cut-words.ts';
import { HAN } from './lexicon.ts';

/**
 * Input of the phrase model for free text: the words as typed, without fillers at both ends and without words that only
 * facts of the library match (a name, a camera). A single word with one label is replaced by the English name of the
 * label, so that "seaside", 海滩 and "beach" find the same.
 */
export function phraseOf(pieces: readonly Piece[]): string {
  const seen = pieces.filter((piece) => piece.kind === 'filler' || isVisual(piece));
  const isPart = (piece: Piece): boolean => piece.kind === 'word' || isCount(piece) || isQualifier(piece);
  const first = seen.findIndex(isPart);
  const last = seen.some(({ kind }) => kind === 'word')
    ? seen.findLastIndex((piece) => piece.kind === 'word' || isQualifier(piece))
    : -1;
  if (last < 0) return '';
  const inside = seen.slice(first, last + 1);
  const [only] = inside;
  if (inside.length === 1 && only?.kind === 'word') return nameOf(only.word);
  return inside.reduce((phrase, piece) => {
    const text = piece.kind === 'word' ? piece.word.text : piece.kind === 'filler' ? piece.text : '';
    const joined = phrase === '' || (HAN.test(phrase.at(-1) ?? '') && HAN.test(text.charAt(0)));
    return joined ? phrase + text : `${phrase} ${text}`;
  }, '');
}

/** "One" of something (一个人): without meaning alone, but part of a count. */
const isCount = (piece: Piece): boolean => piece.kind === 'filler' && /^一[^下些]/u.test(piece.text);

const isVisual = (piece: Piece): boolean => piece.kind === 'word' && !piece.factual;

/** English name of the label if a word means exactly one, otherwise the word. */
function nameOf({ text, interpretations }: QueryWord): string {
  const meant = interpretations.flatMap((interpretation) =>
    interpretation.as === 'label'
      ? interpretation.labels.map((label) => ({ label, narrower: interpretation.narrower }))
      : [],
  );
  const [only] = meant;
  if (meant.length !== 1 || only === undefined || only.narrower || isCustomLabel(only.label)) return text;
  return labelOf(only.label).words.en[0] ?? text;
}
