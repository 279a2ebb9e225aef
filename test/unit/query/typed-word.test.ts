import { describe, expect, it } from 'vitest';
import { completeText, wordAt } from '../../../src/query/typed-word.ts';
import fc from '../../support/properties.ts';

/** A text with the caret at `^`. */
const at = (marked: string): [string, number] => [marked.replace('^', ''), marked.indexOf('^')];
/** A text with the caret at `^`, and the result of wordAt. */
const show = ({ text, caret }: { text: string; caret: number }): string =>
  `${text.slice(0, caret)}^${text.slice(caret)}`;

describe('wordAt', () => {
  it.each([
    ['^', '', '', null],
    ['bea^', 'bea', 'bea', null],
    ['dog bea^', 'bea', 'dog bea', null],
    ['dog ^', '', 'dog ', null],
    ['one two three four fi^', 'fi', 'two three four fi', null],
    ['be^ach dog', 'be', 'be', null],
    ['dog ^beach', '', 'dog ', null],
    ['-pe^', 'pe', 'pe', null],
    ['dog -pe^', 'pe', 'pe', null],
    ['dog -golden re^', 're', 'golden re', null],
    ['dog -^', '', '', null],
    ['four-po^', 'four-po', 'four-po', null],
    ['(bea^', 'bea', 'bea', null],
    ['(cat|do^)', 'do', 'do', null],
    ['（猫｜狗^）', '狗', '狗', null],
    ['camera:ni^', 'ni', 'ni', 'camera'],
    ['dog camera:^', '', '', 'camera'],
    ['相机：尼^', '尼', '尼', '相机'],
    ['(-folder:my hol^', 'hol', 'my hol', 'folder'],
    ['"ice cr^', 'ice cr', 'ice cr', null],
    ['"ice cr^" dog', 'ice cr', 'ice cr', null],
    ['dog "ice cream" bea^', 'bea', 'bea', null],
    ['folder:"my hol^iday"', 'my hol', 'my hol', 'folder'],
    ['「冰淇^', '冰淇', '冰淇', null],
    ['没有人的海^', '没有人的海', '没有人的海', null],
    ['狗^海滩', '狗', '狗', null],
    ['dog海^', '海', 'dog海', null],
    ['海tan^', 'tan', '海tan', null],
    ['海滩 2019^', '2019', '海滩 2019', null],
    ['海滩　狗^', '狗', '海滩　狗', null],
  ])('finds in %j the word %j of %j as a value of the field %j', (marked, prefix, phrase, field) => {
    expect(wordAt(...at(marked))).toMatchObject({ prefix, phrase, field });
  });

  it('includes the rest of the word and its quotes in the replaced range', () => {
    const span = (marked: string): string => {
      const { start, end } = wordAt(...at(marked));
      return at(marked)[0].slice(start, end);
    };
    expect(span('be^ach dog')).toBe('beach');
    expect(span('-be^ach)')).toBe('beach');
    expect(span('a "ice^ cream" b')).toBe('"ice cream"');
    expect(span('a "ice^ cream')).toBe('"ice');
    expect(span('狗^海滩')).toBe('狗');
    expect(span('dog ^beach')).toBe('');
  });
});

describe('completeText', () => {
  it.each([
    ['bea^', 'beach', undefined, 'beach ^'],
    ['dog bea^', 'beach', undefined, 'dog beach ^'],
    ['dog -pe^', 'people', undefined, 'dog -people ^'],
    ['be^ dog', 'beach', undefined, 'beach^ dog'],
    ['be^ach dog', 'beach', undefined, 'beach^ dog'],
    ['(cat|do^)', 'dog', undefined, '(cat|dog^)'],
    ['cre^', 'ice cream', undefined, '"ice cream" ^'],
    ['dog ice cr^', 'ice cream', 'ice cr', 'dog "ice cream" ^'],
    ['dog ice ^', 'ice cream', 'ice ', 'dog "ice cream" ^'],
    ['dog "ice cr^" 2019', 'ice cream', undefined, 'dog "ice cream"^ 2019'],
    ['"ice cr^ dog', 'ice cream', 'cr', '"ice cream"^ dog'],
    ['"be^', 'beach', undefined, 'beach ^'],
    ['camera:ni^', 'Nikon D90', undefined, 'camera:"Nikon D90" ^'],
    ['folder:my hol^', 'My holidays', 'my hol', 'folder:"My holidays" ^'],
    ['dog cam^', 'camera:', undefined, 'dog camera:^'],
    ['相^', '相机：', undefined, '相机：^'],
    ['没有人的海^', '海滩', '海', '没有人的海滩 ^'],
    ['狗^海滩', '狗狗', undefined, '狗狗 ^海滩'],
    ['hai tan^', '海滩', 'hai tan', '海滩 ^'],
    ['海tan^', '海滩', '海tan', '海滩 ^'],
    ['ta^', 'Tank (army)', undefined, '"Tank (army)" ^'],
    ['o^', 'or', undefined, '"or" ^'],
    ['x^', '-x', undefined, '"-x" ^'],
    ['x^', 'say "x" to', undefined, '"say  x  to" ^'],
    ['bea^', 'beach', 'something else', 'beach ^'],
  ])('completes %j with %j for %j to %j', (marked, chosen, typed, expected) => {
    expect(show(completeText(...at(marked), chosen, typed))).toBe(expected);
  });
});

describe('typed-word functions with hostile text', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(fc.constantFrom('"', '“', '(', ')', '-', ':', '：', '|', ' ', '　', '海', 'b', '\ud83c'))
      .map((parts) => parts.join('')),
  );

  it('keep the text around the word, whatever it is', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: -3, max: 70 }), (before, caret) => {
        const { start, end, prefix, phrase } = wordAt(before, caret);
        const done = completeText(before, caret, 'beach');
        expect(done.text.startsWith(before.slice(0, start))).toBe(true);
        expect(done.text.endsWith(before.slice(end))).toBe(true);
        expect(phrase.endsWith(prefix)).toBe(true);
        expect(done.text.slice(start, done.caret).trimEnd()).toBe('beach');
      }),
    );
  });

  it('accept text of great length', () => {
    for (const unit of ['a', 'a ', '海', '-', ' -', '"', ':', ' ']) {
      const long = unit.repeat(100_000);
      expect(completeText(`${long} bea`, long.length + 4, 'beach').text).toContain('beach');
    }
  });
});
