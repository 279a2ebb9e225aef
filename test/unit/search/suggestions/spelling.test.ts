import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../../src/domain/fold.ts';
import { knownWord, wordsOfList } from '../../../../src/search/suggestions/known-words.ts';
import { createSpeller } from '../../../../src/search/suggestions/spelling.ts';
import { pluralOf, type SpellingTerm } from '../../../../src/search/suggestions/spelling-terms.ts';
import fc from '../../../support/properties.ts';
import { ALL_TERMS, corrected, isLabelWord, PLACES, speller } from './speller-of-everything.ts';
import { LABELS } from './terms.ts';

const ROWS = readFileSync(path.join(import.meta.dirname, 'spelling.tsv'), 'utf8')
  .trim()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .slice(1)
  .map((line) => line.split('\t'));
const rowsOf = (kind: string): (readonly string[])[] => ROWS.filter(([, one]) => one === kind);

describe('speller', () => {
  it.each(['Rügen', 'Insel Rügen', 'Müsli'])('takes no umlaut for pinyin: %s', (text) => {
    expect(corrected(text) ?? '').not.toMatch(/\p{Script=Han}/u);
  });

  it('corrects nine of ten misspelt words of a list', () => {
    const rows = rowsOf('misspelt');
    expect(rows.length).toBeGreaterThan(100);
    const right = rows.filter(([text = '', , meant]) => corrected(text) === meant);
    expect(right.length / rows.length).toBeGreaterThanOrEqual(0.9);
  });

  it.each([
    ['name', 0.025],
    ['nonsense', 0.025],
  ])('leaves all but a few words of a list unchanged: %s', (kind, most) => {
    const rows = rowsOf(kind);
    const changed = rows.filter(([text = '']) => corrected(text) !== null);
    expect(changed.length / rows.length).toBeLessThanOrEqual(most);
  });

  it.each([
    ['elefant', 'elephant'],
    ['new yrok', 'new york'],
    ['icecraem', 'ice cream'],
    ['sanfrancisco', 'san francisco'],
    ['ice craem on the baech', 'ice cream on the beach'],
    ['sun flwoer', 'sun flower'],
    ['Nikn', 'nikon'],
    ['grandmma', 'grandma'],
    ['zurrich', 'zürich'],
    ['dgo', 'dog'],
    ['cta', 'cat'],
    ['red bsu', 'red bus'],
    ['butterly', 'butterfly'],
    ['leopart', 'leopard'],
    ['giraff', 'giraffe'],
    ['girafe', 'giraffe'],
  ])('corrects %s to %s', (typed, meant) => {
    expect(corrected(typed)).toBe(meant);
  });

  describe('names of the user', () => {
    const own = ['Luca', 'Omar', 'Bello'].map(
      (text): SpellingTerm => ({ text, language: 'en', count: 3, isPlace: false, isOwn: true }),
    );
    const mine = createSpeller(
      [...ALL_TERMS, ...own],
      (word) => isLabelWord(word) || word === 'belo' || word === 'bella',
      (word) => word === 'belo' || word === 'bella',
    );
    const meant = (text: string): string | null => mine.correct([text])?.tokens.join(' ') ?? null;

    it.each([
      ['Lucca', 'Luca'],
      ['Omr', 'Omar'],
      ['Belo', 'Bello'],
    ])('a letter doubled or lost in a short one: %s is %s, though a name or a place', (typed, name) => {
      expect(meant(typed)).toBe(name);
    });

    it.each(['Lucas', 'Lucia', 'Bella', 'Omen', 'Oma'])('another name stays: %s', (typed) => {
      expect(meant(typed)).toBeNull();
    });
  });

  it('takes an unknown name of two words for no word of a dictionary', () => {
    const first = ['Wolfgang', 'wolfgang', 'Maria', 'Hans', 'Claudia', 'Juliane', 'Giulia', 'Pedro', 'Anke'];
    const last = [
      'Petry',
      'Lambrecht',
      'Kostner',
      'Brunnhuber',
      'Zellweger',
      'Tremmel',
      'Poschner',
      'Castelli',
    ];
    for (const one of first) for (const other of last) expect(corrected(`${one} ${other}`), other).toBeNull();
  });

  it('takes a name in pinyin for no city of another sound, and for no English word', () => {
    const places = new Set(PLACES.map(({ name }) => fold(name.en)));
    for (const family of ['wang', 'li', 'zhang', 'liu', 'chen', 'zhao', 'zhou', 'lin', 'guo', 'luo'])
      for (const given of ['wei', 'fang', 'jing', 'qiang', 'yong', 'ming', 'ping', 'gang', 'ying', 'hong']) {
        const typed = `${family}${given}`;
        const meant = corrected(typed);
        if (meant === null || /\p{Script=Han}/u.test(meant)) continue;
        // Of another length it may be a city all the same.
        expect(places.has(fold(meant)) && meant.length !== typed.length, `${typed}: ${meant}`).toBe(true);
      }
  });

  it.each([
    ['海谈', '海滩'],
    ['熊毛', '熊猫'],
    ['haitan', '海滩'],
    ['hai tan', '海滩'],
    ['hai3 tan1', '海滩'],
    ['hǎi tān', '海滩'],
  ])('corrects %s to its homophone %s', (typed, meant) => {
    expect(corrected(typed)).toBe(meant);
  });

  it('returns the changed tokens with the correction and its language', () => {
    expect(speller.correct(['red', 'elefant', 'in', 'new', 'yrok', 'haitan'])).toEqual({
      tokens: ['red', 'Elephant', 'in', 'New', 'York', '海滩'],
      changed: [
        { from: 1, to: 2, text: 'Elephant', language: 'en' },
        { from: 3, to: 5, text: 'New York', language: 'en' },
        { from: 5, to: 6, text: '海滩', language: 'zh' },
      ],
    });
  });

  it.each([
    '',
    ' ',
    'smile',
    'happy',
    'wedding dress',
    'act',
    'arm',
    'cpu',
    'dg',
    'dag',
    'x9k2p',
    'img2000',
    'IMG_2000.HEIC',
    'playa',
    'hund',
    'kaart',
    '的了呢吗',
    '有人在海边',
    'フニャラポ',
    "O'Brien",
  ])('leaves %s unchanged', (typed) => {
    expect(corrected(typed)).toBeNull();
  });

  it('never changes a word of the vocabulary, or its plural', () => {
    const words = LABELS.flatMap(({ text, words: others }) => [text.en, text.zh, ...others]);
    const all = [...words, ...words.map(pluralOf).filter((plural) => plural !== null)];
    const changed = all.filter((word) => {
      const now = corrected(word);
      return now !== null && fold(now) !== fold(word);
    });
    expect(changed).toEqual([]);
  });

  it('never changes the name of a place in its terms', () => {
    const changed = PLACES.flatMap(({ name }) => [name.en, name.zh]).filter(
      (name) => corrected(name) !== null,
    );
    expect(changed).toEqual([]);
  });

  it.each(['common', 'english', 'name', 'short'] as const)(
    'never changes a word of the dictionary: %s',
    (list) => {
      expect(wordsOfList(list).filter((word) => corrected(word) !== null)).toEqual([]);
    },
  );

  it('changes hardly a Chinese word of the dictionary', () => {
    expect(wordsOfList('chinese').filter((word) => corrected(word) !== null).length).toBeLessThan(3);
  });

  it('never corrects a correction', () => {
    const words = ALL_TERMS.map(({ text }) => text).filter((text) => text.length > 3);
    fc.assert(
      fc.property(fc.constantFrom(...words), fc.nat(), fc.constantFrom(...'aeort'), (word, place, letter) => {
        const at = place % word.length;
        const first = speller.correct(`${word.slice(0, at)}${letter}${word.slice(at + 1)}`.split(' '));
        if (first !== null) expect(speller.correct(first.tokens)).toBeNull();
      }),
    );
  });

  it('never throws, and keeps every token that it does not change', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 80 }), (tokens) => {
        const correction = speller.correct(tokens);
        if (correction === null) return;
        const gone = new Set(correction.changed.flatMap(({ from, to }) => tokens.slice(from, to)));
        for (const token of tokens) if (!gone.has(token)) expect(correction.tokens).toContain(token);
      }),
    );
  });

  it('corrects common words without any terms, and respects isKnown', () => {
    const bare = createSpeller([], (word) => word === 'hapyp');
    expect(bare.correct(['beatiful'])?.tokens).toEqual(['beautiful']);
    expect(bare.correct(['hapyp'])).toBeNull();
  });
});

describe('known words', () => {
  it.each([
    ['smile', 'common'],
    ['siobhan', undefined],
    ['hund', 'other-language'],
    ['海滩', 'chinese'],
    ['', undefined],
    ['\n', undefined],
    ['smilx', undefined],
  ])('contain %s as %s', (word, list) => {
    expect(knownWord(word)).toBe(list);
  });

  it('contain every word of each list in exactly one list', () => {
    for (const list of ['common', 'english', 'name', 'other-language', 'chinese'] as const)
      expect(wordsOfList(list).filter((word) => knownWord(word) !== list)).toEqual([]);
  });
});
