import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../../../src/domain/label.ts';
import {
  EMPTY_BOX,
  MOST_UNASKED,
  SUGGESTION_KINDS,
  SUGGESTIONS,
} from '../../../../src/domain/suggestion-kind.ts';
import { SuggestionIndex } from '../../../../src/search/suggestions/suggestion-index.ts';
import type { Term } from '../../../../src/search/suggestions/term.ts';
import fc from '../../../support/properties.ts';
import { LABELS, TERMS, term } from './terms.ts';

const index = new SuggestionIndex(TERMS);
const labels = new SuggestionIndex(LABELS);
const ALL = TERMS.length;
const name = ({ kind, key }: Term): string => (kind === 'label' ? key : `${kind}:${key}`);
const suggested = (typed: string, language: Language = 'en', limit = 8): string[] =>
  index.suggest(typed, { language, limit }).map(({ term }) => name(term));

const ROWS = readFileSync(new URL('./suggestions.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .slice(1)
  .map((line) => line.split('\t') as [string, Language, string, string]);

describe('suggestion examples', () => {
  it('comprise at least sixty texts', () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(60);
  });

  it.each(ROWS)('%j in %s suggests %s among the first %s', (typed, language, expected, among) => {
    expect(suggested(typed, language).slice(0, Number(among))).toContain(expected);
  });
});

it('a name of taxonomy is suggested for what is typed, and not before', () => {
  const label = (key: string, count: number, isUncommon: boolean): Term => ({
    kind: 'label',
    key,
    text: { en: key, zh: key },
    words: [],
    count,
    isUncommon,
  });
  const taxonomy = new SuggestionIndex([label('vertebrate', 9, true), label('dog', 4, false)]);
  const keys = (typed: string): string[] =>
    taxonomy.suggest(typed, { language: 'en', limit: 8 }).map(({ term }) => term.key);
  expect(keys('')).toEqual(['dog']);
  expect(keys('ver')).toEqual(['vertebrate']);
});

describe('order of suggestions', () => {
  const made = (key: string, count: number, ...words: string[]): Term => ({
    kind: 'keyword',
    key,
    text: { en: key, zh: key },
    words,
    count,
  });
  const order = (terms: readonly Term[], typed: string, language: Language = 'en'): string[] =>
    new SuggestionIndex(terms).suggest(typed, { language, limit: 9 }).map(({ term }) => term.key);

  it('is exact, prefix, word prefix, pinyin, initials, typo, regardless of the counts', () => {
    const terms = [
      made('mang', 64),
      made('Mango', 32),
      made('the mango', 16),
      made('忙', 8),
      made('马安宁歌', 4),
      made('magn', 2),
    ].map((term, at) => ({ ...term, count: 2 ** (2 * at) }));
    expect(order(terms, 'mang')).toEqual(['mang', 'Mango', 'the mango', '忙', '马安宁歌', 'magn']);
  });

  it('puts pinyin before English in a Chinese window', () => {
    expect(order([made('machine', 900), made('马', 1)], 'ma', 'zh')).toEqual(['马', 'machine']);
    expect(order([made('machine', 1), made('马', 900)], 'ma', 'en')).toEqual(['machine', '马']);
  });

  it('is by magnitude of the count, then by length', () => {
    expect(order([made('seal', 100), made('seashells', 101), made('seagull', 5000)], 'sea')).toEqual([
      'seagull',
      'seal',
      'seashells',
    ]);
  });

  it('puts a name before another word for the label', () => {
    expect(order([made('hamburger', 900, 'beefburger'), made('beetle', 2)], 'bee')).toEqual([
      'beetle',
      'hamburger',
    ]);
  });

  it('puts a Chinese word with the typed prefix before one that contains it', () => {
    expect(order([made('大海', 900), made('海滩', 2)], '海', 'zh')).toEqual(['海滩', '大海']);
  });

  it('puts exact matches before matches with one typo', () => {
    expect(order([made('beach', 900), made('beech', 1)], 'beech')).toEqual(['beech', 'beach']);
  });

  it('puts matches with a wrong first letter last', () => {
    expect(order([made('reach', 900), made('bleach', 1)], 'beach')).toEqual(['bleach', 'reach']);
  });
});

describe('SuggestionIndex', () => {
  it('returns the matched word, the kind of match and the matched part of the text', () => {
    const [first] = index.suggest('dog seasi', { language: 'en', limit: 1 });
    expect(first).toMatchObject({ match: 'prefix', matched: 'seaside', typed: 'seasi' });
    const ways = (['ice', 'cream', 'haitan', 'ht', 'baech'] as const).map((typed) =>
      labels
        .suggest(typed, { language: 'en', limit: 9 })
        .find(({ term }) => ['ice-cream', 'beach'].includes(term.key)),
    );
    expect(ways.map((way) => [way?.matched, way?.match])).toEqual([
      ['Ice cream', 'prefix'],
      ['Ice cream', 'word-prefix'],
      ['海滩', 'pinyin'],
      ['海滩', 'initials'],
      ['Beach', 'typo'],
    ]);
  });

  it('returns no term twice', () => {
    for (const typed of ['s', 'beach', 'hai', '海滩', 'dog dog', ''])
      expect(new Set(suggested(typed, 'zh', ALL)).size).toBe(suggested(typed, 'zh', ALL).length);
    const [beach] = LABELS.filter(({ key }) => key === 'beach');
    const twice = beach === undefined ? [] : [beach, { ...beach }];
    expect(new SuggestionIndex(twice).suggest('beach', { language: 'en', limit: 9 })).toHaveLength(1);
  });

  it('shows no two that would be inserted alike, as a city and its province are', () => {
    const berlin = (key: string, en: string, count: number): Term => ({
      kind: 'place',
      key,
      text: { en, zh: '柏林' },
      words: [],
      count,
    });
    const places = new SuggestionIndex([berlin('city', 'Berlin', 7), berlin('region', 'Land Berlin', 7)]);
    const shown = (typed: string, language: Language): string[] =>
      places.suggest(typed, { language, limit: 9 }).map(({ term }) => term.text[language]);
    for (const typed of ['柏', 'b', 'berlin', '']) expect(shown(typed, 'zh')).toEqual(['柏林']);
    expect(shown('berlin', 'en')).toEqual(['Berlin', 'Land Berlin']);
  });

  it('omits terms without photos, except searches and fields', () => {
    expect(suggested('lyon')).not.toContain('place:Lyon');
    expect(suggested('dog be')).toContain('recent:dog beach');
    expect(suggested('snow -p')).toContain('saved:snow -people');
  });

  it('returns at most as many suggestions as requested', () => {
    expect(suggested('s', 'en', 3)).toHaveLength(3);
    expect(suggested('s', 'en', 0)).toEqual([]);
    expect(suggested('', 'en', -1)).toEqual([]);
  });

  it('returns only terms of the requested kinds', () => {
    const cameras = (typed: string): string[] =>
      index.suggest(typed, { language: 'en', limit: 9, kinds: ['camera'] }).map(({ term }) => term.key);
    expect(cameras('n')).toEqual(['Nikon D90']);
    expect(cameras('')).toEqual(['Nikon D90', 'Apple iPhone 4']);
  });

  it('returns recent and saved searches, then the most common labels and places for empty text', () => {
    expect(suggested(' ', 'en', 6)).toEqual([
      'recent:dog beach',
      'recent:camera:nikon 2019',
      'saved:snow -people',
      'people',
      'dog',
      'cat',
    ]);
  });

  it('returns of each part of an empty box as many as its row states, and of a kind without one nothing', () => {
    const many = SUGGESTION_KINDS.flatMap((kind) =>
      Array.from({ length: 20 }, (_, at) => term(kind, `${kind} ${at}`, `${kind} ${at}`, 1)),
    );
    const found = new SuggestionIndex(many).suggest('', { language: 'en', limit: 99 });
    const parts = found.map(({ term: { kind } }) => SUGGESTIONS[kind].unasked);
    expect(parts).toEqual(
      Object.entries(EMPTY_BOX).flatMap(([part, { most }]) => Array.from({ length: most }, () => part)),
    );
    expect(found).toHaveLength(MOST_UNASKED);
  });

  it('returns a search that is recent and saved once, as a saved one', () => {
    const searches = [
      term('recent', 'dog', 'dog', 0),
      term('recent', 'cat', 'cat', 0),
      term('saved', 'dog', 'dog', 0),
    ];
    const found = new SuggestionIndex(searches).suggest('', { language: 'en', limit: 9 });
    expect(found.map(({ term: { kind, key } }) => `${kind} ${key}`)).toEqual(['recent cat', 'saved dog']);
  });

  it('corrects no typos in numbers or in words of three letters', () => {
    expect(suggested('2017')).toEqual([]);
    expect(suggested('2018-11')).toEqual([]);
    expect(suggested('rxe')).not.toContain('own-label:Rex');
  });
});

describe('every label', () => {
  const label = fc.constantFrom(...LABELS);
  const finds = (typed: string, key: string): boolean =>
    labels.suggest(typed, { language: 'en', limit: ALL }).some(({ term }) => term.key === key);

  it('is found by a word of it with one letter too many, missing, wrong or swapped', () => {
    const words = LABELS.flatMap(({ key, words: all }) =>
      all.filter((word) => /^[a-z]{5,}$/u.test(word)).map((word) => ({ key, word })),
    );
    const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');
    fc.assert(
      fc.property(
        fc.constantFrom(...words),
        fc.nat(),
        letter,
        fc.nat(3),
        ({ key, word }, where, other, edit) => {
          const at = where % word.length;
          const [before, after] = [word.slice(0, at), word.slice(at + 1)];
          const typed = [
            `${before}${other}${word.slice(at)}`,
            `${before}${after}`,
            `${before}${other}${after}`,
            `${before}${after.charAt(0)}${word.charAt(at)}${after.slice(1)}`,
          ][edit];
          expect(finds(typed ?? '', key), typed).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is found in any case and width', () => {
    const wide = (text: string): string =>
      text.replace(/[!-~]/gu, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(label, ({ key, text }) => {
        expect(finds(text.en.toUpperCase(), key)).toBe(true);
        expect(finds(wide(text.en), key)).toBe(true);
      }),
    );
  });
});

describe('hostile text', () => {
  it.each([
    '🏖️',
    '👩‍👩‍👧',
    '\ud83c',
    '\udfd6海\ud800',
    '.*+?^{}()|[]$\\',
    '(',
    '-',
    '"',
    '\0',
    '\u202ebeach',
    'b̵̢̛e̶a̷c̸h̷',
    'é'.repeat(2000),
    '海'.repeat(2000),
    'beach '.repeat(2000),
    '海a'.repeat(1000),
    ' '.repeat(2000),
    '__proto__',
    'constructor',
  ])('%j does not throw', (typed) => {
    for (const language of LANGUAGES)
      expect(index.suggest(typed, { language, limit: 8 }).length).toBeLessThanOrEqual(8);
  });

  it('does not throw, typed or as a term, for arbitrary text', () => {
    const text = fc.string({ unit: 'binary', maxLength: 80 });
    fc.assert(
      fc.property(text, text, fc.constantFrom(...LANGUAGES), (key, typed, language) => {
        const term: Term = { kind: 'folder', key, text: { en: key, zh: key }, words: [key], count: 1 };
        const one = new SuggestionIndex([term]);
        expect(one.suggest(typed, { language, limit: 8 }).length).toBeLessThanOrEqual(1);
        expect(one.suggest(key, { language, limit: 8 }).length).toBe(
          /[^\s\p{P}\p{M}`´ʼ]/u.test(key.normalize('NFKD')) ? 1 : 0,
        );
      }),
    );
  });
});
