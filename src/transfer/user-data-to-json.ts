import type { UserData } from '../domain/user-data.ts';
import { inOrder } from './in-order.ts';

/** The form of the text below; a change that an older Beachcomb would misread makes it one more. */
export const USER_DATA_VERSION = 1;

const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');
const iso = (at: number): string => new Date(at).toISOString();

/** One entry a line: a person can read it, and two exports can be compared line by line. */
const list = (entries: readonly object[]): string =>
  entries.length === 0
    ? '[]'
    : `[\n${entries.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n')}\n  ]`;

/**
 * Everything that a person said as JSON that `userDataFromJson` reads back: hashes in hex, times in ISO 8601
 * (UTC), in the fixed order of `inOrder`.
 * @param at when it is written
 * @throws {RangeError} for a time that is none
 */
export function userDataToJson(userData: UserData, at: Date): string {
  const { corrections, customLabels, favourites, albums, savedSearches } = inOrder(userData);
  const lists = {
    corrections: corrections.map(({ photo, label, says, at }) => ({
      photo: hex(photo),
      label,
      says,
      at: iso(at),
    })),
    // The name that files of earlier versions have.
    ownLabels: customLabels.map(({ key, name, at }) => ({ key, name, at: iso(at) })),
    favourites: favourites.map(({ photo, at }) => ({ photo: hex(photo), at: iso(at) })),
    albums: albums.map(({ id, name, search, photos, at }) => ({
      id,
      name,
      search,
      photos: photos.map(hex),
      at: iso(at),
    })),
    savedSearches: savedSearches.map(({ text, at }) => ({ text, at: iso(at) })),
  };
  const header = { program: 'Beachcomb', form: USER_DATA_VERSION, at: at.toISOString() };
  const lines = [
    ...Object.entries(header).map(([key, value]) => `  "${key}": ${JSON.stringify(value)}`),
    ...Object.entries(lists).map(([key, entries]) => `  "${key}": ${list(entries)}`),
  ];
  return `{\n${lines.join(',\n')}\n}\n`;
}
