import type { UserDataTable } from './user-data-tables.ts';

/** The columns of each table of user data that name the content of a photo. */
const CONTENT_COLUMNS = {
  folders: [],
  exclusions: [],
  ignored_problems: [],
  missing_answers: [],
  settings: [],
  own_labels: [],
  corrections: ['hash'],
  favourites: ['hash'],
  albums: ['cover_hash'],
  album_photos: ['hash'],
  saved_searches: [],
  declined_imports: ['hash'],
  people: ['cover_hash'],
  face_statements: ['hash'],
  not_faces: ['hash'],
  different_faces: ['hash', 'other_hash'],
  photo_edits: ['hash'],
  memory_exclusions: [],
  stamps: [],
} as const satisfies Record<UserDataTable, readonly string[]>;

const CONTENTS = Object.entries(CONTENT_COLUMNS)
  .flatMap(([table, columns]) => columns.map((column) => `SELECT ${column} FROM ${table}`))
  .join(' UNION ALL ');

/** SQL query: ids of the photos that the user stated anything about. */
export const PHOTOS_WITH_STATEMENTS = `SELECT id FROM photos WHERE hash IN (${CONTENTS})`;
