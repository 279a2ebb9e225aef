import type { ReadText } from './read-characters.ts';

/** Below this, one photo in four without text has a false line; see models/README.md. */
const LEAST_CONFIDENCE = 0.8;
/** Three letters or digits in a row, or two Chinese characters: single characters can be false and sure. */
const MEANINGFUL = /[\p{L}\p{N}]{3}|\p{Script=Han}{2}/u;

/** Whether a line is probably text, and states something that can be searched for. */
export const isWorthKeeping = ({ text, confidence }: ReadText): boolean =>
  confidence >= LEAST_CONFIDENCE && MEANINGFUL.test(text);
