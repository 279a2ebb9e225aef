import { expect, it } from 'vitest';
import { risingPositions } from '../../../src/store/album-positions.ts';
import fc from '../../support/properties.ts';

it('keeps all positions of an order that rises already', () => {
  expect(risingPositions([1, 2, 5, 9])).toEqual([1, 2, 5, 9]);
  expect(risingPositions([])).toEqual([]);
});

it('gives one moved photo a position between its neighbours, and changes no other', () => {
  expect(risingPositions([1024, 4096, 2048])).toEqual([1024, 1536, 2048]);
  expect(risingPositions([3072, 1024, 2048])).toEqual([0, 1024, 2048]);
  expect(risingPositions([null, 1024, 2048, null])).toEqual([0, 1024, 2048, 3072]);
});

it('numbers all again where there is no room between neighbours', () => {
  expect(risingPositions([1, 3, 2])).toEqual([1024, 2048, 3072]);
});

it('always rises, in whole numbers, whatever the positions were', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: -5000, max: 5000 })), { maxLength: 40 }), (current) => {
      const positions = risingPositions(current);
      expect(positions).toHaveLength(current.length);
      positions.forEach((position, at) => {
        expect(Number.isInteger(position)).toBe(true);
        if (at > 0) expect(position).toBeGreaterThan(positions[at - 1] ?? Number.POSITIVE_INFINITY);
      });
    }),
  );
});
