import { describe, expect, it } from 'vitest';
import { findDates } from '../../../src/knowledge/dates/find-dates.ts';
import { interpretText } from '../../../src/query/interpret-query.ts';
import { qualifiersOf } from '../../../src/search/query-parts.ts';
import { KNOWN } from '../../support/known.ts';
import { meaningOf } from '../../support/meaning-of.ts';
import { printResolved } from '../../support/print-resolved.ts';

describe('an adjective of size, age or taste beside a thing', () => {
  it.each([
    ['kleiner Hund', 'dog', 'small dog'],
    ['small dog', 'dog', 'small dog'],
    ['big dogs', 'dog', 'big dogs'],
    ['小狗', 'dog', '小狗'],
    ['老房子', 'house', '老房子'],
    ['大的狗', 'dog', '大的狗'],
    ['grosses Haus', 'house', 'big house'],
    ['großes Haus', 'house', 'big house'],
    ['petit chien', 'dog', 'small dog'],
    ['vieille maison', 'house', 'old house'],
    ['perro pequeño', 'dog', 'small dog'],
    ['grote hond', 'dog', 'big dog'],
    ['liten hund', 'dog', 'small dog'],
    ['kleines Kind', 'child', 'small child'],
    ['little girl', 'girl', 'little girl'],
    ['grosser alter Hund', 'dog', 'big old dog'],
    ['altes Auto', 'car', 'old car'],
    ['new car', 'car', 'new car'],
    ['tall building', 'building', 'tall building'],
    ['edificio alto', 'building', 'tall building'],
    ['hohes Gebäude', 'building', 'tall building'],
    ['biggest dog', 'dog', 'biggest dog'],
    ['the oldest car', 'car', 'oldest car'],
    ['größter Hund', 'dog', 'big dog'],
    ['fat cat', 'cat', 'fat cat'],
    ['beautiful sunset', 'sunset', 'beautiful sunset'],
    ['most beautiful sunset', 'sunset', 'most beautiful sunset'],
    ['schöner Sonnenuntergang', 'sunset', 'beautiful sunset'],
    ['cute dog', 'dog', 'cute dog'],
    ['可爱的狗', 'dog', '可爱的狗'],
    ['最大的狗', 'dog', '最大的狗'],
    ['很高的楼', 'building', '很高的楼'],
  ])('%s: the thing finds photos, and the phrase with both only orders them', (text, thing, order) => {
    expect(meaningOf(text)).toBe(`${thing} ~"${thing}" ^"${order}"`);
  });

  it('is carried as it was typed, with its place', () => {
    const of = (text: string) => qualifiersOf(interpretText(text, KNOWN, findDates(text, KNOWN.now)));
    expect(of('grosser alter Hund')).toEqual([
      { text: 'grosser', start: 0, end: 7 },
      { text: 'alter', start: 8, end: 13 },
    ]);
    expect(of('海边的舊車')).toEqual([{ text: '舊', start: 3, end: 4 }]);
    expect(of('dog without kleine Katze')).toEqual([{ text: 'kleine', start: 12, end: 18 }]);
    expect(of('dog')).toEqual([]);
  });

  it('is seen where it is an age of people, in whatever language', () => {
    expect(meaningOf('old man')).toMatch(/^\?old man.* ~"old man"$/);
    for (const text of ['alter Mann', 'vieil homme', 'viejo hombre']) {
      expect(meaningOf(text), text).toContain(' man');
      expect(meaningOf(text), text).toMatch(/ ~"old man"$/);
    }
  });

  it('is a word like others in a caption', () => {
    expect(meaningOf('a big white dog on the beach')).toContain('?big');
  });

  it('leaves colours and other words beside it as they are', () => {
    expect(meaningOf('kleines rotes Auto')).toBe(`${meaningOf('rotes Auto')} ^"small red car"`);
    expect(meaningOf('kleine Katze am Strand')).toContain('~"Katze am Strand" ^"kleine Katze am Strand"');
  });

  it('makes the thing less than its label under a "not": other cats stay', () => {
    for (const text of ['dog without kleine Katze', 'dog -(small cat)'])
      expect(meaningOf(text)).toBe('[dog ~"dog"; -<cat ~"small cat"]');
    expect(meaningOf('-(-(small cat))')).toBe('--cat ~"cat" ^"small cat"');
  });

  it.each(['small', 'old man', 'grand canyon', 'alter qwertzu', 'new york', 'klein', 'long'])(
    'is a word of its own elsewhere: %s',
    (text) => {
      expect(meaningOf(text)).not.toMatch(/^ ?~/);
      expect(meaningOf(text).toLowerCase()).toContain(text.split(' ')[0]);
    },
  );

  it('is no adjective where somebody or something is called so', () => {
    const named = {
      ...KNOWN,
      isKeyword: (text: string) => text === 'Klein',
      hasWords: (text: string) => text === 'Klein',
    };
    expect(printResolved(interpretText('Klein Hund', named, []))).toContain('Klein');
    expect(printResolved(interpretText('Klein Hund', named, []))).not.toBe(meaningOf('klein Hund'));
  });
});
