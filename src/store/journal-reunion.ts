import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import type { HistoriesFound, HistoryReason } from '../domain/recovery.ts';
import { readParts, replaceFile } from '../platform/files/replace-file.ts';
import { log } from '../platform/log/log.ts';
import type { HistoryOptions } from './history-options.ts';
import { differences, type History, joinHistories } from './join-histories.ts';
import { type Position, positionOf, setPosition } from './journal-position.ts';
import { becomeHistory, historyOf, historyOfJournal } from './library-history.ts';
import { LIBRARY_VERSION } from './migrate.ts';
import { asidePath, setAside } from './set-aside.ts';
import { isWhole, type JournalContent, type JournalEnd, UserDataJournal } from './user-data-journal.ts';
import type { UserDataTables } from './user-data-tables.ts';

/** In bytes. Of a larger journal, only both ends are compared at the start; `doctor` reads all of it. */
const READ_THROUGH_BYTES = 32 << 20;

/**
 * Keeps a library and its journal together. Where they are not of one history, copies of both are put aside before
 * anything is written, the two are joined, and the user is asked which of them counts.
 */
export class JournalReunion {
  readonly #db: Database;
  readonly #journal: UserDataJournal;
  readonly #tables: UserDataTables;
  readonly #options: HistoryOptions;

  constructor(db: Database, journal: UserDataJournal, tables: UserDataTables, options: HistoryOptions) {
    this.#db = db;
    this.#journal = journal;
    this.#tables = tables;
    this.#options = options;
  }

