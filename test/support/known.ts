import { fold, foldedWords } from '../../src/domain/fold.ts';
import { namesEquipment } from '../../src/knowledge/equipment/equipment-name.ts';
import { isSmallWord } from '../../src/query/lexicon.ts';
import type { LibraryFacts } from '../../src/query/library-facts.ts';

const CAMERAS = ['Canon EOS 5D', 'Nikon D70', 'Apple iPhone 4', 'SONY DSC-W80', 'Canon PowerShot A620 IS'];
const LENSES = ['EF50mm f/1.8', 'EF-S 17-85mm IS'];
const PLACES = ['city:2657928', 'country:TR'];
const SHOWN = ['dog', 'cat', 'beach', 'boot', 'butterfly', 'sea', 'bread'];
const KEYWORDS = ['family', 'hochzeit', '家庭', 'Grandma Rosa'];
const TEXTS = [
  'IMG_2041',
  'holidays',
  'DSCN0007',
  'children playing',
  'Shared with Bob',
  'a view of Cologne',
];
const CUSTOM = new Map([
  ['rex', 'own:1'],
  ['our garden', 'own:2'],
  ['小明', 'own:3'],
]);

/** Whether some text has these words, whole and in this order. */
const stand = (words: string): boolean =>
  [...TEXTS, ...KEYWORDS].some((text) => ` ${foldedWords(text).join(' ')} `.includes(` ${words} `));

/** A library to read texts in: a few cameras, keywords, names and custom labels, on a Tuesday in November 2026. */
export const KNOWN: LibraryFacts = {
  now: new Date(2026, 10, 24, 9, 0, 0),
  customLabels: (text) => [CUSTOM.get(fold(text)) ?? []].flat(),
  isShown: (label) => SHOWN.includes(label),
  isPlaceOfPhoto: (place) => PLACES.includes(place),
  isCamera: (text) =>
    text.length > 1 && !isSmallWord(text) && CAMERAS.some((name) => namesEquipment(fold(text))(fold(name))),
  isLens: (text) => /\d/u.test(text) && LENSES.some((name) => namesEquipment(fold(text))(fold(name))),
  isKeyword: (text) => KEYWORDS.some((keyword) => fold(keyword) === fold(text)),
  isExactly: (text) => KEYWORDS.includes(text),
  isFileOrFolder: () => false,
  isPerson: () => false,
  isBorn: () => false,
  knowsFaces: false,
  knowsWithoutFaces: false,
  ownerOf: () => null,
  isYearOfUndated: () => false,
  isDateOfPhoto: () => true,
  standsInPhotos: () => false,
  albumsOfSearches: () => [],
  isConfirmed: () => true,
  isWritten: (text) => KEYWORDS.includes(fold(text)),
  hasWords: (text) => !isSmallWord(text) && stand(foldedWords(text).join(' ')),
};
