/** Finds the photos whose files are gone. */
export const MISSING_SEARCH = 'is:missing';

/** The same search for missing photos. @param parts how many parts the text has; several may be joined by "or" */
export const onlyMissing = (text: string, parts: number): string =>
  `${MISSING_SEARCH} ${parts > 1 ? `(${text.trim()})` : text.trim()}`;
