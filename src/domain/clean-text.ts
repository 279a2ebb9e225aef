import { LONGEST_NAME } from './text-limits.ts';

/** Bidirectional marks: a name that contains one can pose as another name. */
const DIRECTION = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
/** What nobody sees: a text of these alone is empty. */
const INVISIBLE = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const NO_CHARACTER = /\p{Noncharacter_Code_Point}/gu;

/**
 * Cleans a text, whether it comes from the window, a file or a journal: one line, composed characters (NFC), no control characters or bidirectional marks, only whole characters that XML
 * allows, trimmed, at most `longest` characters. The result may be empty. A clean text is returned unchanged.
 */
export function cleanText(text: string, longest = LONGEST_NAME): string {
  const clean = text
    .slice(0, 20_000)
    .toWellFormed()
    .replace(CONTROL, ' ')
    .replace(DIRECTION, '')
    .replace(NO_CHARACTER, '')
    .normalize('NFC')
    .trim();
  const whole = clean.length <= longest ? clean : [...clean].slice(0, longest).join('').trim();
  return whole.replace(INVISIBLE, '') === '' ? '' : whole;
}
