import type { UserData } from '../domain/user-data.ts';
import { inOrder } from './in-order.ts';
import { LIST_NAMES } from './user-data-fields.ts';

/** Version of the format. Increment it for a change that an older Beachcomb would misread. */
export const USER_DATA_VERSION = 1;

const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');
const iso = (at: number): string => new Date(at).toISOString();

/** One entry per line, so that exports are readable and can be compared line by line. */
const list = (entries: readonly object[]): string =>
  entries.length === 0
    ? '[]'
    : `[\n${entries.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n')}\n  ]`;

/**
 * User data as JSON for `userDataFromJson`: hashes in hex, times in ISO 8601 (UTC), in the order of `inOrder`.
 * @param at time of the export
 * @throws {RangeError} for an invalid time
 */
export function userDataToJson(userData: UserData, at: Date): string {
  const { corrections, customLabels, favourites, albums, savedSearches } = inOrder(userData);
  const rows = {
    corrections: corrections.map(({ photo, label, applies, at }) => ({
      photo: hex(photo),
      label,
      // The name that files of earlier versions have.
      says: applies,
      at: iso(at),
    })),
    customLabels: customLabels.map(({ key, name, at }) => ({ key, name, at: iso(at) })),
    favourites: favourites.map(({ photo, at }) => ({ photo: hex(photo), at: iso(at) })),
    albums: albums.map(({ id, name, search, photos, at }) => ({
      id,
      name,
      search,
      photos: photos.map(hex),
      at: iso(at),
    })),
    savedSearches: savedSearches.map(({ text, at }) => ({ text, at: iso(at) })),
  } satisfies Record<keyof UserData, readonly object[]>;
  const header = { program: 'Beachcomb', form: USER_DATA_VERSION, at: at.toISOString() };
  const lines = [
    ...Object.entries(header).map(([key, value]) => `  "${key}": ${JSON.stringify(value)}`),
    ...Object.entries(LIST_NAMES).map(([kind, name]) => `  "${name}": ${list(rows[kind as keyof UserData])}`),
  ];
  return `{\n${lines.join(',\n')}\n}\n`;
}
