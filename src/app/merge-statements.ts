import type { Output } from '../api/contract.ts';
import { editValue, PHOTO_EDIT_FIELDS, type PhotoEditField, type PhotoEdits } from '../domain/photo-edit.ts';
import type { Searcher } from '../search/searcher.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { UserDataTable } from '../store/user-data-tables.ts';

type Merge = Output<'duplicates.plan'>['merge'];
type MergeLists = Omit<Merge, 'photos'>;

/** Photos that go, and the one that stays for them. */
export interface Merged {
  readonly keep: number;
  readonly others: readonly number[];
}

interface MergeParts {
  readonly searcher: Searcher;
  readonly reader: LibraryReader;
}

/** How one list is made, and which photos of it take something over. */
interface MergeRow<L> {
  readonly make: (parts: MergeParts, merged: readonly Merged[]) => L;
  readonly photos: (list: L) => readonly number[];
}

/**
 * For each table of user data the list of what the photo that stays takes over of it; null: nothing, because the table
 * states nothing of a photo, or what it states of one holds without it.
 */
const LIST_OF = {
  folders: null,
  exclusions: null,
  ignored_problems: null,
  missing_answers: null,
  settings: null,
  own_labels: null,
  corrections: 'corrections',
  favourites: 'favourites',
  // A cover that is gone is chosen again by the program.
  albums: null,
  album_photos: 'albums',
  saved_searches: null,
  // Of what another program states in a companion of the file that goes.
  declined_imports: null,
  photo_edits: 'edits',
  memory_exclusions: null,
  // Faces are those of the picture in which they were found; the photo that stays has its own.
  people: null,
  face_statements: null,
  not_faces: null,
  different_faces: null,
  stamps: null,
} as const satisfies Record<UserDataTable, keyof MergeLists | null>;
export type MergeList = Exclude<(typeof LIST_OF)[UserDataTable], null>;

const ROWS: { readonly [L in MergeList]: MergeRow<MergeLists[L]> } = {
  corrections: {
    make: ({ searcher, reader }, merged) => {
      const labels = new Map<number, Map<string, boolean>>();
      for (const { photo, label, applies } of reader.userData.corrections()) {
        const shown = searcher.index.shownPhotoOf(photo);
        labels.set(shown, (labels.get(shown) ?? new Map<string, boolean>()).set(label, applies));
      }
      return merged.flatMap((one) => correctionsOf(one, labels));
    },
    photos: (corrections) => corrections.map(({ photo }) => photo),
  },
  favourites: {
    make: ({ searcher }, merged) => takersOf(merged, shownOf(searcher, searcher.index.userData.favourites)),
    photos: (favourites) => favourites,
  },
  albums: {
    make: ({ searcher }, merged) =>
      searcher.index.userData.albums
        .filter(({ search }) => search === null)
        .map(({ id, photos }) => ({ album: id, photos: takersOf(merged, shownOf(searcher, photos)) }))
        .filter(({ photos }) => photos.length > 0),
    photos: (albums) => albums.flatMap(({ photos }) => photos),
  },
  edits: {
    make: ({ reader }, merged) => merged.flatMap((one) => editsOf(one, reader)),
    photos: (edits) => edits.map(({ photo }) => photo),
  },
};

/**
 * What photos that stay take over of what the user stated of those that go, as inputs of the calls that write it. What
 * is stated of the photo that stays counts; where those that go contradict each other, nothing is taken over.
 */
export function mergeStatements(parts: MergeParts, merged: readonly Merged[]): Merge {
  const taking = new Set<number>();
  const listOf = <L extends MergeList>(name: L): MergeLists[L] => {
    const row = ROWS[name];
    const list = row.make(parts, merged);
    for (const photo of row.photos(list)) taking.add(photo);
    return list;
  };
  const lists = {
    corrections: listOf('corrections'),
    favourites: listOf('favourites'),
    albums: listOf('albums'),
    edits: listOf('edits'),
  };
  return { photos: taking.size, ...lists };
}

/** The photos that stay, are not among some themselves, and for which one goes that is. */
const takersOf = (merged: readonly Merged[], those: ReadonlySet<number>): number[] =>
  merged
    .filter(({ keep, others }) => !those.has(keep) && others.some((one) => those.has(one)))
    .map(({ keep }) => keep);

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
