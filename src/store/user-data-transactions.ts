import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { BeachcombError } from '../domain/error.ts';
import { log } from '../platform/log/log.ts';
import { fileError } from './file-error.ts';
import { type Position, positionOf, setPosition } from './journal-position.ts';
import { LIBRARY_VERSION } from './migrate.ts';
import { type Connection, storeError } from './open-database.ts';
import { setAside } from './set-aside.ts';
import { journalPath, UserDataJournal } from './user-data-journal.ts';
import { type RowChange, UserDataTables } from './user-data-tables.ts';

/** Place of a write in the journal. */
interface Noted {
  readonly seq: number;
  /** Size of the journal before and after the write, and when it was last rewritten; in bytes. */
  readonly before: number;
  readonly after: number;
  readonly size: number;
}

/** A write of more rows rewrites the journal, because a line has to fit into memory. */
const LARGEST_ENTRY = 20_000;
/** Growth in bytes after which the journal is rewritten. */
const GROWTH = { bytes: 1_000_000, times: 3 };

/** Runs the writes of user data. */
export interface UserDataWrites {
  /** Runs `work` as one transaction. @throws BeachcombError, and errors of `work` */
  write<T>(work: () => T): T;
}

/**
 * Transactions of user data: each is synced to the journal before it is committed to the library, and acknowledged
 * after both. So the journal is never behind the library, and the library can be rebuilt from it.
 */
export class UserDataTransactions implements UserDataWrites {
  readonly #db: Connection<'person'>;
  readonly #library: string;
  readonly #tables: UserDataTables;
  readonly #journal: UserDataJournal;
  /** Changes of the running transaction by table and key; the last state of a row wins. */
  readonly #changes = new Map<string, RowChange>();

  /** @throws BeachcombError if the journal cannot be brought up to date with the library */
  constructor(db: Connection<'person'>, library: string) {
    this.#db = db;
    this.#library = library;
    this.#tables = new UserDataTables(db);
    this.#journal = new UserDataJournal(journalPath(library));
    try {
      if (!this.#isInStep()) this.#locked(() => this.#bringInStep());
    } catch (error) {
      throw storeError(fileError(error));
    }
    this.#tables.watch((change, key) => this.#changes.set(key, change));
  }

  /**
   * Runs `work` as one transaction. On return it is on the disk twice.
   * @throws BeachcombError `disk-full`, `library-unwritable`, and errors of `work`; then nothing was written
   */
  write<T>(work: () => T): T {
    let noted: Noted | null = null;
    try {
      const result = this.#locked(() => {
        this.#changes.clear();
        const done = work();
        if (this.#changes.size > 0) noted = this.#note();
        return done;
      });
      this.#shorten(noted);
      return result;
    } catch (error) {
      this.#takeBack(noted);
      throw storeError(fileError(error));
    } finally {
      this.#changes.clear();
    }
  }

  #locked<T>(work: () => T): T {
    return this.#db.transaction(work).immediate();
  }

  #note(): Noted | null {
    const rows = [...this.#changes.values()];
    const position = positionOf(this.#db);
    if (position === null) throw new BeachcombError('internal', 'The library has no journal position.');
    const next = { ...position, seq: position.seq + 1 };
    setPosition(this.#db, next);
    if (rows.length > LARGEST_ENTRY) return this.#startJournal(next);
    try {
      return { ...this.#journal.append({ seq: next.seq, rows }), seq: next.seq, size: next.size };
    } catch (error) {
      // The journal was deleted and its disk is present: create a new one.
      if (isMissing(error) && existsSync(this.#library)) return this.#startJournal(next);
      throw error;
    }
  }

  /** Removes the journal lines of a failed transaction, unless another process has written since. */
  #takeBack(noted: Noted | null): void {
    if (noted === null) return;
    try {
      this.#locked(() => {
        if (positionOf(this.#db)?.seq === noted.seq - 1) this.#journal.cut(noted);
      });
    } catch (error) {
      // The next write replaces the lines, or the next start repairs the journal.
      log.warn('the lines of a failed write cannot be removed from the journal', { error });
    }
  }

  #startJournal({ library, seq }: Omit<Position, 'size'>): null {
    const header = { library, seq, form: LIBRARY_VERSION, numbers: this.#tables.numbers() };
    setPosition(this.#db, { library, seq, size: this.#journal.replace(header, this.#tables.rows()) });
    return null;
  }

  /** Rewrites the journal if much of it is outdated. Failure is harmless, because the journal is complete. */
  #shorten(noted: Noted | null): void {
    if (noted === null || noted.after <= Math.max(GROWTH.bytes, GROWTH.times * noted.size)) return;
    try {
      this.#locked(() => {
        const position = positionOf(this.#db);
        if (position !== null) this.#startJournal(position);
      });
    } catch (error) {
      // A full disk or another program: retry at the next write.
      log.warn('the journal cannot be rewritten', { error });
    }
  }

  #isInStep(): boolean {
    const position = positionOf(this.#db);
    const ends = position !== null && this.#journal.exists() ? this.#journal.ends() : null;
    return (
      position !== null &&
      ends !== null &&
      ends.header.library === position.library &&
      ends.header.form === LIBRARY_VERSION &&
      ends.seq === position.seq
    );
  }

  /**
   * Brings journal and an intact library together. A journal that is ahead has the writes in between: those just before
   * a kill, or all since a restored backup was made. A journal that is behind (of an older program) or of another
   * library is rewritten; the journal of the other library is kept aside.
   */
  #bringInStep(): void {
    if (this.#isInStep()) return;
    const here = positionOf(this.#db) ?? { library: randomUUID(), seq: 0 };
    const there = this.#journal.exists() ? this.#journal.read(() => {}) : null;
    let seq = here.seq;
    if (there !== null && (there.header === null || there.header.library !== here.library))
      setAside(this.#journal.path, 'other', new Date());
    else if (there !== null && there.seq > here.seq && there.header?.form === LIBRARY_VERSION) {
      // With a missing line, deletions are unknown: delete nothing from the library.
      if (there.unreadable === 0) this.#tables.clear();
      this.#journal.read(({ rows }) => {
        for (const change of rows) this.#tables.apply(change);
      });
      this.#tables.raiseNumbers(there.header.numbers);
      this.#db
        .prepare("UPDATE settings SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE key = 'said'")
        .run();
      seq = there.seq;
    }
    this.#startJournal({ library: here.library, seq });
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
