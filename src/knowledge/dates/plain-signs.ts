/** With digits of other scripts (٢٠١٩) and other hyphens as those of ASCII; as long as before. */
export const withPlainSigns = (text: string): string =>
  text
    .replace(/[\p{Nd}--[\d\u{10000}-\u{10ffff}]]/gv, (digit) => String(valueOfDigit(digit)))
    .replace(/[\u2010\u2011\u2212]/gu, '-');

/** The digits of a script follow each other, from zero on. */
function valueOfDigit(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}
