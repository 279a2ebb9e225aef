import { describe, expect, it } from 'vitest';
import { isInLine, PhotoText } from '../../../src/search/index/photo-text.ts';
import { Slabs } from '../../../src/search/index/slabs.ts';

/** The texts of photos by their ordinal, each a list of lines. */
function photoText(...photos: readonly (readonly string[])[]): PhotoText {
  const text = new PhotoText(new Slabs());
  for (const [ordinal, lines] of photos.entries()) if (lines.length > 0) text.add(ordinal, lines);
  return text;
}

const found = (text: PhotoText, wanted: string): readonly [whole: number[], part: number[]] => {
  const { whole, part } = text.of(wanted);
  return [[...whole], [...part]];
};

describe('text in photos', () => {
  const text = photoText(
    ['Ice Cream', '2 x Flat white'],
    [],
    ['发票号码03928471', 'iPhone手机'],
    ['今天 18:42 明天 去海边吗', 'Crème brûlée'],
    ['ＴＯＴＡＬ ５６７'],
  );

  it.each([
    ['ice cream', [0], []],
    ['cream ice', [], []],
    ['cream 2', [], []],
    ['crea', [], [0]],
    ['hit', [], [0]],
    ['cr', [], []],
    ['creme', [3], []],
    ['发票', [2], []],
    ['发 票 号码', [2], []],
    ['海边', [3], []],
    ['明天去海边', [3], []],
    ['03928471', [2], []],
    ['3928', [], [2]],
    ['iphone', [2], []],
    ['手机', [2], []],
    ['total 567', [4], []],
    ['海', [], []],
    ['x', [], []],
    ['', [], []],
    ['/', [], []],
    ['\n', [], []],
  ])('%j is whole in %j and a part in %j', (wanted, whole, part) => {
    expect(found(text, wanted)).toEqual([whole, part]);
  });

  it.each([
    ['Möwe', 'Moewe', 'MOEWE', 'möwe'],
    ['Brötchen', 'Broetchen'],
    ['Käse', 'Kaese'],
    ['Tür', 'Tuer'],
    ['Straße', 'Strasse'],
    ['Åland', 'Aaland'],
    ['smørbrød', 'smoerbroed'],
  ])('%s is found however its letters are written', (...forms) => {
    for (const written of forms)
      for (const typed of forms) {
        const one = photoText([`Frische ${written} hier`], ['nothing']);
        expect(found(one, typed), `${typed} in ${written}`).toEqual([[0], []]);
        expect(isInLine(`Frische ${written} hier`, typed), `${typed} in ${written}`).toBe(true);
        const longer = photoText([`Frische${written}hier`], ['nothing']);
        expect(found(longer, typed), `${typed} in ${written}`).toEqual([[], [0]]);
      }
  });

  it('finds a word in spite of lookalikes, where its line is perhaps misread', () => {
    const misread = photoText(['GRAND H0TEL', 'BUlLDING 5'], ['MALL'], ['tai1s'], ['Rechnung IOO1 fäI1ig']);
    expect(found(misread, 'hotel')).toEqual([[0], []]);
    expect(found(misread, 'grand hotel')).toEqual([[0], []]);
    expect(found(misread, 'building')).toEqual([[0], []]);
    expect(found(misread, 'buildin')).toEqual([[], []]);
    expect(found(misread, 'mail')).toEqual([[], []]);
    expect(found(misread, 'tails')).toEqual([[2], []]);
    expect(found(misread, 'tail')).toEqual([[], []]);
    expect(found(misread, '1001')).toEqual([[3], []]);
    expect(found(misread, 'fallig')).toEqual([[3], []]);
    expect(isInLine('GRAND H0TEL', 'hotel')).toBe(true);
    expect(isInLine('GRAND H0TEL', 'hote')).toBe(false);
    expect(isInLine('MALL', 'mail')).toBe(false);
  });

  it('marks the lines in which it finds words', () => {
    expect(isInLine('Ice Cream', 'cream')).toBe(true);
    expect(isInLine('Ice Cream', 'crea')).toBe(true);
    expect(isInLine('Ice Cream', 'ic')).toBe(false);
    expect(isInLine('今天 去海边', '天去')).toBe(true);
    expect(isInLine('今天 去海边', '海')).toBe(false);
    expect(isInLine('Ice Cream', '')).toBe(false);
  });

  it('finds what is added after a search, and keeps photos apart', () => {
    const growing = photoText(['alpha'], ['beta']);
    expect(found(growing, 'gamma')).toEqual([[], []]);
    growing.add(7, ['gamma']);
    expect(found(growing, 'gamma')).toEqual([[7], []]);
    expect(found(growing, 'alpha beta')).toEqual([[], []]);
  });

  it('takes direction marks, lone surrogates, and more text than a photo has', () => {
    const long = Array.from({ length: 1000 }, (_, at) => `line${at} ${'汉'.repeat(1000)}`);
    const hostile = photoText(['\u202Eexe.gpj\u202C', '\uD800 lone', '\0nul'], long, ['after']);
    expect(found(hostile, 'gpj')).toEqual([[0], []]);
    expect(found(hostile, 'lone')).toEqual([[0], []]);
    expect(found(hostile, 'line0')).toEqual([[1], []]);
    expect(found(hostile, 'after')).toEqual([[2], []]);
  });
});
