/** Words that are their own key: most of the vocabulary. */
const PLAIN = /^(?:[a-z ]+|\p{Script=Han}+)$/u;

/**
 * Key by which words are compared: one width (NFKC), lower case, without accents and apostrophes, hyphens as spaces,
 * and one spelling for British and American English. Words with the same key are the same word.
 */
export function wordKey(text: string, spelling: ReadonlyMap<string, string>): string {
  const plain = PLAIN.test(text) ? text : withoutTrimmings(text);
  return plain
    .split(' ')
    .filter((token) => token !== '')
    .map((token) => spelling.get(token) ?? token)
    .join(' ');
}

const withoutTrimmings = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}|['’‘`]/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-‐-―_/,.·・]+/gu, ' ');
