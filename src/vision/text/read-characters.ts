/** What is written in a strip. */
export interface ReadText {
  readonly text: string;
  /** Mean probability of its characters, 0 to 1. */
  readonly confidence: number;
}

/** Class of the recogniser that stands between characters. */
const BLANK = 0;

/**
 * Decodes the output of the recogniser (connectionist temporal classification, Graves 2006, best path): the most
 * probable class of each step, without repeats and blanks.
 * @param probabilities [steps, classes], row-major
 * @param characters one per class; the first is the blank
 * @returns null without a character
 */
export function readCharacters(probabilities: Float32Array, characters: readonly string[]): ReadText | null {
  const classes = characters.length;
  let [text, total, kept, last] = ['', 0, 0, BLANK];
  for (let from = 0; from + classes <= probabilities.length; from += classes) {
    let best = BLANK;
    for (let one = 1; one < classes; one++)
      if ((probabilities[from + one] as number) > (probabilities[from + best] as number)) best = one;
    if (best !== BLANK && best !== last) {
      text += characters[best] ?? '';
      total += probabilities[from + best] as number;
      kept += 1;
    }
    last = best;
  }
  const trimmed = text.trim();
  return trimmed === '' ? null : { text: trimmed, confidence: total / kept };
}
