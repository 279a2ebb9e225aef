import { describe, expect, it } from 'vitest';
import { MOST_FACES_COUNTED, PEOPLE_KINDS } from '../../../src/domain/query.ts';
import { findDates } from '../../../src/knowledge/dates/find-dates.ts';
import { interpretText } from '../../../src/query/interpret-query.ts';
import {
  isPeopleFilter,
  PEOPLE_WORDS,
  peopleOfLabels,
  peopleOfWord,
  peopleValue,
  peopleWordAt,
  readPeople,
  TWO_PEOPLE_WORDS,
} from '../../../src/query/people-words.ts';
import { wordsOf } from '../../../src/search/query-parts.ts';
import { KNOWN } from '../../support/known.ts';

const MOST = MOST_FACES_COUNTED;

describe('the value of people:', () => {
  it.each([
    ['2', 2, 2],
    ['0', 0, 0],
    ['2-5', 2, 5],
    ['5-2', 2, 5],
    ['2..5', 2, 5],
    ['3+', 3, MOST],
    ['>=3', 3, MOST],
    ['>3', 4, MOST],
    ['<3', 0, 2],
    ['<=3', 0, 3],
    ['３+', 3, MOST],
    ['3人', 3, 3],
    ['3个人', 3, 3],
    ['nobody', 0, 0],
  ])('%s is %i to %i faces', (value, from, to) => {
    expect(readPeople(value)).toEqual({ field: 'people', from, to });
  });

  it.each(['', 'Anna', '2x', '-2', '1e3', '2-', '+', '9999'])('%j is no number of faces', (value) => {
    expect(readPeople(value)).toBeNull();
  });

  it('is printed so that it reads the same', () => {
    for (const value of ['0', '2', '2-5', '3+', ...PEOPLE_KINDS]) {
      const filter = readPeople(value);
      expect(filter === null ? null : peopleValue(filter)).toBe(value);
    }
  });
});

describe('a bare word by faces', () => {
  it.each(PEOPLE_KINDS)('every word for %s means it, in any case', (kind) => {
    for (const word of PEOPLE_WORDS[kind]) {
      expect(peopleOfWord(word)).toEqual([{ field: 'people', kind }]);
      expect(peopleOfWord(word.toUpperCase())).toEqual([{ field: 'people', kind }]);
    }
  });

  it('is neither a number nor the name of a kind that means more', () => {
    for (const word of ['2', '3+', 'group', 'photo', 'dog']) expect(peopleOfWord(word)).toBeNull();
  });

  it.each(TWO_PEOPLE_WORDS)('%s means two faces', (word) => {
    expect(peopleOfWord(word)).toEqual([{ field: 'people', from: 2, to: 2 }]);
  });

  it('is found within Chinese text, the longest first', () => {
    expect(peopleWordAt('海边的自拍照', 3)).toBe(3);
    expect(peopleWordAt('海边的自拍照', 0)).toBe(0);
  });

  it('takes faces as evidence for people, and many for a crowd', () => {
    expect(peopleOfLabels(['people'])).toEqual([{ field: 'people', from: 1, to: MOST }]);
    expect(peopleOfLabels(['crowd'])).toEqual([{ field: 'people', from: 10, to: MOST }]);
    expect(peopleOfLabels(['dog'])).toEqual([]);
  });
});

describe('a number before a word for people', () => {
  const facts = { ...KNOWN, knowsFaces: true, knowsWithoutFaces: true };
  const facesMeant = (text: string, known = facts) =>
    wordsOf(interpretText(text, known, findDates(text, known.now))).flatMap(({ word }) =>
      word.interpretations.filter(isPeopleFilter).map(({ filter }) => [word.text, peopleValue(filter)]),
    );

  it.each([
    [
      'two people',
      [
        ['two', '2'],
        ['people', '1+'],
      ],
    ],
    [
      '2 people on the beach',
      [
        ['2', '2'],
        ['people', '1+'],
      ],
    ],
    [
      'One person',
      [
        ['One', '1'],
        ['person', '1+'],
      ],
    ],
    ['海边的两个人', [['两个人', '2']]],
    [
      'zwei Personen',
      [
        ['zwei', '2'],
        ['Personen', '1+'],
      ],
    ],
    [
      'duas pessoas',
      [
        ['duas', '2'],
        ['pessoas', '1+'],
      ],
    ],
  ])('%s is so many faces', (text, meant) => {
    expect(facesMeant(text)).toEqual(meant);
  });

  it.each(['two dogs', 'two', 'two girls', 'people two', 'three people', 'três pessoas'])(
    '%s asks for no number of faces',
    (text) => {
      expect(facesMeant(text).filter(([, value]) => value !== '1+')).toEqual([]);
    },
  );

  it('means nothing more where faces are not known', () => {
    expect(facesMeant('two people', KNOWN)).toEqual([]);
  });

  it('is left out with the people that a negation leaves out', () => {
    const read = interpretText('beach without two people', facts, []);
    expect(read).toMatchObject({
      kind: 'and',
      parts: [
        { kind: 'text', phrase: 'beach' },
        { kind: 'not', part: { kind: 'text', words: [{ text: 'two' }, { text: 'people' }] } },
      ],
    });
  });

  it('stays in the phrase', () => {
    const read = interpretText('two people', facts, []);
    expect(read).toMatchObject({ kind: 'text', phrase: 'two people' });
  });
});
