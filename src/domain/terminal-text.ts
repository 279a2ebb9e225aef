import { displayPath } from './path-bytes.ts';

/** Characters that can move the cursor, colour the screen, change the text direction or break the line. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Escapes untrusted text for a terminal, on one line: non-printable characters are replaced by their code points. */
export const shownText = (text: string): string =>
  text.replace(UNSEEN, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);

/** Escapes a path for a terminal. */
export const shownPath = (path: Uint8Array): string => shownText(displayPath(path));

/**
 * A value as one line of JSON that is safe to print to a terminal: the same value, with non-printable characters
 * escaped.
 */
export const jsonLine = (value: unknown): string =>
  JSON.stringify(value).replace(UNSEEN, (char) =>
    char
      .split('')
      .reduce((text, unit) => `${text}\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`, ''),
  );
