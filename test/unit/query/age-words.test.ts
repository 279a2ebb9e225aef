import { describe, expect, it } from 'vitest';
import type { AgeFilter } from '../../../src/domain/query.ts';
import { ageValue, readPersonAge } from '../../../src/query/age-words.ts';
import { interpretText } from '../../../src/query/interpret-query.ts';
import { KNOWN } from '../../support/known.ts';

const age = (name: string, from: number, to = from): AgeFilter => ({ field: 'age', name, from, to });

describe('the value of age:', () => {
  it.each([
    ['3', age('', 3)],
    ['3-5', age('', 3, 5)],
    ['Anna 3', age('Anna', 3)],
    ['Anna at 3', age('Anna', 3)],
    ['Anna Smith aged 5-3', age('Anna Smith', 3, 5)],
    ['Anna 3 years old', age('Anna', 3)],
    ['安娜 3岁', age('安娜', 3)],
    ['安娜十二岁的时候', age('安娜', 12)],
    ['安娜二十岁', age('安娜', 20)],
  ])('%s is a person at an age', (value, filter) => {
    expect(readPersonAge(value)).toEqual(filter);
    expect(readPersonAge(ageValue(filter))).toEqual(filter);
  });

  it.each(['', 'Anna', 'Anna 3x', 'Anna 2019', 'Anna 131', '安娜'])('%j is no age', (value) => {
    expect(readPersonAge(value)).toBeNull();
  });
});

describe('a person whose birthday is known', () => {
  const facts = {
    ...KNOWN,
    isBorn: (text: string) => ['anna', 'anna smith', '安娜'].includes(text.toLowerCase()),
  };
  const read = (text: string) => interpretText(text, facts, []);
  const at = (text: string, start: number, filter: AgeFilter) => ({
    kind: 'condition',
    word: { text, start, end: start + text.length, interpretations: [{ as: 'filter', filter }] },
    yields: true,
  });

  it.each([
    ['Anna at 3', age('Anna', 3)],
    ['Anna age 3', age('Anna', 3)],
    ['anna smith at the age of 3', age('anna smith', 3)],
    ['Anna 3 years old', age('Anna', 3)],
    ['安娜 3岁', age('安娜', 3)],
    ['安娜3岁', age('安娜', 3)],
    ['安娜三岁时', age('安娜', 3)],
  ])('%s is one condition', (text, filter) => {
    expect(read(text)).toEqual(at(text, 0, filter));
  });

  it('stands among other words', () => {
    expect(read('beach Anna at 3')).toMatchObject({
      kind: 'and',
      parts: [{ kind: 'text', words: [{ text: 'beach' }] }, at('Anna at 3', 6, age('Anna', 3))],
    });
    expect(read('安娜3岁海滩')).toMatchObject({
      kind: 'and',
      parts: [{ kind: 'text', words: [{ text: '海滩' }] }, at('安娜3岁', 0, age('安娜', 3))],
    });
  });

  it.each(['Ben at 3', 'Anna 3', 'Anna 2019', 'Anna at the beach'])('%s is no age', (text) => {
    expect(JSON.stringify(read(text))).not.toContain('"age"');
  });
});
