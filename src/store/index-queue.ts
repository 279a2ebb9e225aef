import { type Problem, retriedProblems } from '../domain/problem.ts';
import { IGNORED } from './ignored.ts';
import type { IndexTransactions } from './index-transactions.ts';
import type { PreparedQuery } from './prepared-queries.ts';
import { selected } from './selected.ts';
import { responds } from './silent-directories.ts';

/** A file that waits to be indexed. */
export interface WaitingFile {
  readonly id: number;
  readonly folderId: number;
  readonly folder: Uint8Array;
  readonly path: Uint8Array;
  readonly size: number;
  readonly mtime: number;
}

/** The columns of such a file: of the view `file_paths`, or its own columns of the table `files`, and of `folders d`. */
export const waitingFile = (place: string, file = place): string =>
  selected<WaitingFile>({
    id: `${file}.id`,
    folderId: `${place}.folder_id`,
    folder: 'd.path',
    path: `${place}.path`,
    size: `${file}.size`,
    mtime: `${file}.mtime`,
  });

/** Number of crashes after which a file is skipped. */
export const CRASHES_UNTIL_QUARANTINE = 2;

/** Files of a directory among which others are chosen. */
const MOST_COMPARED = 10_000;

/** A file whose content is read at all. */
export const CAN_WAIT = "kind = 'photo' AND cloud_only = 0";
/** Terms of the condition of the index `files_waiting`, and that it is there: a file whose content is still to be read. */
const WAITING_TERMS = [
  CAN_WAIT,
  '(photo_id IS NULL OR waits = 1)',
  'problem_kind IS NULL',
  'missing_since IS NULL',
];
const WAITING = WAITING_TERMS.join(' AND ');
/** The same of `files f`. */
const F_WAITING = WAITING.replace(/\b(kind|cloud_only|photo_id|waits|problem_kind|missing_since)\b/g, 'f.$1');
/** What a file with a problem has no more: a photo that was listed by its head. */
const UNLISTED = 'photo_id = CASE WHEN waits = 1 THEN NULL ELSE photo_id END, waits = 0';

/** The files that wait to be indexed, and those that failed. */
export class IndexQueue {
  readonly #index: IndexTransactions;

  constructor(index: IndexTransactions) {
    this.#index = index;
  }

