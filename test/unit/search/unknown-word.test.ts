import { describe, expect, it } from 'vitest';
import { isUnknownWord } from '../../../src/search/unknown-word.ts';

const isUnknown = (text: string): boolean => isUnknownWord({ text, interpretations: [] });

describe('an unknown word', () => {
  it.each(['tijeras', 'Geburtstag', 'zzqqy', 'Anna', 'xyzzy-plugh', 'glamping-zzqqy', 'ножницы'])(
    'stands in no dictionary and is called so: %s',
    (text) => expect(isUnknown(text)).toBe(true),
  );

  it.each([
    'happiness',
    'giraffes',
    'over',
    'the',
    'klein',
    'vieil',
    '5',
    '2x',
    'tv',
    '幸福',
    'well-known',
    '3.14',
  ])('is none that a dictionary has, an adjective, a number or a short word: %s', (text) =>
    expect(isUnknown(text)).toBe(false),
  );

  it('is none that means something here', () => {
    expect(isUnknownWord({ text: 'tijeras', interpretations: [{ as: 'text', wanted: 'tijeras' }] })).toBe(
      false,
    );
  });
});
