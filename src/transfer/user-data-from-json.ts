import * as z from 'zod';
import { PHOTO_EDIT_FIELDS, PHOTO_EDITS, type PhotoEditField } from '../domain/photo-edit.ts';
import { albumOrder, type UserData } from '../domain/user-data.ts';
import { type ExportLists, readRows } from './read-rows.ts';
import { userDataFields } from './user-data-fields.ts';

const { hash, time, label, customLabel, name, search, memoryExclusion, declinedImport } = userDataFields;

/** The rows of one field of photo edits; the value is kept as JSON. */
const editSchema = <F extends PhotoEditField>(field: F) =>
  z.object({
    photo: hash,
    field: z.literal(field),
    value: PHOTO_EDITS[field].transform((value) => JSON.stringify(value)),
    at: time,
  });

/** The rows of each list. */
export const rowSchemas = {
  // `says`: the name on disk.
  corrections: z
    .object({ photo: hash, label, says: z.boolean('true or false is expected'), at: time })
    .transform(({ says: applies, ...others }) => ({ ...others, applies })),
  ownLabels: z.object({ key: customLabel, name, at: time }),
  favourites: z.object({ photo: hash, at: time }),
  albums: z.object({
    id: z.int('a whole number is expected').nonnegative('a whole number is expected'),
    name,
    search: search.nullable(),
    photos: z.array(z.unknown(), 'a list is expected'),
    // Files of earlier versions lack both; an order of a newer one is none.
    order: z.unknown().optional().transform(albumOrder),
    cover: hash.nullable().default(null),
    at: time,
  }),
  savedSearches: z.object({ text: search, at: time }),
  photoEdits: z.union(PHOTO_EDIT_FIELDS.map((field) => editSchema(field))),
  memoryExclusions: z.object({ kind: memoryExclusion, value: name, at: time }),
  declinedImports: z.object({ photo: hash.nullable(), what: declinedImport, at: time }),
};

/** User data of a file, and what of the file could not be read: the place and why. */
export interface ReadUserData {
  readonly userData: UserData;
  readonly skipped: readonly string[];
}

/**
 * Reads the user data of an export. An entry that cannot be read costs itself, never the others. Unknown fields are
 * ignored; names are cleaned and cut (`cleanText`). Keys of custom labels and ids of albums are those of the library
 * that wrote the file: an import matches them by name.
 */
export function userDataFromJson(lists: ExportLists): ReadUserData {
  const skipped: string[] = [];
  const rowsOf = <Row>(place: string, schema: z.ZodType<Row>, rows: unknown): Row[] =>
    readRows(place, schema, rows, skipped);
  const firstOf = <Row>(place: string, rows: readonly Row[], keyOf: (row: Row) => unknown): Row[] => {
    const known = new Set<unknown>();
    return rows.filter((row) => {
      const isKnown = known.has(keyOf(row));
      if (isKnown) skipped.push(`${place}: two of them are ${String(keyOf(row))}`);
      known.add(keyOf(row));
      return !isKnown;
    });
  };
  const albums = firstOf('albums', rowsOf('albums', rowSchemas.albums, lists['albums']), ({ id }) => id).map(
    ({ photos, ...album }) => ({
      ...album,
      photos: rowsOf(`albums ${album.id} photos`, hash, photos),
    }),
  );
  return {
    userData: {
      corrections: rowsOf('corrections', rowSchemas.corrections, lists['corrections']),
      customLabels: firstOf(
        'ownLabels',
        rowsOf('ownLabels', rowSchemas.ownLabels, lists['ownLabels']),
        ({ key }) => key,
      ),
      favourites: rowsOf('favourites', rowSchemas.favourites, lists['favourites']),
      albums,
      savedSearches: rowsOf('savedSearches', rowSchemas.savedSearches, lists['savedSearches']),
      // Files of earlier versions lack it.
      photoEdits: rowsOf('photoEdits', rowSchemas.photoEdits, lists['photoEdits'] ?? []),
      memoryExclusions: rowsOf(
        'memoryExclusions',
        rowSchemas.memoryExclusions,
        lists['memoryExclusions'] ?? [],
      ),
      declinedImports: rowsOf('declinedImports', rowSchemas.declinedImports, lists['declinedImports'] ?? []),
    },
    skipped,
  };
}
