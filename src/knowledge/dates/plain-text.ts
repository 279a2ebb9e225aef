/** Traditional characters that dates are written with, each before its simplified one. */
const SIMPLIFIED = new Map(
  [
    ...'誕诞個个兩两聖圣國国慶庆勞劳動动節节萬万週周號号後后來来過过這这禮礼陽阳兒儿農农曆历黃黄復复活活'.matchAll(
      /(.)(.)/gu,
    ),
  ].map(([, from = '', to = '']) => [from, to] as const),
);

/** A date as the readers expect it: small letters, plain digits and dashes, simplified, no space beside Chinese. */
export function plainText(text: string): string {
  // Most texts need nothing of the rest, which is slow.
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
