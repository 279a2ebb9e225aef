import type { Output } from '../api/contract.ts';
import { editValue, PHOTO_EDIT_FIELDS, type PhotoEditField, type PhotoEdits } from '../domain/photo-edit.ts';
import type { Searcher } from '../search/searcher.ts';
import type { LibraryReader } from '../store/library-reader.ts';

type Merge = Output<'duplicates.plan'>['merge'];

/** Photos that go, and the one that stays for them. */
export interface Merged {
  readonly keep: number;
  readonly others: readonly number[];
}

/**
 * What photos that stay take over of what the user stated of those that go, as inputs of the calls that write it. What
 * is stated of the photo that stays counts; where those that go contradict each other, nothing is taken over.
 */
export function mergeStatements(
  { searcher, reader }: { readonly searcher: Searcher; readonly reader: LibraryReader },
  merged: readonly Merged[],
): Merge {
  const { index } = searcher;
  const labels = new Map<number, Map<string, boolean>>();
  for (const { photo, label, applies } of reader.userData.corrections()) {
    const shown = index.shownPhotoOf(photo);
    labels.set(shown, (labels.get(shown) ?? new Map<string, boolean>()).set(label, applies));
  }
  const favourites = shownOf(searcher, index.userData.favourites);
  const albums = index.userData.albums
    .filter(({ search }) => search === null)
    .map((album) => ({ album: album.id, photos: shownOf(searcher, album.photos) }));
  const merge = {
    corrections: merged.flatMap((one) => correctionsOf(one, labels)),
    favourites: merged
      .filter(({ keep, others }) => !favourites.has(keep) && others.some((one) => favourites.has(one)))
      .map(({ keep }) => keep),
    albums: albums
      .map(({ album, photos }) => ({
        album,
        photos: merged
          .filter(({ keep, others }) => !photos.has(keep) && others.some((one) => photos.has(one)))
          .map(({ keep }) => keep),
      }))
      .filter(({ photos }) => photos.length > 0),
    edits: merged.flatMap((one) => editsOf(one, reader)),
  };
  const photos = new Set([
    ...merge.corrections.map(({ photo }) => photo),
    ...merge.favourites,
    ...merge.albums.flatMap((album) => album.photos),
    ...merge.edits.map(({ photo }) => photo),
  ]);
  return { photos: photos.size, ...merge };
}

/** Ids of photos by their ordinals. */
const shownOf = ({ index }: Searcher, ordinals: Iterable<number>): ReadonlySet<number> =>
  new Set(Array.from(ordinals, (ordinal) => index.columns.id[ordinal] as number));

function correctionsOf(
  { keep, others }: Merged,
  labels: ReadonlyMap<number, ReadonlyMap<string, boolean>>,
): Merge['corrections'] {
  const own = labels.get(keep);
  const found = new Map<string, Set<boolean>>();
  for (const photo of others)
    for (const [label, applies] of labels.get(photo) ?? [])
      if (own?.has(label) !== true) found.set(label, (found.get(label) ?? new Set()).add(applies));
  return [...found].flatMap(([label, answers]) => {
    const [applies] = answers;
    return answers.size === 1 && applies !== undefined ? [{ photo: keep, label, applies }] : [];
  });
}

/** What the photo that stays has of each edit of those that go, where it has none of its own. */
const TAKEN_OVER = {
  // How a picture is turned depends on how its file was saved.
  turn: () => undefined,
  taken: (edits) => edits.find(({ taken }) => taken !== undefined)?.taken,
  place: (edits) => edits.find(({ place }) => place !== undefined)?.place,
  rating: (edits) =>
    edits.map(({ rating }) => rating).reduce((a, b) => ((b ?? -1) > (a ?? -1) ? b : a), undefined),
  // Whoever hid one copy of two wants to see the other.
  hidden: () => undefined,
} as const satisfies { [F in PhotoEditField]: (edits: readonly PhotoEdits[]) => PhotoEdits[F] };

function editsOf({ keep, others }: Merged, reader: LibraryReader): Merge['edits'] {
  const theirs = others.map((photo) => editsOfPhoto(photo, reader));
  const own = editsOfPhoto(keep, reader);
  const lacking = PHOTO_EDIT_FIELDS.filter((field) => own[field] === undefined);
  return lacking.flatMap((field) => {
    const value = editValue(field, { [field]: TAKEN_OVER[field](theirs) });
    return value.value === null ? [] : [{ photo: keep, ...value }];
  });
}

function editsOfPhoto(photo: number, reader: LibraryReader): PhotoEdits {
  const row = reader.photo(photo);
  return row === null || row.edited.length === 0 ? {} : reader.editsOf(row.hash);
}
