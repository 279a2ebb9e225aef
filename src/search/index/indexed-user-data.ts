import type { LabelId } from '../../domain/label.ts';
import type { MemoryExclusion } from '../../domain/memory.ts';
import type { CustomLabel } from '../../domain/user-data.ts';
import type { AlbumRow } from '../../store/imported-albums.ts';
import type { LibraryReader } from '../../store/library-reader.ts';

/** What the user stated about the photos of an index. */
export interface IndexedUserData {
  /** Corrections by label and ordinal. */
  readonly corrections: ReadonlyMap<LabelId, ReadonlyMap<number, boolean>>;
  /** Labels whose corrections change only the photos that are corrected. */
  readonly steadyLabels: ReadonlySet<LabelId>;
  /** By ordinal. */
  readonly favourites: ReadonlySet<number>;
  /** Their photos by ordinal, in their order by hand. */
  readonly albums: readonly AlbumRow[];
  readonly customLabels: readonly CustomLabel[];
  /** What the user does not want to see among memories. */
  readonly memoryExclusions: readonly MemoryExclusion[];
}

/** Before anything was read. */
export const NO_USER_DATA: IndexedUserData = {
  corrections: new Map(),
  steadyLabels: new Set(),
  favourites: new Set(),
  albums: [],
  customLabels: [],
  memoryExclusions: [],
};

/** Where the photos of an index are found by their ids; see `PhotoIndex`. */
interface Photos {
  ordinalOf(photo: number): number | null;
  shownOrdinalOf(photo: number): number | null;
}

/** Reads what the user stated, with ordinals for the ids of photos. Two photos of one stack are one. */
export function readUserData(reader: LibraryReader, photos: Photos): IndexedUserData {
  const shown = (ids: readonly number[]): number[] => [
    ...new Set(ids.map((photo) => photos.shownOrdinalOf(photo)).filter((ordinal) => ordinal !== null)),
  ];
  return {
    corrections: readCorrections(reader, photos),
    steadyLabels: new Set(reader.steadyLabels()),
    favourites: new Set(shown(reader.userData.favourites())),
    albums: reader.userData.albums().map((album) => ({ ...album, photos: shown(album.photos) })),
    customLabels: reader.userData.customLabels(),
    memoryExclusions: reader.userData.memoryExclusions(),
  };
}

function readCorrections(reader: LibraryReader, photos: Photos): Map<LabelId, Map<number, boolean>> {
  const corrections = new Map<LabelId, Map<number, boolean>>();
  for (const { photo, label, applies } of reader.userData.corrections()) {
    const ordinal = photos.shownOrdinalOf(photo);
    if (ordinal === null) continue;
    const of = corrections.get(label) ?? new Map<number, boolean>();
    corrections.set(label, of);
    // Of a stack: what is stated of the developed picture stands above what is stated of its RAW.
    if (!of.has(ordinal) || photos.ordinalOf(photo) !== null) of.set(ordinal, applies);
  }
  return corrections;
}
