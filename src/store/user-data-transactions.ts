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

/** Where in the journal a write was noted. */
interface Noted {
  readonly seq: number;
  /** The journal's size before and behind it, and when the journal began anew; bytes. */
  readonly before: number;
  readonly after: number;
  readonly size: number;
}

/** A write that changes more rows than this begins the journal anew: a line has to fit into memory. */
const LARGEST_ENTRY = 20_000;
/** The journal begins anew when it is this much larger than it was when it did so last. */
const GROWTH = { bytes: 1_000_000, times: 3 };

/** Where a person's writes go through. */
export interface UserDataWrites {
  /** Writes all of it or nothing. @throws BeachcombError and what `work` throws */
  write<T>(work: () => T): T;
}

/**
 * The writes of what a person said: each is in the journal and on the disk before it is in the library, and in
 * both before anybody is told. So the journal has at least what the library has, and the library can be made
 * from it again.
 */
export class UserDataTransactions implements UserDataWrites {
  readonly #db: Connection<'person'>;
  readonly #library: string;
  readonly #tables: UserDataTables;
  readonly #journal: UserDataJournal;
  /** What the write under way changed, by table and key: the last state of a row counts. */
  readonly #changes = new Map<string, RowChange>();

  /** @throws BeachcombError where the journal cannot be brought to what the library has */
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
   * Writes all of it or nothing. When this returns, it is on the disk twice.
   * @throws BeachcombError `disk-full`, `library-unwritable` and what `work` throws; then nothing was written
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
    if (position === null) throw new BeachcombError('internal', 'The library has lost its journal.');
    const next = { ...position, seq: position.seq + 1 };
    setPosition(this.#db, next);
    if (rows.length > LARGEST_ENTRY) return this.#startJournal(next);
    try {
      return { ...this.#journal.append({ seq: next.seq, rows }), seq: next.seq, size: next.size };
    } catch (error) {
      // Somebody took the journal away, and not the disk with it: that makes a new one.
      if (isMissing(error) && existsSync(this.#library)) return this.#startJournal(next);
      throw error;
    }
  }

  /** What was noted of a write that came to nothing goes, unless another has written since. */
  #takeBack(noted: Noted | null): void {
    if (noted === null) return;
    try {
      this.#locked(() => {
        if (positionOf(this.#db)?.seq === noted.seq - 1) this.#journal.cut(noted);
      });
    } catch (error) {
      log.warn('an entry of the journal cannot be taken back', { error });
      // Then the next write takes its place, or the next start makes it good.
    }
  }

  #startJournal({ library, seq }: Omit<Position, 'size'>): null {
    const header = { library, seq, form: LIBRARY_VERSION, numbers: this.#tables.numbers() };
    setPosition(this.#db, { library, seq, size: this.#journal.replace(header, this.#tables.rows()) });
    return null;
  }

  /** Begins the journal anew where much of it is no longer so. It can wait: what was said is in it. */
  #shorten(noted: Noted | null): void {
    if (noted === null || noted.after <= Math.max(GROWTH.bytes, GROWTH.times * noted.size)) return;
    try {
      this.#locked(() => {
        const position = positionOf(this.#db);
        if (position !== null) this.#startJournal(position);
      });
    } catch (error) {
      log.warn('the journal cannot be shortened', { error });
      // A full disk, another program: next time.
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
   * The library is whole. A journal that is ahead of it has what was said in between: the last moment before
   * this program was killed, or all since the copy was made that somebody put back. A journal that lags behind
   * (of an older program) or is another library's begins anew; what another one said is kept aside.
   */
  #bringInStep(): void {
    if (this.#isInStep()) return;
    const here = positionOf(this.#db) ?? { library: randomUUID(), seq: 0 };
    const there = this.#journal.exists() ? this.#journal.read(() => {}) : null;
    let seq = here.seq;
    if (there !== null && (there.header === null || there.header.library !== here.library))
      setAside(this.#journal.path, 'other', new Date());
    else if (there !== null && there.seq > here.seq && there.header?.form === LIBRARY_VERSION) {
      // With a line missing nobody knows what was taken back: then nothing of what is here goes.
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
