import { displayPath } from '../domain/path-bytes.ts';

/** What could move the cursor, colour the screen, turn the direction of a line or break it. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A text from outside for a terminal, on one line: what is no character to be seen is written as its number. */
export const shownText = (text: string): string =>
  text.replace(UNSEEN, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);

/** A path for a terminal. */
export const shownPath = (path: Uint8Array): string => shownText(displayPath(path));

/** A value as one line of JSON that a terminal can be shown as well: the same value, with escapes for the unseen. */
export const jsonLine = (value: unknown): string =>
  JSON.stringify(value).replace(UNSEEN, (char) =>
    char
      .split('')
      .reduce((text, unit) => `${text}\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`, ''),
  );

/** "1 photo", "2 photos". */
export const count = (n: number, noun: string): string =>
  `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;

/** Seconds as people say them. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
}
