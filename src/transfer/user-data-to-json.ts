import type { LibraryRecord } from '../domain/library-record.ts';
import type { FacePlace, PeopleData } from '../domain/person.ts';
import type { UserData } from '../domain/user-data.ts';
import { inOrder } from './in-order.ts';
import { folderToJson } from './library-record-json.ts';
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

const NOBODY: PeopleData = { people: [], notFaces: [], differentFaces: [] };

/** What was stated of people; no lists in a library without any. */
function peopleLists({ people, notFaces, differentFaces }: PeopleData): Record<string, readonly object[]> {
  const place = ({ photo, box }: FacePlace) => ({ photo: hex(photo), box });
  const lists = {
    persons: people.map(({ uid, name, isHidden, birthday, cover, faces, at }) => ({
      uid,
      name,
      hidden: isHidden,
      birthday,
      cover: cover === null ? null : place(cover),
      at: iso(at),
      faces: faces.map((face) => ({ ...place(face), says: face.applies, at: iso(face.at) })),
    })),
    notFaces: notFaces.map((face) => ({ ...place(face), at: iso(face.at) })),
    differentFaces: differentFaces.map(({ one, other, at }) => ({
      one: place(one),
      other: place(other),
      at: iso(at),
    })),
  };
  return Object.fromEntries(Object.entries(lists).filter(([, entries]) => entries.length > 0));
}

/**
 * User data as JSON for `userDataFromJson`: hashes in hex, times in ISO 8601 (UTC), in the order of `inOrder`.
 * @param at time of the export
 * @param library folders and settings that are exported with it; see `libraryRecordFromJson`
 * @throws {RangeError} for an invalid time
 */
export function userDataToJson(
  userData: UserData,
  at: Date,
  people: PeopleData = NOBODY,
  library: LibraryRecord | null = null,
): string {
  const { memoryExclusions, declinedImports, ...ordered } = inOrder(userData);
  const { corrections, customLabels, favourites, albums, savedSearches, photoEdits } = ordered;
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
    albums: albums.map(({ id, name, search, order, cover, photos, at }) => ({
      id,
      name,
      search,
      ...(order === null ? {} : { order }),
      ...(cover === null ? {} : { cover: hex(cover) }),
      photos: photos.map(hex),
      at: iso(at),
    })),
    savedSearches: savedSearches.map(({ text, at }) => ({ text, at: iso(at) })),
    photoEdits: photoEdits.map(({ photo, field, value, at }) => ({
      photo: hex(photo),
      field,
      value: JSON.parse(value),
      at: iso(at),
    })),
    memoryExclusions: memoryExclusions.map(({ kind, value, at }) => ({ kind, value, at: iso(at) })),
    declinedImports: declinedImports.map(({ photo, what, at }) => ({
      photo: photo === null ? null : hex(photo),
      what,
      at: iso(at),
    })),
  } satisfies Record<keyof UserData, readonly object[]>;
  const header = { program: 'Beachcomb', form: USER_DATA_VERSION, at: at.toISOString() };
  const lines = [
    ...Object.entries(header).map(([key, value]) => `  "${key}": ${JSON.stringify(value)}`),
    ...Object.entries(LIST_NAMES).map(([kind, name]) => `  "${name}": ${list(rows[kind as keyof UserData])}`),
    ...Object.entries(peopleLists(people)).map(([name, entries]) => `  "${name}": ${list(entries)}`),
    ...(library === null
      ? []
      : [
          `  "folders": ${list(library.folders.map(folderToJson))}`,
          `  "settings": ${JSON.stringify(library.settings)}`,
        ]),
  ];
  return `{\n${lines.join(',\n')}\n}\n`;
}
