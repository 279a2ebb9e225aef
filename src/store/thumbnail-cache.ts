import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { BeachcombError } from '../domain/error.ts';
import { makePrivateFolder, preparePrivateFile } from '../platform/files/private-files.ts';
import { log } from '../platform/log/log.ts';
import { storeError } from './open-database.ts';
import { openForReading } from './open-for-reading.ts';
import { setAside } from './set-aside.ts';
import { switchToWriteAheadLog } from './switch-to-write-ahead-log.ts';

/** In ms: a cache must not keep anybody waiting for long. */
const BUSY_MS = 2000;
/** In ms. Another process may have put the file aside, or somebody may have deleted it. */
const LOOK_EVERY_MS = 1000;

/**
 * Encoded thumbnails by content hash, in a file of their own (thumbnail-path.ts). It is a cache: where it is damaged it
 * is put aside and begun again, whoever meets the damage, and where it is deleted it is created again. So nothing that
 * happens to it is ever an error of the library.
 */
export class ThumbnailCache {
  readonly #path: string;
  readonly #mode: 'read' | 'write';
  #db: Database;
  /** Identity of the open file; null for one in memory. */
  #identity: string | null;
  #lookedAt = performance.now();
  /** Called when another, probably empty cache is in use from now on. */
  onBegun: () => void = () => {};

  /** @throws BeachcombError `disk-full`, `library-unwritable`, `library-busy`; the message names the file */
  constructor(file: string, mode: 'read' | 'write') {
    this.#path = file;
    this.#mode = mode;
    this.#db = this.#named(() => openOrBegin(file, mode));
    this.#identity = identityOf(file);
  }

  /** Stores the thumbnails of a batch. @throws BeachcombError `disk-full`, `library-unwritable`, `library-busy` */
  keep(batch: readonly { readonly hash: Uint8Array; readonly picture: Uint8Array }[]): void {
    if (batch.length === 0) return;
    this.#named(() =>
      this.#withRepair(() => {
        const insert = this.#db.prepare(
          `INSERT INTO thumbnails (hash, picture) VALUES (?, ?)
           ON CONFLICT DO UPDATE SET picture = excluded.picture WHERE picture <> excluded.picture`,
        );
        this.#db.transaction(() => {
          for (const { hash, picture } of batch) insert.run(hash, picture);
        })();
      }),
    );
  }

  /** Null where there is none, or where it cannot be read just now. */
  get(hash: Uint8Array): Uint8Array | null {
    return this.#readOr(null, () => {
      const row = this.#db.prepare('SELECT picture FROM thumbnails WHERE hash = ?').pluck().get(hash);
      return (row as Uint8Array | undefined) ?? null;
    });
  }

  /** Those of the hashes that have no thumbnail. */
  missing<T extends { readonly hash: Uint8Array }>(photos: readonly T[]): T[] {
    return this.#readOr([], () => {
      const find = this.#db.prepare('SELECT 1 FROM thumbnails WHERE hash = ?').pluck();
      return photos.filter(({ hash }) => find.get(hash) === undefined);
    });
  }

  close(): void {
    this.#db.close();
  }

  #readOr<T>(none: T, work: () => T): T {
    try {
      return this.#withRepair(work);
    } catch (error) {
      if (!this.#db.open) throw error;
      log.warn('the thumbnails cannot be read', { error });
      return none;
    }
  }

  /** Runs `work`, and once more with an empty cache where this one turns out to be damaged. */
  #withRepair<T>(work: () => T): T {
    this.#follow();
    try {
      return work();
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.#beginAgain(error);
      return work();
    }
  }

  /** Opens what is at the path now, where that is another file than before. */
  #follow(): void {
    const now = performance.now();
    if (now - this.#lookedAt < LOOK_EVERY_MS) return;
    this.#lookedAt = now;
    if (identityOf(this.#path) === this.#identity || !this.#db.open) return;
    log.warn('the thumbnails were put aside or deleted, and are opened again');
    this.#reopen();
  }

  #beginAgain(error: unknown): void {
    this.#db.close();
    // Another process may have been first.
    if (identityOf(this.#path) === this.#identity) putAside(this.#path, error);
    this.#reopen();
  }

  #reopen(): void {
    this.#db.close();
    this.#db = openOrBegin(this.#path, this.#mode);
    this.#identity = identityOf(this.#path);
    this.onBegun();
  }

  /** An error that goes on from here names this file. */
  #named<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const known = storeError(error);
      if (!(known instanceof BeachcombError)) throw known;
      const kind = known.kind === 'library-damaged' ? 'library-unwritable' : known.kind;
      throw new BeachcombError(kind, `${path.basename(this.#path)}: ${known.message}`, { cause: error });
    }
  }
}

