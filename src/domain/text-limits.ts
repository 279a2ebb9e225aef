/** Maximum length of a label name, album name or keyword, in characters. */
export const LONGEST_NAME = 200;

/** Maximum length of a search text in characters: in the search box, the contract and the command line. */
export const LONGEST_SEARCH = 2000;

/**
 * Words and conditions of one search. Each is compared with every photo, and everybody else waits meanwhile: with a
 * million photos the most takes some seconds, with a hundred thousand less than one.
 */
export const MOST_SEARCH_WORDS = 64;
