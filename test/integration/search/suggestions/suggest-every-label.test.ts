import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { SuggestionIndex } from '../../../../src/search/suggestions/suggestion-index.ts';
import { LABELS } from '../../../unit/search/suggestions/terms.ts';

const labels = new SuggestionIndex(LABELS);
const finds = (typed: string, key: string): boolean =>
  labels.suggest(typed, { language: 'en', limit: LABELS.length }).some(({ term }) => term.key === key);

describe('every label', () => {
  it('is found by every beginning of its names from three letters on, Chinese from one', () => {
    for (const { key, text } of LABELS)
      for (const [written, from] of [
        [text.en, 3],
        [text.zh, 1],
      ] as const)
        for (let length = from; length <= written.length; length++)
          expect(finds(written.slice(0, length), key), `${written.slice(0, length)} → ${key}`).toBe(true);
  });

  it('is found by the pinyin of its Chinese name, unfinished, spaced, half typed, and by its initials', () => {
    for (const { key, text } of LABELS.filter(({ text: { zh } }) => /^\p{Script=Han}{2,}$/u.test(zh))) {
      const syllables = pinyin(text.zh, { type: 'array', toneType: 'none', v: true });
      const toned = pinyin(text.zh, { type: 'array' });
      for (const typed of [
        syllables.join(''),
        syllables.join('').slice(0, -1),
        syllables.join(' '),
        syllables.join("'"),
        text.zh.charAt(0) + syllables.slice(1).join(''),
        syllables.map((syllable) => syllable.charAt(0)).join(''),
        ...(toned.join('').includes('ü') ? [] : [toned.join('')]),
      ])
        expect(finds(typed, key), `${typed} → ${text.zh}`).toBe(true);
    }
  });
});
