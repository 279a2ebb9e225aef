import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../src/store/open-database.ts';
import { IDENTITY, REFERENCE } from '../../../src/store/statement-stamps.ts';
import { USER_DATA_TABLES } from '../../../src/store/user-data-tables.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Made from the photos and what lies beside them: a new index has them again, so no journal holds them. */
const MADE_AGAIN = [
  'analyses',
  'answers',
  'changes',
  'companion_files',
  'directories',
  'embedding_packs',
  'equipment',
  'face_groups',
  'face_questions',
  'faces',
  'files',
  'film_decodings',
  'folder_states',
  'imported_album_photos',
  'imported_albums',
  'imported_favourites',
  'label_keys',
  'labels',
  'meta',
  'missing_events',
  'models',
  'pack_embeddings',
  'photo_companions',
  'photos',
  'regions',
  'silent_directories',
  'text_lines',
];
/**
 * Of the user, and left out of the journal: who clears recent searches wants no copy, and the trash itself keeps where its
 * files come from.
 */
const NOT_KEPT = ['recent_searches', 'trashed_files'];

/** Runs a query of one column against the schema of a new library. */
function texts(sql: string, ...values: readonly string[]): string[] {
  const db = openDatabase(path.join(tempFolder(), 'library.sqlite'), 'person');
  onTestFinished(() => void db.close());
  return db
    .prepare(sql)
    .pluck()
    .all(...values)
    .map(String);
}
const tables = Object.keys(USER_DATA_TABLES);

describe('the tables of user data', () => {
  it('are, with those of the index, all tables of the schema: a new one is in the journal or is made again', () => {
    const schema = texts("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
    expect([...tables, ...MADE_AGAIN, ...NOT_KEPT].sort()).toEqual(schema.sort());
  });

  it.each(tables)('has %s after the tables that its rows refer to', (table) => {
    const parents = texts('SELECT "table" FROM pragma_foreign_key_list(?)', table);
    expect(parents.filter((parent) => !tables.slice(0, tables.indexOf(table)).includes(parent))).toEqual([]);
  });

  it('know every reference between them', () => {
    const found = tables.flatMap((table) =>
      texts('SELECT "from" || \' → \' || "table" FROM pragma_foreign_key_list(?)', table).map(
        (reference) => `${table}.${reference}`,
      ),
    );
    const known = Object.entries(REFERENCE).map(([table, { column, to }]) => `${table}.${column} → ${to}`);
    expect(found.sort()).toEqual(known.sort());
  });

  it('know every table whose rows have a number of this library alone', () => {
    const numbered = tables.filter(
      (table) => texts('SELECT name FROM pragma_table_info(?) WHERE pk > 0', table).join() === 'id',
    );
    expect(numbered.sort()).toEqual(Object.keys(IDENTITY).sort());
  });
});
