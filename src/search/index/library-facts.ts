import { fold } from '../../domain/fold.ts';
import type { LabelId } from '../../domain/label.ts';
import type { ResolvedDate } from '../../domain/query.ts';
import { namesEquipment } from '../../knowledge/equipment/equipment-name.ts';
import type { PlaceKey } from '../../knowledge/places/place.ts';
import { isSmallWord } from '../../query/lexicon.ts';
import type { LibraryFacts } from '../../query/library-facts.ts';
import { markDates } from '../evaluate/mark-dates.ts';
import { ownerInGenitive } from './owner-in-genitive.ts';
import type { OwnerText } from './owner-text.ts';
import type { PhotoIndex } from './photo-index.ts';
import type { TextColumn } from './text-column.ts';
import { namedInFull } from './word-forms.ts';

/** In the column of faces: they were looked for, and there is none. */
const NO_FACES = 1;

/** Minimum length of a camera name: "d" occurs in too many. */
const SHORTEST_CAMERA = 2;

/** The facts about a library that interpretation needs, cached by text. */
export function libraryFacts(
  index: PhotoIndex,
  ownerText: OwnerText,
  isShown: (label: LabelId) => boolean,
  now: Date,
): LibraryFacts {
  let places: ReadonlySet<PlaceKey> | null = null;
  return {
    now,
    isShown: remembered(isShown),
    isPlaceOfPhoto: (place) => {
      places ??= new Set(index.places.flat());
      return places.has(place);
    },
    customLabels(text) {
      const { customLabels } = index.userData;
      if (customLabels.length === 0) return [];
      const isMeant = namedInFull(text);
      return customLabels.filter(({ name }) => isMeant(name)).map(({ key }) => key);
    },
    isConfirmed: (label) => index.userData.corrections.get(label)?.values().some(Boolean) ?? false,
    isCamera: remember((text) => isNamed(index.texts.camera, text)),
    // Requires a digit, because letters alone ("IS", "EF") match too many lenses.
    isLens: remember((text) => /\d/u.test(text) && isNamed(index.texts.lens, text)),
    isKeyword: remember((text) => ownerText.isWhole(text)),
    isExactly: (text) => ownerText.isExactly(text),
    isFileOrFolder: remember((text) => ownerText.isFileOrFolder(text)),
    isPerson: remember((text) => ownerText.isPerson(text)),
    isBorn: remember((text) => ownerText.bornPeople(text).length > 0),
    knowsFaces: index.columns.faces.some((faces) => faces !== 0),
    knowsWithoutFaces: index.columns.faces.includes(NO_FACES),
    isWritten: (text) => ownerText.isWritten(text),
    isYearOfUndated: remember((year) => ownerText.undatedWith(year).size > 0),
    isDateOfPhoto: (date) => hasDate(index, date),
    standsInPhotos: remember((text) => index.text.of(text).whole.size > 0),
    albumsOfSearches: (text) => albumsOfSearches(text, index),
    ownerOf: (text) =>
      ownerInGenitive(text, {
        isWritten: (words) => !isSmallWord(words) && ownerText.isWritten(words, true),
        isName: (words) => ownerText.isName(fold(words)),
      }),
    hasWords: (text) => !isSmallWord(text) && ownerText.has(text),
  };
}

function albumsOfSearches(text: string, { userData }: PhotoIndex): string[] {
  const albums = userData.albums.filter(({ search }) => search !== null);
  if (albums.length === 0) return [];
  const isMeant = namedInFull(text);
  // An album "Dogs" of the search "dog" adds nothing to that word.
  const others = albums.filter(({ name, search }) => isMeant(name) && !isMeant(search ?? ''));
  return [...new Set(others.map(({ name }) => name))];
}

/** The answers for each text by its folded form; no for an empty one. */
function remember(find: (folded: string) => boolean): (text: string) => boolean {
  const found = new Map<string, boolean>();
  return (text) => {
    const folded = fold(text);
    const known = found.get(folded) ?? (folded !== '' && find(folded));
    found.set(folded, known);
    return known;
  };
}

function hasDate(index: PhotoIndex, date: ResolvedDate): boolean {
  const level = new Uint8Array(index.count);
  markDates(index, date, level);
  return level.some((one) => one !== 0);
}

/** Whether a text names a camera or lens in the column: "nikon", "d70", "iphone". */
function isNamed({ texts }: TextColumn, text: string): boolean {
  if (text.length < SHORTEST_CAMERA || isSmallWord(text) || /^\d{1,2}$/u.test(text)) return false;
  const isOf = namesEquipment(text);
  return texts.some((name) => name !== null && isOf(fold(name)));
}

/** The answers for each label, which stay the same until the library changes. */
function remembered(isShown: (label: LabelId) => boolean): (label: LabelId) => boolean {
  const known = new Map<LabelId, boolean>();
  return (label) => {
    const is = known.get(label) ?? isShown(label);
    known.set(label, is);
    return is;
  };
}
