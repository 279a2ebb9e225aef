import { quoteWord } from '../../../src/query/print-query.ts';

/** The search text that finds the photos of a person of this name. */
export const personSearch = (name: string): string => `person:${quoteWord(name)}`;
