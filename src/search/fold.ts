const PLAIN = /^[ -~]*$/u;

/** Text as it is compared: without case, accents and width, `_` and `-` as spaces. */
export const fold = (text: string): string =>
  // Most names need nothing of what makes the rest slow.
  (PLAIN.test(text) ? text : text.normalize('NFKD').replace(/\p{M}/gu, ''))
    .toLowerCase()
    .replace(/[_-]+/gu, ' ');
