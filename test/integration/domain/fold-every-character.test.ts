import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/domain/fold.ts';

describe('fold', () => {
  it('folding a folded text changes nothing, for every character alone and between letters', () => {
    const wrong: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      const character = String.fromCodePoint(code);
      for (const one of [character, `a${character}\u0301b`]) {
        const folded = fold(one);
        if (fold(folded) !== folded) wrong.push(code.toString(16));
      }
    }
    expect(wrong).toEqual([]);
  });
});
