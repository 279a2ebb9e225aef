import { INTERPRETATION_KINDS, type Interpretation, type QueryWord } from '../domain/query.ts';

/** A text of this many words is a caption, whose photo the phrase alone finds best. */
const CAPTION = 4;
/** So is one of this many words with the small ones between them, however few show something ("child is on a slide"). */
const LONG_PHRASE = 5;

const isFact = ({ as }: Interpretation): boolean => INTERPRETATION_KINDS[as].isFact;

/** Whether a word states something of what a picture shows: one without interpretations may. */
export const isShown = ({ interpretations }: QueryWord): boolean =>
  interpretations.length === 0 || !interpretations.every(isFact);

/** Number of words that count for their weight beside the phrase. @param visual number of words about the content of a picture */
export const weighedWords = (visual: number, phrase: string): number =>
  phrase.split(' ').length >= LONG_PHRASE ? Math.max(CAPTION, visual) : visual;

/** Whether a text with this many words about the content of a picture is a caption. */
export const isCaption = (words: number): boolean => words >= CAPTION;
