import { describe, expect, it } from 'vitest';
import { wordsOfList } from '../../../../src/search/suggestions/known-words.ts';
import { corrected } from '../../../unit/search/suggestions/speller-of-everything.ts';

describe('the speller', () => {
  it('changes hardly a word of other languages, and only into one that sounds the same', () => {
    const words = wordsOfList('other-language');
    const changed = words.filter((word) => corrected(word) !== null);
    expect(changed.length / words.length).toBeLessThan(0.002);
    expect(changed).toContain('elefant');
  });
});
