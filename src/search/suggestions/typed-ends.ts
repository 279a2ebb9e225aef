const HAN = /\p{Script=Han}/u;
const SPACE = /\s/u;
const MOST_ENDS = 8;

/** An end of what was typed that may be the beginning of a term. */
export interface TypedEnd {
  readonly text: string;
  /** It begins with a Chinese character. */
  readonly isHan: boolean;
}

/**
 * Where the term being typed may begin, longest first: the whole, and from each of the last words and
 * Chinese characters on. "dog ice cr" may be the beginning of "dog ice cr…", "ice cr…" or "cr…".
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
