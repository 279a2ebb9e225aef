/** Words as one part of a search text: quoted where a space or a sign would break them apart. */
export const quoteWord = (words: string): string =>
  /^[\p{L}\p{N}]+$/u.test(words) ? words : `"${words.replace(/["“”„«»「」『』]/gu, ' ').trim()}"`;
