import { describe, expect, it } from 'vitest';
import { closed, fold, foldedWordKeys, foldedWords, foldKeys } from '../../../src/domain/fold.ts';
import fc from '../../support/properties.ts';

const shareKey = (a: string, b: string): boolean => foldKeys(a).some((key) => foldKeys(b).includes(key));

/** Letters, marks, punctuation and scripts that are folded in different ways. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(..."aZ9 -_.’'ßæøöüåłıİſﬁＡ①½ガが한हि海灘ที🐶\u0308\u030a\u3099\u200d\t\ud800"),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});

describe('fold', () => {
  it.each([
    ['case', 'BEACH', 'beach'],
    ['accents', 'São Tomé, Łódź', 'sao tome lodz'],
    ['decomposed accents', 'Cafe\u0301', 'café'],
    ['ß', 'Großmutter', 'GROSSMUTTER'],
    ['æ and œ', 'Ærø œuvre', 'aero oeuvre'],
    ['ø', 'Tromsø', 'tromso'],
    ['dotless and dotted i', 'Iğdır İzmir', 'igdir izmir'],
    [
      'apostrophes of every kind',
      "O'Brien O’Brien O‘Brien Oʼ\u200dBrien O´Brien O`Brien",
      'obrien '.repeat(6),
    ],
    ['the possessive', 'grandma’s garden', 'grandmas garden'],
    ['hyphens, underscores and dots', 'Jean-Luc_on.the—beach', 'jean luc on the beach'],
    ['full width', 'Ｂｅａｃｈ　２０２４', 'beach 2024'],
    ['half-width kana', 'ｶﾞ', 'ガ'],
    ['ligatures', 'ﬁsh ﬂower', 'fish flower'],
    ['invisible characters', 'so\u00adft\u200b', 'soft'],
    ['traditional Chinese', '海灘 長城 貓 後臺', '海滩 长城 猫 后台'],
    ['variants of Hong Kong and Taiwan', '羣裏', '群里'],
    ['signs between words', 'Tante+Onkel=Fest~Abend|a×b 5€d', 'tante onkel fest abend a b 5 d'],
    ['signs around words', '~Kirmes~ =Fest= +dog <b>', 'kirmes fest dog b'],
    ['final sigma', 'Ελλάς', 'ελλασ'],
    ['ё', 'Алёна', 'алена'],
  ])('gives the same result for: %s', (_, one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  it.each([
    ['Japanese voiced sounds', 'かき', 'がき'],
    ['vowel signs of Hindi', 'कि', 'का'],
    ['Korean syllables', '가', '각'],
    ['C and C++', 'c', 'c++'],
    ['Chinese words', '海滩', '海岸'],
  ])('gives different results for: %s', (_, one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });

  it('folding a folded text changes nothing, and never throws', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(fold(fold(one))).toBe(fold(one));
      }),
    );
  });

  it('ignores case and normalization form', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aéÖñøßŁçİŠžЖёάが한海灘 -') }), (one) => {
        for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) expect(fold(one.normalize(form))).toBe(fold(one));
        expect(fold(one.toLowerCase())).toBe(fold(one));
      }),
    );
  });

  it('takes time linear in the text', () => {
    // Quadratic time would take minutes here.
    for (const part of ['Ä-ö海', '---', "'", ' ', 'a', '\u0308', 'ß']) {
      const long = part.repeat(300_000);
      expect(fold(long).length).toBeLessThan(3 * long.length);
    }
  });
});

describe('foldKeys', () => {
  it.each([
    ['Müller', 'Mueller'],
    ['Müller', 'Muller'],
    ['MU\u0308LLER', 'mueller'],
    ['Tromsø', 'Tromsoe'],
    ['Århus', 'Aarhus'],
    ['Jean-Luc', 'jean luc'],
    ['Jean-Luc', 'jeanluc'],
    ['ice_cream', 'icecream'],
    ['O’Brien', 'obrien'],
    ['Schröder-Bäcker', 'schroeder baecker'],
    ['O’Brien', "O'BRIEN"],
    ['O’Brien', 'o brien'],
    ['d’été', 'd ete'],
    ["L'Ångström", 'l aangstroem'],
  ])('gives %s and %s a common key', (one, other) => {
    expect(shareKey(one, other)).toBe(true);
  });

  it.each([
    ['Muller', 'Miller'],
    ['blue', 'blu'],
    ['poet', 'pot'],
  ])('gives %s and %s no common key', (one, other) => {
    expect(shareKey(one, other)).toBe(false);
  });

  it('returns the folded text as first key, and only folded keys', () => {
    fc.assert(
      fc.property(text, (one) => {
        const [first, ...others] = foldKeys(one);
        expect(first).toBe(fold(one));
        for (const key of others) expect(closed(fold(key))).toBe(closed(key));
      }),
    );
  });
});

describe('foldedWords', () => {
  it.each([
    ["Grandma's_garden 海灘上", ['grandmas', 'garden', '海滩', '上']],
    ['IMG_2000.HEIC', ['img', '2000', 'heic']],
    ['🐶beach C++', ['🐶', 'beach', 'c']],
    ['Жёлтый  цветок', ['желтыи', 'цветок']],
    ['大きい犬', ['大きい', '犬']],
    ['-- !', []],
  ])('splits %s into the words %j', (one, words) => {
    expect(foldedWords(one)).toEqual(words);
  });

  it('gives the same words for a text and for its folded form', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(foldedWords(fold(one))).toEqual(foldedWords(one));
      }),
    );
  });

  it('gives only non-empty words that occur in the folded text', () => {
    fc.assert(
      fc.property(text, (one) => {
        for (const word of foldedWords(one)) {
          expect(word.trim()).not.toBe('');
          expect(fold(one)).toContain(word);
        }
      }),
    );
  });
});

describe('foldedWordKeys', () => {
  it('gives both keys of a word with ö at the position of the word', () => {
    expect(foldedWordKeys('Herr Müller, Großmutter')).toEqual([
      ['herr'],
      ['muller', 'mueller'],
      ['grossmutter'],
    ]);
  });

  it('gives the folded words first', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(foldedWordKeys(one).map(([first]) => first)).toEqual(foldedWords(one));
      }),
    );
  });
});
