import { describe, expect, it } from 'vitest';
import { chipWords } from '../../../renderer/features/search/chip-words.ts';
import { pinnedWord } from '../../../renderer/features/search/pinned-part.ts';
import { strings } from '../../../renderer/i18n/strings.ts';
import type { InterpretationView } from '../../../src/api/contract.ts';

const both = (en: string, zh: string) => ({ en, zh });
const meaning = (as: InterpretationView['as'], en: string, zh: string) => ({ as, name: both(en, zh) });
const WRITTEN = meaning('text', 'keywords, captions, names', '关键词、说明、文件名');
const part = (text: string, meanings: InterpretationView['meanings'], negated = false) => ({
  text,
  negated,
  meanings,
  isUnknown: false,
  as: meanings[0]?.as ?? ('meaning' as const),
});
const userData = (
  interpretation: ReturnType<typeof part>,
  language: 'en' | 'zh' = 'en',
  isPhrase = false,
): string =>
  chipWords({ interpretation, pinned: pinnedWord(interpretation), isPhrase }, strings[language], language)
    .map(({ text }) => text)
    .join(' ');

describe('what a chip says', () => {
  it('names every meaning of a word, and by its kind what is called like the word', () => {
    const orange = part('orange', [
      meaning('label', 'Orange (fruit)', '橙子'),
      meaning('place', 'Orange', '奥兰治'),
      meaning('colour', 'orange', '橙色'),
      WRITTEN,
    ]);
    expect(userData(orange)).toBe('orange → Orange (fruit) · place · colour');
    expect(userData(orange, 'zh')).toBe('orange → 橙子 · 奥兰治 · 橙色');
  });
  it('counts the meanings that it has no room for', () => {
    const many = ['A', 'B', 'C', 'D', 'E'].map((name) => meaning('label', name, name));
    expect(userData(part('x', many))).toBe('x → A · B · C +2');
  });
  it('tells nothing of a word that means what it says', () => {
    expect(userData(part('dog', [meaning('label', 'Dog', '狗'), WRITTEN]))).toBe('dog');
    expect(userData(part('dog', [meaning('label', 'Dog', '狗')], true), 'zh')).toBe('不含 dog → 狗');
  });
  it('says that a label is wider than the word', () => {
    expect(userData(part('puppy', [meaning('label', 'among Dog', '在“狗”中')]))).toBe('puppy → among Dog');
  });
  it('tells where a word stands that only texts have', () => {
    expect(userData(part('dscf', [WRITTEN]))).toBe('dscf → keywords, captions, names');
  });
  it('says that a word without a meaning is compared by its looks where it is all there is to compare', () => {
    expect(userData(part('over', []))).toBe('over');
    expect(userData(part('asdfgh', []), 'en', true)).toBe('looks like: asdfgh');
  });
  it('says of a word that it is unknown, in both languages', () => {
    const unknown = { ...part('tijeras', []), isUnknown: true };
    expect(userData(unknown)).toBe('tijeras (unknown word)');
    expect(userData(unknown, 'en', true)).toBe('looks like: tijeras (unknown word)');
    expect(userData(unknown, 'zh')).toBe('tijeras （未知的词）');
    expect(userData(part('asdfgh', []), 'zh', true)).toBe('语义： asdfgh');
  });
  it('says that a pinned part has only one meaning', () => {
    expect(userData(part('label:dog', [meaning('label', 'Dog', '狗')]))).toBe('dog → only Dog');
    expect(userData(part('in:turkey', [meaning('place', 'Türkiye', '土耳其')]))).toBe(
      'turkey → only Türkiye (place)',
    );
    expect(userData(part('colour:red', [meaning('colour', 'red', '红色')]), 'zh')).toBe(
      'red → 仅红色（颜色）',
    );
    expect(userData(part('meaning:quiet', [meaning('meaning', 'looks like: quiet', '语义：quiet')]))).toBe(
      'quiet → only by similarity',
    );
  });
});

describe('a pinned part', () => {
  it.each([
    ['label:crane-bird', 'label', 'crane bird'],
    ['is:black-and-white', 'property', 'black and white'],
    ['in:New York', 'place', 'New York'],
    ['date:spring', 'date', 'spring'],
    ['camera:nikon', 'filter', 'nikon'],
    ['text:beach', 'text', 'beach'],
  ] as const)('%s, read as %s, is of the word “%s”', (text, as, word) => {
    expect(pinnedWord({ text, as })).toBe(word);
  });
  it.each([
    ['dog', 'label'],
    ['date:2019-06', 'date'],
    ['is:favourite', 'filter'],
    ['folder:holidays', 'filter'],
    ['similar:12', 'similar'],
    // No such label: it is looked for as a text.
    ['label:nosuchlabel', 'text'],
  ] as const)('%s, read as %s, is none', (text, as) => {
    expect(pinnedWord({ text, as })).toBeNull();
  });
});
