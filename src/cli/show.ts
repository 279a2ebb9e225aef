import { displayPath } from '../domain/path-bytes.ts';

/** A path for a terminal: control characters could move the cursor or colour the screen, so they are shown instead. */
export const shownPath = (path: Uint8Array): string =>
  displayPath(path).replace(/\p{C}/gu, (char: string) => `\\u{${char.codePointAt(0)?.toString(16)}}`);

/** "1 photo", "2 photos". */
export const count = (n: number, noun: string): string =>
  `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;

/** Seconds as people say them. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
}
