import { describe, expect, it } from 'vitest';
import { chooseSuggestion } from '../../../renderer/features/search/choose-suggestion.ts';

/** `|` is the caret. */
const choose = (marked: string, suggestion: Parameters<typeof chooseSuggestion>[2]): string => {
  const { text, caret } = chooseSuggestion(marked.replace('|', ''), marked.indexOf('|'), suggestion);
  return `${text.slice(0, caret)}|${text.slice(caret)}`;
};

describe('a chosen suggestion', () => {
  it('takes the place of what was typed for it, and no more', () => {
    expect(choose('dog ice cr|', { kind: 'label', text: 'ice cream', typed: 'ice cr' })).toBe(
      'dog "ice cream" |',
    );
    expect(choose('do| beach', { kind: 'label', text: 'dog', typed: 'do' })).toBe('dog| beach');
  });

  it('is written with its field, and in quotes where the value has several words', () => {
    const camera = { kind: 'camera', text: 'camera:"Canon EOS D60"', typed: 'can' } as const;
    expect(choose('dog can|', camera)).toBe('dog camera:"Canon EOS D60" |');
    expect(choose('-can| dog', camera)).toBe('-camera:"Canon EOS D60"| dog');
  });

  it('is the value alone where its field was typed', () => {
    expect(choose('camera:can|', { kind: 'camera', text: 'Canon EOS D60', typed: 'can' })).toBe(
      'camera:"Canon EOS D60" |',
    );
  });

  it('goes on with the value of a field', () => {
    expect(choose('cam|', { kind: 'field', text: 'camera:', typed: 'cam' })).toBe('camera:|');
  });

  it('replaces everything where it is a whole search', () => {
    expect(choose('bea| dog', { kind: 'recent', text: 'beach -people', typed: 'bea' })).toBe(
      'beach -people|',
    );
  });
});
