import { describe, expect, it } from 'vitest';
import { find, longestPhrase, longestWordAt } from '../../../../src/knowledge/labels/find.ts';
import { vocabulary } from '../../../../src/knowledge/labels/vocabulary.ts';

describe('find', () => {
  it.each([
    ['beach', 'beach', 'beach', 'name'],
    ['BEACH', 'beach', 'beach', 'name'],
    ['ｂｅａｃｈ', 'beach', 'beach', 'name'],
    ['seaside', 'beach', 'seaside', 'synonym'],
    ['beaches', 'beach', 'beach', 'plural'],
    ['gray wolf', 'grey-wolf', 'grey wolf', 'spelling'],
    ['icecream', 'ice-cream', 'ice cream', 'name'],
    ['Consomme', 'consomme', 'consommé', 'name'],
    ["jack-o'-lantern", 'jack-o-lantern', "jack-o'-lantern", 'name'],
    ['jack o’lantern', 'jack-o-lantern', "jack-o'-lantern", 'name'],
    ['海滩', 'beach', '海滩', 'name'],
    ['狗狗', 'dog', '狗狗', 'synonym'],
  ])('%s finds %s by "%s" (%s)', (typed, label, word, why) => {
    expect(find(typed)).toEqual([{ label, word, language: /\p{Script=Han}/u.test(word) ? 'zh' : 'en', why }]);
  });

  it('returns all labels of an ambiguous word', () => {
    expect(find('cranes').map(({ label, why }) => [label, why])).toEqual([
      ['crane-bird', 'plural'],
      ['crane-machine', 'plural'],
    ]);
  });

  it('joins separate words only if the parts are not known words', () => {
    expect(find('butter fly').map(({ label }) => label)).toEqual(['butterfly']);
    expect(find('sea lion').map(({ label }) => label)).toEqual(['sea-lion']);
    expect(find('car pet')).toEqual([]);
  });

  it.each([
    '',
    ' ',
    '-',
    '🙂',
    's',
    'es',
    'ss',
    '的',
    '\u0301',
    'x'.repeat(10_000),
    '__proto__',
    'constructor',
    'toString',
  ])('finds nothing for %j', (text) => {
    expect(find(text)).toEqual([]);
  });

  it('finds every label by each of its words', () => {
    for (const { id, words } of vocabulary.labels)
      for (const word of [...words.en, ...words.zh])
        expect(
          find(word).map(({ label }) => label),
          word,
        ).toContain(id);
  });
});

describe('longestPhrase', () => {
  it.each<[string, number]>([
    ['golden retriever beach', 2],
    ['ice cream', 2],
    ['ice skating', 2],
    ['bird of prey', 3],
    ['birds of prey at night', 3],
    ['beach wagon', 2],
    ['beach dog', 1],
    ['of prey', 0],
    ['', 0],
  ])('finds in "%s" a known phrase of %i tokens', (text, length) => {
    expect(longestPhrase(text.split(' '), 0)).toBe(length);
  });

  it('begins at the given token', () => {
    expect(longestPhrase(['my', 'ice', 'cream'], 1)).toBe(2);
    expect(longestPhrase(['my', 'ice', 'cream'], 3)).toBe(0);
  });
});

describe('longestWordAt', () => {
  /** The known words in a text, and the characters between. */
  function cut(text: string): string {
    let out = '';
    for (let at = 0; at < text.length; ) {
      const length = longestWordAt(text, at);
      out += length > 0 ? `[${text.slice(at, at + length)}]` : text.charAt(at);
      at += Math.max(1, length);
    }
    return out;
  }

  it.each([
    ['海滩日落', '[海滩][日落]'],
    ['白色的狗', '白色的[狗]'],
    ['两只狗在草地上', '两只[狗]在[草地]上'],
    ['小女孩吃冰淇淋', '[小女孩]吃[冰淇淋]'],
    ['金毛在雪地里', '[金毛]在[雪地]里'],
    ['猫头鹰', '[猫头鹰]'],
    ['热狗', '[热狗]'],
    // A character within another word does not mean its own label.
    ['上海', '上海'],
    ['罗马', '罗马'],
    ['云南', '云南'],
    ['花生', '花生'],
    ['海鲜', '海鲜'],
  ])('segments %s as %s', (text, read) => {
    expect(cut(text)).toBe(read);
  });
});
