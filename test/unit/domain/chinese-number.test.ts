import { expect, it } from 'vitest';
import { chineseNumber } from '../../../src/domain/chinese-number.ts';

it.each([
  ['12', 12],
  ['零', 0],
  ['两', 2],
  ['十', 10],
  ['十二', 12],
  ['二十', 20],
  ['九十九', 99],
])('%s is %i', (text, number) => {
  expect(chineseNumber(text)).toBe(number);
});

it.each(['几', '二三', '十十', '', 'ten'])('%j is no number, and never below zero', (text) => {
  expect(chineseNumber(text)).toBeNaN();
});
