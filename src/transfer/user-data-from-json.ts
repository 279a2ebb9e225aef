import * as z from 'zod';
import { BeachcombError } from '../domain/error.ts';
import type { UserData } from '../domain/user-data.ts';
import { userDataFields } from './user-data-fields.ts';
import { USER_DATA_VERSION } from './user-data-to-json.ts';

/** In UTF-16 units: more than a million corrections. */
const LONGEST = 200_000_000;

const { hash, time, label, customLabel, name, search } = userDataFields;

const headerSchema = z.object({ program: z.literal('Beachcomb'), form: z.int().positive() });
const rowSchemas = {
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
    at: time,
  }),
  savedSearches: z.object({ text: search, at: time }),
};

/** User data of a file, and what of the file could not be read: the place and why. */
export interface ReadUserData {
  readonly userData: UserData;
  readonly skipped: readonly string[];
}

/**
 * Reads a file of `userDataToJson`. An entry that cannot be read costs itself, never the others. Unknown fields are
 * ignored; names are cleaned and cut (`cleanText`). Keys of custom labels and ids of albums are those of the library
 * that wrote the file: an import matches them by name.
 * @throws {BeachcombError} `bad-request` if the file is not an export, or of a newer version
 */
export function userDataFromJson(text: string): ReadUserData {
  if (text.length > LONGEST) throw refused('This file is too large to be an export of Beachcomb (200 MB).');
  const written = parse(text.replace(/^\uFEFF/, ''));
  const header = headerSchema.safeParse(written);
  if (!header.success) throw refused('This file is not an export of Beachcomb.');
  if (header.data.form > USER_DATA_VERSION)
    throw refused(
      `This file was written by a newer Beachcomb (version ${header.data.form}); this one reads version ${USER_DATA_VERSION}. Update Beachcomb to read it.`,
    );
  const skipped: string[] = [];
  const rowsOf = <Row>(place: string, schema: z.ZodType<Row>, rows: unknown): Row[] => {
    if (!Array.isArray(rows)) {
      skipped.push(`${place}: a list is expected`);
      return [];
    }
    return rows.flatMap((row: unknown, at): Row[] => {
      const { success, data, error } = schema.safeParse(row);
      if (success) return [data];
      const { path = [], message = '' } = error.issues[0] ?? {};
      skipped.push(`${place}[${at}]${placeOf(path)}: ${message}`);
      return [];
    });
  };
  const firstOf = <Row>(place: string, rows: readonly Row[], keyOf: (row: Row) => unknown): Row[] => {
    const known = new Set<unknown>();
    return rows.filter((row) => {
      const isKnown = known.has(keyOf(row));
      if (isKnown) skipped.push(`${place}: two of them are ${String(keyOf(row))}`);
      known.add(keyOf(row));
      return !isKnown;
    });
  };
  const lists = z.record(z.string(), z.unknown()).parse(written);
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
    },
    skipped,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refused(`This file is not valid JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

/** `corrections[3].at` */
const placeOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');

const refused = (detail: string): BeachcombError => new BeachcombError('bad-request', detail);
