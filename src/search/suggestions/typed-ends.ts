const HAN = /\p{Script=Han}/u;
const SPACE = /\s/u;
const MOST_ENDS = 8;

/** A suffix of the typed text that may begin a term. */
export interface TypedEnd {
  readonly text: string;
  /** Begins with a Chinese character. */
  readonly isHan: boolean;
}

/**
 * Suffixes that may begin a term, longest first: the whole text, and from each of the last words and Chinese characters
 * on. "dog ice cr" may be the beginning of "dog ice cr…", "ice cr…" or "cr…".
 */
export function typedEnds(typed: string): TypedEnd[] {
  const ends: TypedEnd[] = [];
  let at = 0;
  let before = ' ';
  for (const char of typed) {
    const isHan = HAN.test(char);
    if (!SPACE.test(char) && (isHan || SPACE.test(before) || HAN.test(before)))
      ends.push({ text: typed.slice(at), isHan });
    at += char.length;
    before = char;
  }
  const [whole, ...others] = ends;
  return whole === undefined ? [] : [whole, ...others.slice(1 - MOST_ENDS)];
}
