import type { LabelId } from '../domain/label.ts';
import type { ResolvedDate } from '../domain/query.ts';
import type { PlaceKey } from '../knowledge/places/place.ts';

/** Facts of a library for interpretation: the content of its photos, and the current day. */
export interface LibraryFacts {
  readonly now: Date;
  /** Keys of custom labels with this name, in either number. */
  customLabels(text: string): readonly LabelId[];
  /** Whether the user confirmed a label for a photo. */
  isConfirmed(label: LabelId): boolean;
  /** Whether a photo likely shows a label. */
  isShown(label: LabelId): boolean;
  /** Whether a photo was taken there. */
  isPlaceOfPhoto(place: PlaceKey): boolean;
  /**
   * Whether a camera has this brand, this model, or both as its name; the model may continue ("iphone" of iPhone 4).
   */
  isCamera(text: string): boolean;
  /** The same for lenses. */
  isLens(text: string): boolean;
  /** Whether a photo has exactly this keyword, person, caption or album name. */
  isKeyword(text: string): boolean;
  /** Whether a photo has a keyword, person, line of its caption or album of exactly this text, punctuation included. */
  isExactly(text: string): boolean;
  /** Whether a folder or a file has this name; of a file also without its extension. */
  isFileOrFolder(text: string): boolean;
  /** Whether somebody in a photo has this name. */
  isPerson(text: string): boolean;
  /** Whether these are words of the name of somebody in a photo whose birthday is known. */
  isBorn(text: string): boolean;
  /** Whether it is known of any photo how many faces are in it. */
  readonly knowsFaces: boolean;
  /** Whether faces were looked for in any photo and none found. */
  readonly knowsWithoutFaces: boolean;
  /** Whether these words occur in user-written text of a photo, or in the name that its folder or file got from a person. */
  isWritten(text: string): boolean;
  /** Whether a photo without a date has this year in a keyword, its caption or the name of an album. */
  isYearOfUndated(year: string): boolean;
  /** Whether a photo was taken at a date, or perhaps was. */
  isDateOfPhoto(date: ResolvedDate): boolean;
  /** Whether these words stand, whole and in this order, in a line of the text in a photo. */
  standsInPhotos(text: string): boolean;
  /** Names of albums that are kept searches and are called so in full, in either number. */
  albumsOfSearches(text: string): readonly string[];
  /** What the user wrote of which a word is the genitive: Anna of "Annas"; null for all other words. */
  ownerOf(text: string): string | null;
  /**
   * Whether these words occur, whole and in this order, in a keyword, caption, album, custom label, folder or file name,
   * also where a program gave that to the file.
   */
  hasWords(text: string): boolean;
}