const TABLE = 'CREATE TABLE IF NOT EXISTS thumbnails (hash BLOB PRIMARY KEY, picture BLOB NOT NULL) STRICT';

/** Damage, or something else in the place of the cache: in both cases it is begun again. */
function isDamage(error: unknown): boolean {
  // A file that was cut or replaced while it is open gives errors of reading, too.
  if (error instanceof Sqlite.SqliteError && /^SQLITE_IOERR(?!_SHMSIZE)/.test(error.code)) return true;
  const known = storeError(error);
  return known instanceof BeachcombError
    ? known.kind === 'library-damaged'
    : known instanceof Sqlite.SqliteError;
}

function openOrBegin(file: string, mode: 'read' | 'write'): Database {
  try {
    return open(file, mode);
  } catch (error) {
    if (!isDamage(error)) throw error;
    putAside(file, error);
    return open(file, mode);
  }
}

/** Renames the damaged cache; the one that was put aside before it is deleted, because a cache may be large. */
function putAside(file: string, error: unknown): void {
  log.warn('the thumbnails are damaged, are put aside and made again', { error });
  const { dir, name, ext } = path.parse(file);
  const earlier = readdirSync(dir).filter((one) => one.startsWith(`${name}.damaged-`) && one.endsWith(ext));
  for (const one of earlier) rmSync(path.join(dir, one), { force: true });
  // Its log first: beside another database it would be replayed into that one.
  for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
  if (existsSync(file)) setAside(file, 'damaged', new Date());
}

function identityOf(file: string): string | null {
  const found = statSync(file, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? null : `${found.dev}:${found.ino}`;
}

function open(file: string, mode: 'read' | 'write'): Database {
  let db: Database | null = null;
  try {
    // Whoever empties a cache may remove its folder too.
    makePrivateFolder(path.dirname(file));
    preparePrivateFile(file);
    db = new Sqlite(file, { timeout: BUSY_MS });
    switchToWriteAheadLog(db, BUSY_MS);
    db.pragma('synchronous = NORMAL');
    db.exec(TABLE);
    if (isOld(db)) rename(db);
    if (mode === 'read') db.pragma('query_only = ON');
    return db;
  } catch (error) {
    db?.close();
    const known = storeError(error);
    const isUnwritable = known instanceof BeachcombError && known.kind === 'library-unwritable';
    if (mode === 'write' || !isUnwritable) throw error;
    return readOnly(file);
  }
}

/** On a read-only disk: the existing cache, or none. */
function readOnly(file: string): Database {
  try {
    const db = openForReading(file);
    if (!isOld(db)) return db;
    db.close();
    return nothing();
  } catch (error) {
    log.warn('the thumbnails cannot be read', { error });
    return nothing();
  }
}

function nothing(): Database {
  const none = new Sqlite(':memory:');
  none.exec(TABLE);
  return none;
}

/** Renames the column of an old cache, unless another program was first. */
function rename(old: Database): void {
  const once = old.transaction(() => {
    if (isOld(old)) old.exec('ALTER TABLE thumbnails RENAME COLUMN webp TO picture');
  });
  once.immediate();
}

/** Older caches hold WebP only. */
const isOld = (db: Database): boolean =>
  (db.pragma('table_info(thumbnails)') as { name: string }[]).some(({ name }) => name === 'webp');