  /** @param careful whether every line of the journal is checked */
  isInStep(careful: boolean): boolean {
    const position = positionOf(this.#db);
    if (position === null || !this.#journal.exists()) return false;
    const ends = this.#journal.ends();
    if (ends === null || ends.header.library !== position.library) return false;
    const isSame = this.#isCurrent(ends) && ends.seq === position.seq && ends.hash === position.hash;
    return (
      isSame &&
      (!careful || this.#journal.size() > READ_THROUGH_BYTES || isWhole(this.#journal.read(() => {})))
    );
  }

  #isCurrent({ header, hash }: Pick<JournalEnd, 'header' | 'hash'>): boolean {
    return header.journal === 2 && header.form === LIBRARY_VERSION && hash !== null;
  }

  setPosition(position: Position): void {
    setPosition(this.#db, position);
  }

  /** Rewrites the journal with the rows of the library. */
  startJournal({ library, seq, at, hash: after }: Omit<Position, 'size'>): void {
    const header = { library, branch: this.#options.branch, form: LIBRARY_VERSION, seq, at, after };
    const written = this.#journal.replace(
      { ...header, numbers: this.#tables.numbers() },
      this.#tables.rows(),
    );
    setPosition(this.#db, { library, seq, at, ...written });
  }

  /** Brings journal and library together. Call within a transaction. */
  bringInStep(): void {
    if (this.isInStep(this.#options.careful)) return;
    const position = positionOf(this.#db);
    const there = this.#journal.exists() ? this.#journal.read(() => {}) : null;
    const here = position ?? { library: randomUUID(), seq: 0, hash: null, at: 0 };
    if (there === null) this.startJournal(here);
    else if (there.header === null || position === null || there.header.library !== position.library) {
      // The journal of another library: kept, not imported.
      const kept = setAside(this.#journal.path, 'other', new Date(this.#options.now()), this.#options.files);
      log.warn('the journal of another library was put aside', { detail: path.basename(kept) });
      this.startJournal(here);
    } else if (isEnd(there, position)) this.#renew(there, position);
    else if (isUnfinished(there, position)) this.#finish(there, position);
    else this.#join(there, position);
  }

  /** Rewrites a journal that the library is in step with: of an older version, or damaged. */
  #renew(there: JournalContent, position: Position): void {
    if (!isWhole(there)) this.#ask('damaged-journal', null, this.#copyJournal(), position.at);
    this.startJournal(position);
  }

  /** Takes over the one write that was in the journal, and not yet in the library, when the program ended. */
  #finish(there: JournalContent, position: Position): void {
    log.info('a write is taken over from the journal', { detail: `${there.seq}` });
    this.#become(this.#theirs(there, position).history);
    this.#tables.raiseNumbers(there.header?.numbers ?? {});
    this.startJournal({ ...position, seq: there.seq, at: Math.max(position.at, there.at), hash: there.hash });
  }

  #join(there: JournalContent, position: Position): void {
    const ours = historyOf(this.#db);
    const theirs = this.#theirs(there, position);
    const joined = joinHistories(ours, theirs.history);
    const [lacking, missing] = [differences(joined, ours), differences(joined, theirs.history)];
    const at = Math.max(position.at, there.at, this.#options.now());
    const seq = Math.max(position.seq, there.seq) + 1;
    if (lacking + missing > 0 || !isWhole(there)) {
      const reason =
        lacking === 0
          ? missing === 0
            ? 'damaged-journal'
            : 'older-journal'
          : missing === 0
            ? 'older-library'
            : 'two-histories';
      log.warn('the journal is not that of the library; both are joined', { detail: reason });
      const journal = this.#copyJournal();
      const library = this.#copyLibrary(position);
      this.#become(joined);
      this.#ask(reason, library, journal, at);
    }
    this.#tables.raiseNumbers(theirs.numbers);
    this.startJournal({ library: position.library, seq, at, hash: there.hash ?? position.hash });
  }

  #become(history: History): void {
    becomeHistory(this.#db, history, true);
    this.#db
      .prepare("UPDATE settings SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE key = 'said'")
      .run();
  }

  /**
   * The statements of the journal. The first format has no times: what such a journal has more of was written after
   * the library, and what it has less of before.
   */
  #theirs(there: JournalContent, position: Position): ReturnType<typeof historyOfJournal> {
    const read = historyOfJournal(this.#journal);
    if (there.header?.journal !== 1) return read;
    const ours = historyOf(this.#db);
    if (there.seq < position.seq) return { ...read, history: ours };
    const stamp = { at: Math.max(this.#options.now(), position.at + 1), branch: this.#options.branch };
    const history = new Map(read.history);
    for (const [subject, statement] of ours) {
      const theirs = read.history.get(subject);
      // With a missing line, removals are unknown: nothing is removed.
      if (theirs === undefined)
        history.set(subject, isWhole(there) ? { ...statement, ...stamp, row: null } : statement);
      else if (JSON.stringify(theirs.row) !== JSON.stringify(statement.row))
        history.set(subject, { ...theirs, ...stamp });
      else history.set(subject, statement);
    }
    return { ...read, history };
  }

  /** @returns name of the copy, which is on the disk */
  #copyJournal(): string {
    const { files } = this.#options;
    const copy = asidePath(this.#journal.path, 'history', new Date(this.#options.now()), files);
    replaceFile(files, copy, readParts(files, this.#journal.path));
    return path.basename(copy);
  }

  /** Writes the user data of the library as a journal beside it. @returns its name */
  #copyLibrary({ library, seq, at, hash: after }: Position): string {
    const { files, branch, now } = this.#options;
    const copy = new UserDataJournal(asidePath(this.#journal.path, 'library', new Date(now()), files), files);
    const header = {
      library,
      branch,
      form: LIBRARY_VERSION,
      seq,
      at,
      after,
      numbers: this.#tables.numbers(),
    };
    copy.replace(header, this.#tables.rows());
    return path.basename(copy.path);
  }

  #ask(reason: HistoryReason, library: string | null, journal: string, at: number): void {
    const found: HistoriesFound = { at, reason, library, journal };
    this.#db
      .prepare(
        `INSERT INTO settings (key, value) VALUES ('histories', ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
      )
      .run(JSON.stringify(found));
  }
}

/** Whether the library has what the journal has. Positions before the chain had only a number. */
const isEnd = (there: JournalContent, { seq, hash }: Position): boolean =>
  there.seq === seq && (hash === null ? there.header?.journal === 1 : there.hash === hash);

/** Whether a journal is that of the library and one write that was not committed, or the same rewritten. */
function isUnfinished(there: JournalContent, { seq, hash }: Position): boolean {
  if (!isWhole(there)) return false;
  if (there.header?.journal === 1) return hash === null && there.seq === seq + 1;
  const isNext = there.seq === seq + 1 && there.hashBefore === hash;
  const isRewritten = there.seq <= seq + 1 && there.seq === there.header?.seq && there.header.after === hash;
  return hash !== null && (isNext || isRewritten);
}
