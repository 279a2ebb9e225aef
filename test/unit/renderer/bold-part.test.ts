import { describe, expect, it } from 'vitest';
import { boldPart } from '../../../renderer/features/search/bold-part.ts';
import fc from '../../support/properties.ts';

describe('the part of a name that is shown in bold', () => {
  it.each([
    ['Beach', 'be', ['', 'Be', 'ach']],
    ['Golden retriever', 'retr', ['Golden ', 'retr', 'iever']],
    ['Carbonara, car', 'car', ['', 'Car', 'bonara, car']],
    ['Scar, car', 'car', ['Scar, ', 'car', '']],
    ['Orléans', 'orle', ['', 'Orlé', 'ans']],
    ['大海', '海', ['大', '海', '']],
    ['海滩', 'hai', ['海滩', '', '']],
    ['Beach', '', ['Beach', '', '']],
  ])('%s, typed %s', (name, typed, parts) => {
    expect(boldPart(name, typed)).toEqual(parts);
  });

  it('leaves the name as it is, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (name, typed) => {
        expect(boldPart(name, typed).join('')).toBe(name);
      }),
    );
  });
});
