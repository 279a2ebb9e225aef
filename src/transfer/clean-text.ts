/** Maximum length of a label name, album name or keyword, in characters. */
export const LONGEST_NAME = 200;

/** Bidirectional marks: a name that contains one can pose as another name. */
const DIRECTION = /[\u202A-\u202E\u2066-\u2069]/gu;
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const NO_CHARACTER = /\p{Noncharacter_Code_Point}/gu;

/**
 * Cleans a text from outside: one line, no control characters or bidirectional marks, only whole characters that XML
 * allows, trimmed, at most `longest` characters. The result may be empty. A clean text is returned unchanged.
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
