/** Pairs of a traditional character that dates use and its simplified character. */
const SIMPLIFIED = new Map(
  [
    ...'誕诞個个兩两聖圣國国慶庆勞劳動动節节萬万週周號号後后來来過过這这禮礼陽阳兒儿農农曆历黃黄復复活活'.matchAll(
      /(.)(.)/gu,
    ),
  ].map(([, from = '', to = '']) => [from, to] as const),
);

/**
 * Normalizes a date for the parsers: lower case, plain digits and dashes, simplified characters, no space beside
 * Chinese.
 */
export function plainText(text: string): string {
  // Return early, because the remaining steps are slow and most texts do not need them.
  const plain = /^[ -~]*$/u.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[‐-―−]/gu, '-')
        .replace(/\p{Script=Han}/gu, (character) => SIMPLIFIED.get(character) ?? character)
        .replace(/\s*(\p{Script=Han})\s*/gu, '$1');
  return plain
    .replace(/(?<=[a-z]|\d0)['’]s(?![a-z])/gu, 's')
    .replace(/\b(jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.(?= |$)/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}
