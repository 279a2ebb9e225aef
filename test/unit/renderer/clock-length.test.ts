import { expect, it } from 'vitest';
import { clockLength } from '../../../renderer/i18n/clock-length.ts';

it.each([
  [400, '0:01'],
  [7000, '0:07'],
  [59_600, '1:00'],
  [754_000, '12:34'],
  [3_723_000, '1:02:03'],
])('%i ms are %s', (ms, shown) => {
  expect(clockLength(ms)).toBe(shown);
});
