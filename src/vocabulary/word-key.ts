/**
 * The form in which words are compared: one width (NFKC), lower case, without accents and apostrophes,
 * hyphens as spaces, and one spelling for words that British and American English write differently.
 * Words that differ only in these are the same word.
 */
export function wordKey(text: string, spelling: ReadonlyMap<string, string>): string {
  const tokens = text
    .normalize('NFKD')
    .replace(/\p{M}|['’‘`]/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s\-‐-―_/,.·・]+/u)
    .filter((token) => token !== '');
  return tokens.map((token) => spelling.get(token) ?? token).join(' ');
}
