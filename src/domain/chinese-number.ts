/** The digits from zero on. */
export const CHINESE_DIGITS = '零一二三四五六七八九';
/** Pattern with one group for a number that `chineseNumber` reads. */
export const CHINESE_NUMBER = '(\\d{1,3}|[零一二两三四五六七八九十]{1,3})';

/** A digit alone. */
const ONE_DIGIT = /^[零一二两三四五六七八九]$/u;

/** Reads 12, 十二, 二十, 两, 三; NaN for anything else, which is in no range. */
export function chineseNumber(text: string): number {
  if (/^\d+$/u.test(text)) return Number(text);
  const [, tens, ten, ones] = /^([一二两三四五六七八九])?(十)?([零一二两三四五六七八九])?$/u.exec(text) ?? [];
  const digit = (one: string): number => CHINESE_DIGITS.indexOf(one.replace('两', '二'));
  if (ten === undefined) return ONE_DIGIT.test(text) ? digit(text) : Number.NaN;
  return (tens === undefined ? 1 : digit(tens)) * 10 + (ones === undefined ? 0 : digit(ones));
}
