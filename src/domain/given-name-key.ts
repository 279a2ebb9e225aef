import { cleanText } from '../domain/clean-text.ts';

/** The form in which names are compared: case, width and spaces make no difference. */
export const givenNameKey = (name: string): string =>
  cleanText(name).normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
