import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { interpretText } from '../../../src/query/interpret-query.ts';
import type { LibraryFacts } from '../../../src/query/library-facts.ts';
import { wordsOf } from '../../../src/search/query-parts.ts';
import { ROOT } from '../../support/paths.ts';

/** A library with no photo. */
const FACTS: LibraryFacts = {
  now: new Date('2026-06-15T12:00'),
  knowsFaces: false,
  knowsWithoutFaces: false,
  customLabels: () => [],
  isShown: () => false,
  isPlaceOfPhoto: () => false,
  isCamera: () => false,
  isLens: () => false,
  isKeyword: () => false,
  isExactly: () => false,
  isFileOrFolder: () => false,
  isPerson: () => false,
  isBorn: () => false,
  isWritten: () => false,
  ownerOf: () => null,
  isYearOfUndated: () => false,
  isDateOfPhoto: () => true,
  standsInPhotos: () => false,
  albumsOfSearches: () => [],
  isConfirmed: () => false,
  hasWords: () => false,
};

const TABLE = path.join(ROOT, 'src/knowledge/labels/data/foreign-words.tsv');
/** Words that may also be names or English words, as they are typed. */
const UNSURE = readFileSync(TABLE, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t'))
  .flatMap(([word = '', , how]) =>
    how === 'perhaps' ? [word] : how === 'capitalised' ? [word.charAt(0).toUpperCase() + word.slice(1)] : [],
  )
  .filter((word) => !word.includes(' '));

/** Whether the label of a word is meant as a whole; undefined where it has none. */
const isWhole = (text: string, word: string): boolean | undefined => {
  const found = wordsOf(interpretText(text, FACTS, [])).find((one) => one.word.text === word);
  const label = found?.word.interpretations.find(({ as }) => as === 'label');
  return label?.as === 'label' ? !label.narrower : undefined;
};

describe('a word of another language that may be something else', () => {
  const words = UNSURE.filter((word) => isWhole(word, word) !== undefined);

  it('is meant where it stands alone', () => {
    expect(words.length).toBeGreaterThan(200);
    for (const word of words) expect(isWhole(word, word), word).toBe(true);
  });
  it('is meant beside words that are understood', () => {
    for (const word of ['Strand', 'Wald', 'Frau', 'mer', 'mesa'])
      for (const other of ['dog', 'Hund', 'red']) expect(isWhole(`${other} ${word}`, word), word).toBe(true);
  });
  it('is rather a name beside one that nothing knows', () => {
    for (const word of ['Wald', 'Frau', 'Castor', 'Gallo'])
      expect(isWhole(`Zyxxy ${word}`, word), word).toBe(false);
  });
  it.each(['Blumen', 'gatti', 'katten', 'chevaux', 'huizen', 'peces', 'Torres', 'montañas', 'niños'])(
    'a plural is one, too: %s',
    (word) => {
      expect(isWhole(word, word)).toBe(true);
      expect(isWhole(`Zyxxy ${word}`, word)).not.toBe(undefined);
    },
  );
});
