import { existsSync } from 'node:fs';
import { BeachcombError } from '../domain/error.ts';
import { log } from '../platform/log/log.ts';
import { fileError } from './file-error.ts';
import type { HistoryOptions } from './history-options.ts';
import { journalPath } from './journal-path.ts';
import { positionOf } from './journal-position.ts';
import { JournalReunion } from './journal-reunion.ts';
import { type Connection, storeError } from './open-database.ts';
import { StatementStamps } from './statement-stamps.ts';
import { UserDataJournal } from './user-data-journal.ts';
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
/** Growth after which the journal is rewritten: so many times its size, and at least `growthBytes`. */
const GROWTH_TIMES = 3;

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
  readonly #options: HistoryOptions;
  readonly #journal: UserDataJournal;
  readonly #reunion: JournalReunion;
  readonly #stamps: StatementStamps;
  /** Changes of the running transaction by table and key; the last state of a row wins. */
  readonly #changes = new Map<string, RowChange>();
  /** A failed write whose lines may still be in the journal. */
  #failed: Noted | null = null;

  /** @throws BeachcombError if the journal cannot be brought up to date with the library */
  constructor(db: Connection<'person'>, library: string, options: HistoryOptions) {
    this.#db = db;
    this.#library = library;
    this.#options = options;
    const tables = new UserDataTables(db);
    this.#journal = new UserDataJournal(journalPath(library), options.files);
    this.#reunion = new JournalReunion(db, this.#journal, tables, options);
    this.#stamps = new StatementStamps(db);
    try {
      if (!this.#reunion.isInStep(options.careful)) this.#locked(() => this.#reunion.bringInStep());
    } catch (error) {
      throw storeError(fileError(error));
    }
    tables.watch((change, key) => this.#changes.set(key, change));
  }

  /**
   * Runs `work` as one transaction. On return it is on the disk twice.
   * @throws BeachcombError `disk-full`, `library-unwritable`, and errors of `work`; then nothing was written
   */
  write<T>(work: () => T): T {
    let noted: Noted | null = null;
    try {
      this.#takeBack(this.#failed);
      const result = this.#locked(() => {
        // Another program may have replaced the journal, such as one that synchronises folders.
        if (this.#journal.exists() && !this.#reunion.isInStep(false)) this.#reunion.bringInStep();
        this.#stamps.reload();
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
    // Later than every statement before, also after the clock was set back.
    const at = Math.max(this.#options.now(), position.at + 1);
    const stamp = { at, branch: this.#options.branch };
    const next = { ...position, seq: position.seq + 1, at };
    this.#stamps.note(rows, stamp);
    if (rows.length > LARGEST_ENTRY || position.hash === null) return this.#start(next);
    try {
      const { hash, ...sizes } = this.#journal.append({ seq: next.seq, ...stamp, rows }, position.hash);
      this.#reunion.setPosition({ ...next, hash });
      return { ...sizes, seq: next.seq, size: next.size };
    } catch (error) {
      // The journal was deleted and its disk is present: create a new one.
      if (isMissing(error) && existsSync(this.#library)) return this.#start(next);
      throw error;
    }
  }

  #start(position: Parameters<JournalReunion['startJournal']>[0]): null {
    this.#reunion.startJournal(position);
    return null;
  }

  /** Removes the journal lines of a failed transaction, unless another process has written since. */
  #takeBack(noted: Noted | null): void {
    if (noted === null) return;
    this.#failed = noted;
    try {
      this.#locked(() => {
        if (positionOf(this.#db)?.seq === noted.seq - 1) this.#journal.cut(noted);
      });
      this.#failed = null;
    } catch (error) {
      // The next write removes the lines.
      log.warn('the lines of a failed write cannot be removed from the journal', { error });
    }
  }

  /** Rewrites the journal if much of it is outdated. Failure is harmless, because the journal is complete. */
  #shorten(noted: Noted | null): void {
    if (noted === null || noted.after <= Math.max(this.#options.growthBytes, GROWTH_TIMES * noted.size))
      return;
    try {
      this.#locked(() => {
        const position = positionOf(this.#db);
        if (position !== null) this.#reunion.startJournal(position);
      });
    } catch (error) {
      // A full disk or another program: retry at the next write.
      log.warn('the journal cannot be rewritten', { error });
    }
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