  #sql(sql: string): PreparedQuery {
    return this.#index.sql(sql);
  }

  #write<T>(work: () => T): T {
    return this.#index.write(work);
  }

  /**
   * The newest files that wait, of folders that can be reached, beyond those already under way: in the order of their
   * directories, which spares a disk the seeking.
   */
  waitingFiles(limit: number, underWay: ReadonlySet<number>): WaitingFile[] {
    const rows = this.#sql(
      `SELECT ${waitingFile('p', 'f')}
       FROM files f INDEXED BY files_waiting JOIN file_paths p ON p.id = f.id JOIN folders d ON d.id = p.folder_id
         LEFT JOIN folder_states s ON s.folder_id = p.folder_id
       WHERE ${F_WAITING} AND s.unreachable IS NULL
         AND ${responds('p.folder_id', 'p.directory')}
       ORDER BY f.mtime DESC, f.id LIMIT ?`,
    ).all(limit + underWay.size) as WaitingFile[];
    const newest = rows.filter((row) => !underWay.has(row.id)).slice(0, limit);
    return newest.sort((a, b) => a.folderId - b.folderId || Buffer.compare(a.path, b.path));
  }

  /**
   * Other files of a directory, or below it, to find out whether its drive answers: far from each other in the order of
   * their paths, and such that wait, because what was read may be answered from memory.
   * @param root path of the folder
   * @param files paths that are left out, relative to it
   */
  otherFiles(
    root: Uint8Array,
    directory: Uint8Array,
    files: readonly Uint8Array[],
    most: number,
  ): Uint8Array[] {
    const rows = this.#sql(
      `SELECT f.path, ${F_WAITING} AS waits FROM file_paths f JOIN folders d ON d.id = f.folder_id
       WHERE d.path = ?1 AND (length(?2) = 0 OR f.directory = ?2
           OR substr(f.directory, 1, length(?2) + 1) = CAST(?2 || x'2f' AS BLOB))
         AND f.kind = 'photo' AND f.cloud_only = 0 AND f.problem_kind IS NULL AND f.missing_since IS NULL
       ORDER BY waits DESC, f.path LIMIT ${MOST_COMPARED}`,
    ).all({ 1: root, 2: directory }) as { path: Buffer; waits: number }[];
    const left = rows.filter(({ path }) => !files.some((file) => path.equals(file)));
    const waiting = left.filter(({ waits }) => waits === 1);
    const chosen = waiting.length > 0 ? waiting : left;
    const places = Array.from(
      { length: most },
      (_, n) => chosen.length - 1 - Math.floor((n * chosen.length) / most),
    );
    return [...new Set(places.filter((at) => at >= 0))].map((at) => (chosen[at] as { path: Buffer }).path);
  }

  /** Waiting files that were being decoded when the indexer crashed: indexed last and one at a time. */
  suspects(): WaitingFile[] {
    return this.#sql(
      `SELECT ${waitingFile('f')}
       FROM file_paths f JOIN folders d ON d.id = f.folder_id WHERE f.suspect = 1 AND ${F_WAITING}
         AND ${responds('f.folder_id', 'f.directory')} ORDER BY f.id`,
    ).all() as WaitingFile[];
  }

  /**
   * Records a crash of the indexer while these files were being decoded. Several files are only suspects; a single file
   * gets a crash counted, and is quarantined after the last one.
   */
  recordCrashes(files: readonly number[], detail: string): void {
    const [alone, ...others] = files;
    if (alone === undefined) return;
    this.#write(() => {
      for (const id of files) this.#sql('UPDATE files SET suspect = 1 WHERE id = ?').run(id);
      if (others.length > 0) return;
      // A file with a photo was being recognised again: after the last crash its thumbnail is used instead.
      this.#sql(
        `UPDATE files SET deaths = deaths + 1 WHERE id = ? AND (photo_id IS NOT NULL OR ${WAITING})`,
      ).run(alone);
      this.#sql(
        `UPDATE files SET problem_kind = 'crashed', problem_detail = ?, ${UNLISTED}
         WHERE id = ? AND deaths >= ${CRASHES_UNTIL_QUARANTINE} AND ${WAITING}`,
      ).run(detail, alone);
    });
  }

  /** Records that the indexer ended while these files were being decoded, which need not be because of them. */
  suspect(files: readonly number[]): void {
    if (files.length === 0) return;
    this.#write(() => {
      for (const id of files) this.#sql('UPDATE files SET suspect = 1 WHERE id = ?').run(id);
    });
  }

  /** Leaves a file out for which there was too little memory, until `retryAccess`. */
  setAside(file: number): void {
    this.#write(() =>
      this.#sql(
        `UPDATE files SET suspect = 1, problem_kind = 'no-memory', problem_detail = 'The indexer ended again and again.',
           ${UNLISTED}
         WHERE id = ? AND ${WAITING}`,
      ).run(file),
    );
  }

  /**
   * Queues files again that another version of the program crashed on.
   * @param version of this program
   */
  retryBlamed(version: string): void {
    if (this.#index.meta('blames') === version) return;
    this.#write(() => {
      this.#sql(
        `UPDATE files SET problem_kind = NULL, problem_detail = NULL, suspect = 0, deaths = 0
         WHERE problem_kind = 'crashed' OR deaths > 0`,
      ).run();
      this.#sql(
        "INSERT INTO meta (key, value) VALUES ('blames', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
      ).run(version);
    });
  }

  /** Queues files with a problem again; null for all except those that the user ignores. */
  retry(files: readonly number[] | null): void {
    const chosen =
      files === null
        ? `id IN (SELECT id FROM files f WHERE NOT ${IGNORED})`
        : 'id IN (SELECT value FROM json_each(?))';
    const values = files === null ? [] : [JSON.stringify(files)];
    this.#write(() => {
      const bad = 'SELECT id FROM photos WHERE problem_kind IS NOT NULL';
      const tried = this.#sql(`SELECT DISTINCT photo_id FROM files WHERE ${chosen} AND photo_id IN (${bad})`)
        .pluck()
        .all(...values) as number[];
      // Queue every file with the same content, because the problem belongs to the content.
      for (const photo of tried) {
        this.#sql('UPDATE photos SET problem_kind = NULL, problem_detail = NULL WHERE id = ?').run(photo);
        this.#sql('UPDATE files SET photo_id = NULL WHERE photo_id = ?').run(photo);
      }
      this.#sql(`UPDATE files SET problem_kind = NULL, problem_detail = NULL, suspect = 0, deaths = 0
                 WHERE problem_kind IS NOT NULL AND ${chosen}`).run(...values);
    });
  }

  /**
   * Queues files again whose problem may have passed.
   * @param healthy as `retriedProblems` takes it
   */
  retryAccess(healthy: boolean): void {
    this.#write(() =>
      this.#sql(
        `UPDATE files SET problem_kind = NULL, problem_detail = NULL
         WHERE problem_kind IN (SELECT value FROM json_each(?))`,
      ).run(JSON.stringify(retriedProblems(healthy))),
    );
  }

  /** A file whose drive did not answer. Saved at once, because the process may have to be replaced. */
  setSilent(file: number, { kind, detail }: Problem): void {
    this.#write(() =>
      this.#sql(
        `UPDATE files SET problem_kind = ?, problem_detail = ?, ${UNLISTED} WHERE id = ? AND ${WAITING}`,
      ).run(kind, detail, file),
    );
  }

  /** Queues files again whose drive did not answer: it does now. */
  retrySilent(): void {
    this.#write(() =>
      this.#sql(
        "UPDATE files SET problem_kind = NULL, problem_detail = NULL WHERE problem_kind = 'not-responding'",
      ).run(),
    );
  }

  /**
   * Number of photo files that are there and can be indexed, that are listed or indexed, that are indexed, and that have
   * a problem that is not ignored.
   */
  counts(): { found: number; listed: number; done: number; problems: number } {
    return this.#sql(
      `SELECT count(*) AS found, coalesce(sum(f.photo_id IS NOT NULL OR f.problem_kind IS NOT NULL), 0) AS listed,
         coalesce(sum((f.photo_id IS NOT NULL AND f.waits = 0) OR f.problem_kind IS NOT NULL), 0) AS done,
         coalesce(sum((f.problem_kind IS NOT NULL OR p.problem_kind IS NOT NULL) AND NOT ${IGNORED}), 0) AS problems
       FROM files f LEFT JOIN photos p ON p.id = f.photo_id WHERE f.kind = 'photo' AND f.cloud_only = 0
         AND f.missing_since IS NULL`,
    ).get() as { found: number; listed: number; done: number; problems: number };
  }
}
