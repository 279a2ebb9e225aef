import type { Unit } from './calendar.ts';

export const CHINESE_DIGITS = '零一二三四五六七八九';
export const CHINESE_NUMBER = '(\\d{1,3}|[零一二两三四五六七八九十]{1,3})';
export const CHINESE_UNITS: Readonly<Record<string, Exclude<Unit, 'weekend'>>> = {
  天: 'day',
  日: 'day',
  周: 'week',
  星期: 'week',
  礼拜: 'week',
  月: 'month',
  季度: 'quarter',
  年: 'year',
};

/** Parses 12, 十二, 二十, 三; NaN for anything else, which no date matches. */
export function chineseNumber(text: string): number {
  if (/^\d+$/u.test(text)) return Number(text);
  const [, tens, ten, ones] = /^([一二两三四五六七八九])?(十)?([零一二两三四五六七八九])?$/u.exec(text) ?? [];
  const digit = (one: string): number => CHINESE_DIGITS.indexOf(one.replace('两', '二'));
  if (ten === undefined) return text.length === 1 ? digit(text) : Number.NaN;
  return (tens === undefined ? 1 : digit(tens)) * 10 + (ones === undefined ? 0 : digit(ones));
}
