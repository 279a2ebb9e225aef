import type { LabelId } from '../domain/label.ts';
import type { PlaceKey } from '../places/place.ts';
import { fold } from './fold.ts';
import type { PhotoIndex } from './photo-index.ts';

/** What a bare word may mean beyond the vocabulary: what this library holds, and what day it is. */
export interface Known {
  readonly now: Date;
  /** Keys of own labels with this name. */
  ownLabels(text: string): readonly LabelId[];
  /** Some photo was taken there. */
  isPlaceOfPhoto(place: PlaceKey): boolean;
  /** Some camera or lens has this in its name. */
  isCamera(text: string): boolean;
  /** Some photo has exactly this keyword. */
  isKeyword(text: string): boolean;
  /** This stands in some file name, folder, caption, camera or keyword. */
  isText(text: string): boolean;
}

/** Fewer letters than this are no camera: "d" is in too many. */
const SHORTEST_CAMERA = 2;

/** What a library knows; asked once for each word, since a person types on. */
export function knownBy(index: PhotoIndex, now: Date): Known {
  const remember = (find: (folded: string) => boolean): ((text: string) => boolean) => {
    const answers = new Map<string, boolean>();
    return (text) => {
      const folded = fold(text).trim();
      const known = answers.get(folded) ?? (folded !== '' && find(folded));
      answers.set(folded, known);
      return known;
    };
  };
  const isCamera = remember(
    (text) =>
      text.length >= SHORTEST_CAMERA &&
      [...index.cameras.texts, ...index.lenses.texts].some(
        (name) => name !== null && wordsBeginWith(fold(name), text),
      ),
  );
  const keywords = new Set(
    index.keywords.texts.flatMap((json) => (json === null ? [] : (JSON.parse(json) as string[]))).map(fold),
  );
  const isKeyword = remember((text) => keywords.has(text));
  const places = new Set(index.places.flat());
  return {
    now,
    isPlaceOfPhoto: (place) => places.has(place),
    ownLabels: (text) =>
      index.ownLabels.filter(({ name }) => fold(name) === fold(text)).map(({ key }) => key),
    isCamera,
    isKeyword,
    isText: remember((text) => hasText(index, text)),
  };
}

/** Whether a name has the text at the beginning of a word: "nikon d" in "nikon d70", but not "kon". */
const wordsBeginWith = (name: string, text: string): boolean => ` ${name}`.includes(` ${text}`);

function hasText(index: PhotoIndex, text: string): boolean {
  const column = (texts: readonly (string | null)[]): boolean =>
    texts.some((one) => one !== null && fold(one).includes(text));
  if (column(index.cameras.texts) || column(index.keywords.texts) || column(index.captions.texts))
    return true;
  if (!index.names.containing(text).next().done) return true;
  let found = false;
  index.inDirectories(
    (path) => path.includes(text),
    () => {
      found = true;
    },
  );
  return found;
}
