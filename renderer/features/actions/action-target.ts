import type { Hit } from '../../../src/api/contract.ts';
import type { Turn } from '../../../src/domain/photo-edit.ts';

/** What actions switch on and off. */
export type SwitchName = 'favourite' | 'hidden';

/** The photos that an action is for, and what holds of all of them. */
export interface ActionTarget {
  /** Not empty. */
  readonly photos: readonly number[];
  /** The text of the search that found them; empty for none. */
  readonly search: string;
  /** The photos as they are shown; none where not all of them are here. */
  readonly shown: readonly Pick<Hit, SwitchName>[];
  readonly isFavourite: boolean;
  readonly isHidden: boolean;
  /** Of a single photo: how far it is turned, its rating and its date, where they are known. */
  readonly turn: Turn | null;
  readonly rating: number | null;
  readonly taken: string | null;
  /** Albums that all of them are in; none where they are not known. */
  readonly albums: readonly number[];
}

/** The album that a grid shows. */
export interface ShownAlbum {
  readonly album: number;
  readonly name: string;
  /** Its photos are those that the user put into it. */
  readonly isByHand: boolean;
}

/** Where actions are shown, and what they do differently there. */
export interface ActionSurface {
  readonly name: 'grid' | 'viewer';
  /** The album whose photos these are; null for none. */
  readonly album: ShownAlbum | null;
  readonly onSearch: (text: string) => void;
  /** Opens a photo of the grid, by its id. */
  readonly onOpen: (photo: number) => void;
  /** Plays a slideshow: of several photos, or of all that are shown from a single one on. */
  readonly onPlay: (photos: readonly number[]) => void;
  /** The photos leave the search. */
  readonly onGone: () => void;
  /** The photos left the library. */
  readonly onTrashed: () => void;
  /** Writes a label at a place of its own; null: a dialog asks for it. */
  readonly onLabel: (() => void) | null;
}

/** The actions that ask something first. */
export type ActionDialogName =
  | 'album'
  | 'label'
  | 'export'
  | 'download'
  | 'print'
  | 'share'
  | 'rating'
  | 'date'
  | 'place'
  | 'trash';
