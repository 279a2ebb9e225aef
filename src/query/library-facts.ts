import type { LabelId } from '../domain/label.ts';
import type { PlaceKey } from '../knowledge/places/place.ts';

/** What interpretation asks of a library: what its photos hold, and what day it is. */
export interface LibraryFacts {
  readonly now: Date;
  /** Keys of custom labels with this name. */
  customLabels(text: string): readonly LabelId[];
  /** Some photo was taken there. */
  isPlaceOfPhoto(place: PlaceKey): boolean;
  /** Some camera has this brand, this model, or both as its name; the model may go on ("iphone" of iPhone 4). */
  isCamera(text: string): boolean;
  /** The same for lenses. */
  isLens(text: string): boolean;
  /** Some photo has exactly this keyword, person, caption or album name. */
  isKeyword(text: string): boolean;
  /** These words stand in what the owner wrote of a photo, or are the whole name of a folder or file. */
  isWritten(text: string): boolean;
  /** These words stand, whole and in this order, in a keyword, caption, album, folder or file name. */
  hasWords(text: string): boolean;
}
