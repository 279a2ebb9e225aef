import { describe, expect, it } from 'vitest';
import { KNOWN } from '../../support/known.ts';
import { meaningOf } from '../../support/meaning-of.ts';

/** A library whose owner wrote numbers and small words, in captions and names of files. */
const facts = {
  ...KNOWN,
  hasWords: (text: string) =>
    KNOWN.hasWords(text) || ['2', '1', 'three', 'zwei', 'aus', 'von', 'die'].includes(text.toLowerCase()),
};

const meaning = (text: string): string => meaningOf(text, facts);

describe('a number before things', () => {
  it.each([
    ['two dogs', '?two dog ~"two dogs"'],
    ['2 dogs', '?2 dog ~"two dogs"'],
    ['1 dog', '?1 dog ~"one dog"'],
    ['three elephants', '?three elephant ~"three elephants"'],
    ['25 birds', '?25 bird ~"25 birds"'],
    ['2 people', '?2 people ~"two people"'],
    ['three red cars', '?three \'red\' car ~"three red cars"'],
    ['a couple of dogs', '?couple dog ~"couple of dogs"'],
    ['zwei Hunde', '?zwei dog ~"two dogs"'],
    ['zwei kleine Hunde', '?zwei dog ~"two dogs" ^"two small dogs"'],
    ['drei Frauen', '?drei woman ~"three women"'],
    ['deux chiens', '?deux dog ~"two dogs"'],
    ['tres elefantes', '?tres elephant ~"three elephants"'],
    ['due cani', '?due dog ~"two dogs"'],
    ['dois cachorros', '?dois dog ~"two dogs"'],
    ['twee honden', '?twee dog ~"two dogs"'],
    ['eleven dogs', '?eleven dog ~"eleven dogs"'],
    ['fünfzehn Hunde', '?fünfzehn dog ~"fifteen dogs"'],
    ['treze cachorros', '?treze dog ~"thirteen dogs"'],
    ['três pessoas', '?três people ~"three people"'],
    ['viele Kinder', '?viele child ~"many children"'],
    ['两只狗', '?两只 dog ~"两只狗"'],
    ['2只红色的狗', '?2只 \'red\' dog ~"2只红色的狗"'],
    ['三个人', '?三个 people ~"三个人"'],
  ])('is only compared with pictures, in English: %s is %s', (text, wanted) => {
    expect(meaning(text)).toBe(wanted);
  });

  it.each([
    ['not two dogs', '-?two dog ~"two dogs"'],
    ['three', '"three" ~"three"'],
    ['dog 2', 'dog "2" ~"dog 2"'],
    ['two', '?two ~"two"'],
    ['iphone 4 dogs', '{camera:iphone 4} dog ~"dog"'],
  ])('is a word like others elsewhere: %s is %s', (text, wanted) => {
    expect(meaning(text)).toBe(wanted);
  });

  it('is no number in another language where it is an English word: elf dogs are not eleven', () => {
    expect(meaning('elf dogs')).toContain('~"elf dogs"');
  });

  it('is no word of a caption in a long text', () => {
    expect(meaning('three dogs and a boat on the beach at night')).not.toContain('"three"/');
    expect(meaning('three dogs and a boat on the beach at night')).toMatch(/^\?three dog boat beach/);
  });
});

describe('a preposition before a date', () => {
  it.each([
    ['aus 2018', '=2018-01-01..2018-12-31'],
    ['Bilder aus 2018', '=2018-01-01..2018-12-31'],
    ['Fotos von 2019', '=2019-01-01..2019-12-31'],
    ['photos de 2019', '=2019-01-01..2019-12-31'],
    ['die 50er Jahre', '=1950-01-01..1959-12-31'],
    ['aus is:favourite', '={is:favourite}'],
    ['since 1960 until 1969', '=1960-01-01..1969-12-31'],
    ['son 2015', '[?son ~"son"; =2015-01-01..2015-12-31]'],
    ['aus', '"aus" ~"aus"'],
  ])('is none of the words of a caption: %s is %s', (text, wanted) => {
    expect(meaning(text)).toBe(wanted);
  });
});
