import { describe, expect, it } from 'vitest';
import { possibleHeading } from '../../../renderer/features/timeline/possible-heading.ts';
import { reasonSentence } from '../../../renderer/features/viewer/reason-sentence.ts';
import { strings } from '../../../renderer/i18n/strings.ts';
import type { InterpretationView } from '../../../src/api/contract.ts';
import { reasonView } from '../../../src/app/views/search-view.ts';
import { LANGUAGES } from '../../../src/domain/label.ts';
import { REASON_FIELDS } from '../../../src/domain/query.ts';

const told = (word: string, label: string, isField: boolean, score = 1, saidSo = false): string[] => {
  const found = isField
    ? { isField, label: REASON_FIELDS.find((field) => field === label) ?? expect.unreachable(label) }
    : { isField, label };
  const reason = reasonView({ word, ...found, score, confirmed: saidSo }, []);
  return LANGUAGES.map((language) => reasonSentence(reason, strings[language], language));
};

describe('why a photo was found is said in words', () => {
  it.each([
    ['dog', 'dog', false, 0.9, ['Dog, 90%', 'dog：来自“狗”，90%']],
    ['label:dog', 'dog', false, 0.9, ['Dog, 90%', 'dog：来自“狗”，90%']],
    ['red', 'colour', true, 0.95, ['Colour: red', '颜色：red']],
    ['black and white', 'property', true, 1, ['Property: black and white', '特征：black and white']],
    ['red car', 'meaning', true, 0.56, ['Looks like “red car”, 56%', '语义接近“red car”，56%']],
    ['meaning:quiet', 'meaning', true, 0.5, ['Looks like “quiet”, 50%', '语义接近“quiet”，50%']],
    ['grandma', 'caption', true, 1, ['grandma: found in caption', 'grandma：在说明中找到']],
    ['dscf', 'name', true, 1, ['dscf: found in file name', 'dscf：在文件名中找到']],
    ['turkey', 'place', true, 1, ['Place: turkey', '地点：turkey']],
    ['2019', 'date', true, 1, ['Date: 2019', '日期：2019']],
    ['favourites', 'is', true, 1, ['favourites', 'favourites']],
    // A field and a label have this name.
    ['camera', 'camera', false, 0.8, ['Camera, 80%', 'camera：来自“照相机”，80%']],
    ['nikon', 'camera', true, 1, ['nikon: found in camera', 'nikon：在相机中找到']],
  ] as const)('%s, by %s', (word, label, isField, score, sentences) => {
    expect(told(word, label, isField, score)).toEqual(sentences);
  });
  it('what the person said is a reason of its own', () => {
    expect(told('dog', 'dog', false, 1, true)[0]).toBe('Dog: marked by you');
  });
});

describe('the heading over what is not likely', () => {
  const interpretation = (text: string, negated = false): InterpretationView => ({
    text,
    negated,
    start: 0,
    end: text.length,
    as: 'label',
    meaning: { en: text, zh: text },
    meanings: [],
    isUnknown: false,
    labels: [],
    photos: 0,
  });
  const heading = (text: string, likely: number, ...interpretations: readonly InterpretationView[]): string =>
    possibleHeading({ text, correction: null, likely, hasSomeWords: false, interpretations }, strings.en);

  it('is a line below what is likely', () => {
    expect(heading('dog', 3, interpretation('dog'))).toBe('Less likely');
  });
  it('says that nothing is surely meant where nothing is likely', () => {
    expect(heading('red moon', 0, interpretation('red moon'))).toBe(
      'Nothing here clearly looks like “red moon”. Nearest:',
    );
  });
  it('does not say that a photo looks like a field or a “not”', () => {
    expect(heading('dog -cat', 0, interpretation('dog'), interpretation('cat', true))).toBe(
      'No photo clearly matches “dog -cat”. Nearest:',
    );
  });
  it('says that the photos have some of the words where none has all', () => {
    const result = {
      text: 'Waldo Lola',
      correction: null,
      likely: 0,
      hasSomeWords: true,
      interpretations: [],
    };
    expect(possibleHeading(result, strings.en)).toBe(
      'No photo has all of “Waldo Lola”. Those with some of the words:',
    );
  });
  it('quotes the beginning of a long text', () => {
    expect(heading('a '.repeat(200), 0, interpretation('a')).length).toBeLessThan(90);
  });
});
