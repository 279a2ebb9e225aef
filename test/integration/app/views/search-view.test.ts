import { describe, expect, it } from 'vitest';
import { wordView } from '../../../../src/app/views/search-view.ts';
import type { Interpretation, QueryWord } from '../../../../src/domain/query.ts';

const word = (text: string, interpretations: readonly Interpretation[]): QueryWord => ({
  text,
  start: 0,
  end: text.length,
  interpretations,
});

describe('a word of a search, for the window', () => {
  it('has each of its meanings apart, and all of them in one line', () => {
    const view = wordView(
      word('crane', [
        { as: 'label', labels: ['crane-bird', 'crane-machine'], narrower: false },
        { as: 'text', wanted: 'crane' },
      ]),
      [],
    );
    expect(view.meanings.map(({ as }) => as)).toEqual(['label', 'label', 'text']);
    expect(view.meaning.en).toBe(view.meanings.map(({ name }) => name.en).join(' · '));
    expect(view.labels.map(({ label }) => label)).toEqual(['crane-bird', 'crane-machine']);
  });
  it('is not answered by a label that is wider', () => {
    const view = wordView(word('puppy', [{ as: 'label', labels: ['dog'], narrower: true }]), []);
    expect(view.meaning).toEqual({ en: 'among Dog', zh: '在“狗”中' });
    expect(view.labels).toEqual([]);
  });
  it('names its label as it is called, whatever else the word means', () => {
    const view = wordView(
      word('doggie', [
        { as: 'label', labels: ['dog'], narrower: false },
        { as: 'text', wanted: 'doggie' },
      ]),
      [],
    );
    expect(view.labels).toEqual([{ label: 'dog', name: { en: 'Dog', zh: '狗' } }]);
  });
  it('states a value that its field cannot have, and a field that there is not', () => {
    const unread = word('date:2024-13', [{ as: 'text', wanted: 'date:2024-13', unread: 'date' }]);
    expect(wordView(unread, []).meanings).toMatchObject([
      {
        as: 'text',
        name: {
          en: '“2024-13” is not a value of date (as in date:2019-06..2019-08); searched as text',
          zh: '“2024-13”不是“日期”的有效值（例如 date:2019-06..2019-08），按文字搜索',
        },
      },
    ]);
    const state = (value: string) =>
      wordView(word(`is:${value}`, [{ as: 'text', wanted: `is:${value}`, unread: 'is' }]), []).meaning.en;
    expect(state('foo')).toBe('“foo” is not a value of is (as in is:favourite); searched as text');
    expect(state('video')).toBe('“video” is not a value of is (as in type:video); searched as text');
    expect(state('Damged')).toBe('“Damged” is not a value of is (as in is:damaged); searched as text');
    expect(wordView(word('near:London', []), []).meaning.en).toBe(
      'no field is named “near”; looks like: near:London',
    );
    expect(wordView(word('http://a', []), []).meaning.en).toBe('looks like: http://a');
  });
  it('has no meaning where only the phrase around it says what it means', () => {
    expect(wordView(word('over', []), [])).toMatchObject({ as: 'meaning', meanings: [], labels: [] });
  });
});
