/** The longest name of a label or an album, and the longest keyword, in characters. */
export const LONGEST_NAME = 200;

/** Marks that turn the direction of what follows: a name with one can pose as another name. */
const DIRECTION = /[\u202A-\u202E\u2066-\u2069]/gu;
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const NO_CHARACTER = /\p{Noncharacter_Code_Point}/gu;

/**
 * A text from outside as it may be kept and written: one line, no control characters, no turned direction,
 * whole characters that XML allows too, no space at its ends, at most `longest` characters. It may be empty.
 * A text that is so already comes back as it is.
 */
export function cleanText(text: string, longest = LONGEST_NAME): string {
  const clean = text
    .slice(0, 20_000)
    .toWellFormed()
    .replace(CONTROL, ' ')
    .replace(DIRECTION, '')
    .replace(NO_CHARACTER, '')
    .trim();
  return clean.length <= longest ? clean : [...clean].slice(0, longest).join('').trim();
}
