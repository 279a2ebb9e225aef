import { expect, it } from 'vitest';
import { gatherStrided } from '../../../../../src/vision/classify/tensorflow/gather-strided.ts';

/** Two rows of three numbers of two bytes, behind one byte of something else. */
const BYTES = Uint8Array.of(99, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0);
const numbers = (bytes: Uint8Array): number[] => [...new Uint16Array(new Uint8Array(bytes).buffer)];
const gathered = (at: number, sizes: readonly number[], strides: readonly number[]): number[] =>
  numbers(gatherStrided(BYTES, { at, width: 2, sizes, strides }));

it('reads an array as it is, with its dimensions in another order, or a part of its columns', () => {
  expect(gathered(1, [2, 3], [6, 2])).toEqual([1, 2, 3, 4, 5, 6]);
  expect(gathered(1, [3, 2], [2, 6])).toEqual([1, 4, 2, 5, 3, 6]);
  expect(gathered(3, [2, 2], [6, 2])).toEqual([2, 3, 5, 6]);
  expect(gathered(1, [3, 1, 2, 1], [2, 2, 6, 2])).toEqual([1, 4, 2, 5, 3, 6]);
});
