/** The photos that are chosen in the grid, by id: ranks move while photos are being indexed. */
export interface Selection {
  /** Chosen for good. */
  readonly fixed: ReadonlySet<number>;
  /** From the anchor to where it was extended last; it shrinks as well as it grows. */
  readonly range: ReadonlySet<number>;
  /** The photo that a range starts at. */
  readonly anchor: number | null;
}

export const NO_SELECTION: Selection = { fixed: new Set(), range: new Set(), anchor: null };

export const selectedPhotos = ({ fixed, range }: Selection): ReadonlySet<number> =>
  new Set([...fixed, ...range]);

/** Chooses a photo, or no longer; the next range starts at it. */
export function toggle(selection: Selection, photo: number): Selection {
  const fixed = new Set(selectedPhotos(selection));
  if (!fixed.delete(photo)) fixed.add(photo);
  return { fixed, range: new Set(), anchor: photo };
}

/** Chooses all from the anchor to where the person went, instead of the range so far. */
export const extend = (selection: Selection, anchor: number, range: Iterable<number>): Selection =>
  selection.anchor === anchor
    ? { ...selection, range: new Set(range) }
    : { fixed: selectedPhotos(selection), range: new Set(range), anchor };
