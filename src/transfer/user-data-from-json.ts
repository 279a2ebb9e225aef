import * as z from 'zod';
import { BeachcombError } from '../domain/error.ts';
import type { UserData } from '../domain/user-data.ts';
import { userDataFields } from './user-data-fields.ts';
import { USER_DATA_VERSION } from './user-data-to-json.ts';

/** In UTF-16 units: more than a million corrections. */
const LONGEST = 200_000_000;

const { hash, time, label, customLabel, name, search } = userDataFields;
const list = <Entry extends z.ZodType>(entry: Entry) => z.array(entry, 'a list is expected');
const unique = <Entry, Key>(keyOf: (entry: Entry) => Key, error: string) =>
  z.refine<Entry[]>((entries) => new Set(entries.map(keyOf)).size === entries.length, error);

const headerSchema = z.object({ program: z.literal('Beachcomb'), form: z.int().positive() });
const userDataSchema = z.object({
  // `says`: the name that files of earlier versions have.
  corrections: list(
    z
      .object({ photo: hash, label, says: z.boolean('true or false is expected'), at: time })
      .transform(({ says: applies, ...others }) => ({ ...others, applies })),
  ),
  ownLabels: list(z.object({ key: customLabel, name, at: time })).check(
    unique(({ key }) => key, 'two of them have the same key'),
  ),
  favourites: list(z.object({ photo: hash, at: time })),
  albums: list(
    z.object({
      id: z.int('a whole number is expected').nonnegative('a whole number is expected'),
      name,
      search: search.nullable(),
      photos: list(hash),
      at: time,
    }),
  ).check(unique(({ id }) => id, 'two of them have the same id')),
  savedSearches: list(z.object({ text: search, at: time })),
});

/**
 * Reads a file of `userDataToJson`, completely or not at all. Unknown fields are ignored; names are cleaned and cut
 * (`cleanText`). Keys of custom labels and ids of albums are those of the library that wrote the file: an import
 * matches them by name.
 * @throws {BeachcombError} `bad-request` with what is wrong and where
 */
export function userDataFromJson(text: string): UserData {
  if (text.length > LONGEST) throw refused('This file is too large to be an export of Beachcomb (200 MB).');
  const written = parse(text.replace(/^\uFEFF/, ''));
  const header = headerSchema.safeParse(written);
  if (!header.success) throw refused('This file is not an export of Beachcomb.');
  if (header.data.form > USER_DATA_VERSION)
    throw refused(
      `This file was written by a newer Beachcomb (version ${header.data.form}); this one reads version ${USER_DATA_VERSION}. Update Beachcomb to read it.`,
    );
  const read = userDataSchema.safeParse(written);
  if (read.success) {
    const { ownLabels: customLabels, ...others } = read.data;
    return { ...others, customLabels };
  }
  const { path = [], message = '' } = read.error.issues[0] ?? {};
  throw refused(`The export cannot be read: ${placeOf(path)}: ${message}.`);
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
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .slice(1);

const refused = (detail: string): BeachcombError => new BeachcombError('bad-request', detail);
