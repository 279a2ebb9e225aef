import { expect, it } from 'vitest';
import { rememberFew } from '../../../../src/vision/decode/remember-few.ts';

it('computes each of a few results once, and one that was not used for long again', () => {
  const computed: string[] = [];
  const sum = rememberFew((a: number, b: number) => {
    computed.push(`${a} ${b}`);
    return a + b;
  });
  expect([sum(1, 2), sum(12, 0), sum(1, 2), sum(1, 20)]).toEqual([3, 12, 3, 21]);
  expect(computed).toEqual(['1 2', '12 0', '1 20']);
  for (let other = 0; other < 15; other++) sum(100, other);
  sum(1, 20);
  sum(1, 2);
  expect(computed.filter((one) => one === '1 20')).toHaveLength(1);
  expect(computed.filter((one) => one === '1 2')).toHaveLength(2);
});
