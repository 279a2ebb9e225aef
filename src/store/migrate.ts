import type { Database } from 'better-sqlite3';
import { BeachcombError } from '../domain/error.ts';
import { MIGRATIONS } from './migrations/all.ts';

/** "BCMB" marks a library of Beachcomb: the database of another program is never migrated. */
export const APPLICATION_ID = 0x42434d42;

/** The schema version that this program reads and writes. */
export const LIBRARY_VERSION = MIGRATIONS.length;

/**
 * Whether this program can use a database as it is, must migrate it first, or must leave it alone.
 * @throws BeachcombError `library-newer` or `library-damaged`.
 */
export function libraryVersion(db: Database): number {
  // In one transaction: another program may be making this library just now.
  return db.transaction(versionIn)(db);
}

function versionIn(db: Database): number {
  const version = db.pragma('user_version', { simple: true }) as number;
  const application = db.pragma('application_id', { simple: true }) as number;
  if (version > LIBRARY_VERSION)
    throw new BeachcombError(
      'library-newer',
      `This library was made by a newer Beachcomb (schema version ${version}; this program supports up to ${LIBRARY_VERSION}). It was not changed.`,
      { reason: { code: 'library-newer', version, supported: LIBRARY_VERSION } },
    );
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number;
  if (application !== APPLICATION_ID && (version > 0 || tables > 0))
    throw new BeachcombError(
      'library-damaged',
      'This file is a database of another program. It was not changed.',
      { reason: { code: 'other-database' } },
    );
  return version;
}

/**
 * Migrates a library to the current schema version, one transaction per step; a new library in one, because a disk takes
 * longer to confirm each than to make all tables.
 */
export function migrate(db: Database, to: number = LIBRARY_VERSION): void {
  // One lock around reading and writing the version, so that two programs that start at once migrate once.
  const step = db.transaction((): boolean => {
    const version = libraryVersion(db);
    if (version >= to) return false;
    const migration = MIGRATIONS[version];
    if (typeof migration === 'string') db.exec(migration);
    else migration?.(db);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${version + 1}`);
    return true;
  });
  const steps = db.transaction(() => {
    while (step());
  });
  if (libraryVersion(db) === 0) steps.immediate();
  while (step.immediate());
}
