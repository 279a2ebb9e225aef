/** Text as it is compared: without case, accents and width, `_` and `-` as spaces. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[_-]+/gu, ' ');
