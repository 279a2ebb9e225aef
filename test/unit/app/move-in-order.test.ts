import { expect, it } from 'vitest';
import { moveInOrder } from '../../../src/app/move-in-order.ts';

const order = [1, 2, 3, 4, 5];
const move = (chosen: number[], to: Parameters<typeof moveInOrder>[2]) =>
  moveInOrder(order, new Set(chosen), to);

it('moves photos one place earlier or later, and not beyond the ends', () => {
  expect(move([3], 'earlier')).toEqual([1, 3, 2, 4, 5]);
  expect(move([3], 'later')).toEqual([1, 2, 4, 3, 5]);
  expect(move([1], 'earlier')).toEqual(order);
  expect(move([5], 'later')).toEqual(order);
});

it('brings several photos together, in the order that they had', () => {
  expect(move([2, 4], 'earlier')).toEqual([2, 4, 1, 3, 5]);
  expect(move([2, 4], 'later')).toEqual([1, 3, 5, 2, 4]);
  expect(move([1, 5], { before: 3 })).toEqual([2, 1, 5, 3, 4]);
});

it('moves photos before another one, to the end, and nowhere where they are already', () => {
  expect(move([5], { before: 1 })).toEqual([5, 1, 2, 3, 4]);
  expect(move([1], { before: null })).toEqual([2, 3, 4, 5, 1]);
  expect(move([2], { before: 3 })).toEqual(order);
  expect(move([2], { before: 2 })).toEqual(order);
});
