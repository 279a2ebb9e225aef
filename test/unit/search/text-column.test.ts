import { describe, expect, it } from 'vitest';
import { TextColumn } from '../../../src/search/index/text-column.ts';
import fc from '../../support/properties.ts';

describe('TextColumn', () => {
  it('finds the rows whose text matches a condition, as a linear search would', () => {
    const text = fc.option(fc.string({ unit: fc.constantFrom('a', 'b', ''), maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(text), (rows) => {
        const column = new TextColumn();
        const numbers = rows.map((row) => column.numberOf(row));
        const matches = column.where((one) => one.includes('a'));
        expect(numbers.map((number) => matches[number] === 1)).toEqual(
          rows.map((row) => row?.includes('a') ?? false),
        );
        expect(numbers.map((number) => column.texts[number])).toEqual(rows);
      }),
    );
  });

  it('stores each distinct text once, including __proto__ and constructor', () => {
    const column = new TextColumn();
    const numbers = ['__proto__', 'constructor', '__proto__', null].map((text) => column.numberOf(text));
    expect(numbers).toEqual([1, 2, 1, 0]);
    expect(column.texts).toEqual([null, '__proto__', 'constructor']);
  });
});
