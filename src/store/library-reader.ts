import type { Statement } from 'better-sqlite3';
import type { RawAnswer } from '../domain/answer.ts';
import type { OtherKind, PhotoFormat } from '../domain/file.ts';
import type { TakenAtSource } from '../domain/metadata.ts';
import type { ProblemKind } from '../domain/problem.ts';
import { answerFromBytes } from './answer-bytes.ts';
import { type Connection, openDatabase } from './open-database.ts';
import { Statements } from './statements.ts';

/** A photo's row, as the viewer shows it. */
export interface PhotoRow {
  readonly id: number;
  readonly hash: Uint8Array;
  readonly format: PhotoFormat;
  readonly width: number;
  readonly height: number;
  readonly takenAt: string | null;
  readonly takenOffset: number | null;
  readonly takenFrom: TakenAtSource | null;
  readonly camera: string | null;
  readonly lens: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly keywords: readonly string[];
  readonly rating: number | null;
  readonly caption: string | null;
  readonly warning: string | null;
}

/** The part of a photo that search sorts and filters by. */
export interface SearchRow {
  readonly id: number;
  readonly format: PhotoFormat;
  readonly width: number;
  readonly height: number;
  readonly takenAt: string | null;
  readonly camera: string | null;
  readonly lens: string | null;
  readonly keywords: string | null;
  readonly rating: number | null;
  readonly caption: string | null;
  readonly warning: string | null;
  /** It is known where it was taken. */
  readonly placed: boolean;
  /** It has at least one label. */
  readonly labelled: boolean;
}

/** A place of a photo. */
export interface PlaceRow {
  readonly photo: number;
  readonly file: number;
  readonly folder: number;
  readonly folderPath: Uint8Array;
  readonly path: Uint8Array;
}

export interface FolderRow {
  readonly id: number;
  readonly path: Uint8Array;
  readonly excluded: readonly Uint8Array[];
  readonly scannedAt: number | null;
  readonly unreachable: string | null;
  readonly missing: number;
  readonly photos: number;
  readonly waiting: number;
  readonly problems: number;
  readonly cloudOnly: number;
  readonly others: Readonly<Partial<Record<OtherKind, number>>>;
}

export interface ProblemFileRow {
  readonly file: number;
  readonly folderPath: Uint8Array;
  readonly path: Uint8Array;
  readonly kind: ProblemKind;
  readonly detail: string;
  readonly deaths: number;
}

const PROBLEM_FILES = `FROM files f JOIN folders d ON d.id = f.folder_id LEFT JOIN photos p ON p.id = f.photo_id
  WHERE f.problem_kind IS NOT NULL OR p.problem_kind IS NOT NULL`;
/** Photos that were looked at and still lie somewhere in a chosen folder. */
const VISIBLE = `p.problem_kind IS NULL AND EXISTS (SELECT 1 FROM files f JOIN folders d ON d.id = f.folder_id
  WHERE f.photo_id = p.id)`;

/** Reads a library; it cannot write. */
export class LibraryReader {
  readonly #db: Connection<'read'>;
  readonly #statements: Statements;

  constructor(path: string) {
    this.#db = openDatabase(path, 'read');
    this.#statements = new Statements(this.#db);
  }

  #sql(sql: string): Statement<unknown[]> {
    return this.#statements.of(sql);
  }

  /** Grows with every change of what a search could find. */
  revision(): number {
    return Number(this.#sql("SELECT value FROM meta WHERE key = 'revision'").pluck().get() ?? 0);
  }

  /** Changes whenever anything was written by anyone else. */
  dataVersion(): number {
    return this.#db.pragma('data_version', { simple: true }) as number;
  }

  setting(key: string): unknown {
    const value = this.#sql('SELECT value FROM settings WHERE key = ?').pluck().get(key) as
      | string
      | undefined;
    return value === undefined ? undefined : JSON.parse(value);
  }

  folders(): FolderRow[] {
    const rows = this.#sql(
      `SELECT d.id, d.path, s.scanned_at AS scannedAt, s.unreachable, coalesce(s.missing, 0) AS missing
       FROM folders d LEFT JOIN folder_states s ON s.folder_id = d.id ORDER BY d.id`,
    ).all() as Pick<FolderRow, 'id' | 'path' | 'scannedAt' | 'unreachable' | 'missing'>[];
    const counts = this.#sql(
      `SELECT f.folder_id AS folder, f.kind, f.cloud_only AS cloudOnly,
         CASE WHEN f.problem_kind IS NOT NULL OR p.problem_kind IS NOT NULL THEN 'problem'
              WHEN f.photo_id IS NULL THEN 'waiting' ELSE 'photo' END AS state, count(*) AS n
       FROM files f LEFT JOIN photos p ON p.id = f.photo_id GROUP BY 1, 2, 3, 4`,
    ).all() as { folder: number; kind: string; cloudOnly: number; state: string; n: number }[];
    const excluded = this.#sql('SELECT path FROM exclusions WHERE folder_id = ? ORDER BY path').pluck();
    return rows.map((row) => {
      const of = counts.filter((count) => count.folder === row.id);
      const sum = (keep: (count: (typeof of)[number]) => boolean): number =>
        of.filter(keep).reduce((total, { n }) => total + n, 0);
      const local = (state: string) =>
        sum((c) => c.kind === 'photo' && c.cloudOnly === 0 && c.state === state);
      const others: Partial<Record<OtherKind, number>> = {};
      for (const { kind, n } of of)
        if (kind !== 'photo') others[kind as OtherKind] = (others[kind as OtherKind] ?? 0) + n;
      return {
        ...row,
        excluded: excluded.all(row.id) as Uint8Array[],
        photos: local('photo'),
        waiting: local('waiting'),
        problems: local('problem'),
        cloudOnly: sum((c) => c.kind === 'photo' && c.cloudOnly === 1),
        others,
      };
    });
  }

  /** Every photo that can be found. */
  searchRows(): SearchRow[] {
    const labelled = new Set(this.#sql('SELECT DISTINCT photo_id FROM labels').pluck().all());
    const rows = this.#sql(
      `SELECT id, format, width, height, taken_at AS takenAt, camera, lens, keywords, rating, caption, warning,
         latitude IS NOT NULL AS placed FROM photos p WHERE ${VISIBLE} ORDER BY id`,
    ).all() as (Omit<SearchRow, 'placed' | 'labelled'> & { placed: number })[];
    return rows.map((row) => ({ ...row, placed: row.placed === 1, labelled: labelled.has(row.id) }));
  }

  /** Photos with a derived label: down to its possible cut. Scores 0 to 1. */
  *labelScores(label: string): Generator<{ readonly photo: number; readonly score: number }> {
    const rows = this.#sql(
      `SELECT photo_id AS photo, score / 32767.0 AS score FROM labels
       WHERE label_id = (SELECT id FROM label_keys WHERE label = ?)`,
    ).all(label) as { photo: number; score: number }[];
    yield* rows;
  }

  /** All raw answers, for what the derived labels do not hold. */
  *answers(): Generator<{ readonly photo: number; readonly answer: RawAnswer }> {
    const rows = this.#db
      .prepare('SELECT photo_id AS photo, classes, concepts, signature, phrase_norm AS norm FROM answers')
      .iterate() as IterableIterator<{
      photo: number;
      classes: Uint8Array;
      concepts: Uint8Array;
      signature: Uint8Array;
      norm: number;
    }>;
    for (const row of rows) yield { photo: row.photo, answer: answerFromBytes(row, row.norm) };
  }

  answer(photo: number): RawAnswer | null {
    const row = this.#sql(
      'SELECT classes, concepts, signature, phrase_norm AS norm FROM answers WHERE photo_id = ?',
    ).get(photo) as
      | { classes: Uint8Array; concepts: Uint8Array; signature: Uint8Array; norm: number }
      | undefined;
    return row === undefined ? null : answerFromBytes(row, row.norm);
  }

  photo(id: number): PhotoRow | null {
    const row = this.#sql(
      `SELECT id, hash, format, width, height, taken_at AS takenAt, taken_offset AS takenOffset,
         taken_from AS takenFrom, camera, lens, latitude, longitude, keywords, rating, caption, warning
       FROM photos p WHERE id = ? AND ${VISIBLE}`,
    ).get(id) as (Omit<PhotoRow, 'keywords'> & { keywords: string | null }) | undefined;
    if (row === undefined) return null;
    return { ...row, keywords: row.keywords === null ? [] : (JSON.parse(row.keywords) as string[]) };
  }

  /** The places of one photo, or of every photo. */
  places(photo: number | null = null): PlaceRow[] {
    return this.#sql(
      `SELECT f.photo_id AS photo, f.id AS file, f.folder_id AS folder, d.path AS folderPath, f.path
       FROM files f JOIN folders d ON d.id = f.folder_id
       WHERE f.photo_id IS NOT NULL AND (?1 IS NULL OR f.photo_id = ?1) ORDER BY f.id`,
    ).all({ 1: photo }) as PlaceRow[];
  }

  /** Directories of a folder that hold files, as bytes, without the folder itself. */
  directories(folder: number): Uint8Array[] {
    const paths = this.#sql('SELECT path FROM files WHERE folder_id = ?').pluck().all(folder) as Buffer[];
    const found = new Set<string>();
    for (const path of paths) {
      let end = path.lastIndexOf(0x2f);
      while (end > 0 && !found.has(path.toString('latin1', 0, end))) {
        found.add(path.toString('latin1', 0, end));
        end = path.lastIndexOf(0x2f, end - 1);
      }
    }
    return [...found].sort().map((key) => Buffer.from(key, 'latin1'));
  }

  problems(offset: number, limit: number): { total: number; rows: ProblemFileRow[] } {
    const total = this.#sql(`SELECT count(*) ${PROBLEM_FILES}`).pluck().get() as number;
    const rows = this.#sql(
      `SELECT f.id AS file, d.path AS folderPath, f.path, coalesce(f.problem_kind, p.problem_kind) AS kind,
         coalesce(f.problem_detail, p.problem_detail, '') AS detail, f.deaths
       ${PROBLEM_FILES} ORDER BY f.id LIMIT ? OFFSET ?`,
    ).all(limit, offset) as ProblemFileRow[];
    return { total, rows };
  }

  /** Every row of what the network saw and where, in an order of its content: two equal libraries print alike. */
  *dump(): Generator<string> {
    for (const sql of [
      `SELECT hex(path) AS path, size, mtime, kind, cloud_only, coalesce(f.problem_kind, p.problem_kind) AS problem,
         hex(p.hash) AS hash FROM files f LEFT JOIN photos p ON p.id = f.photo_id ORDER BY folder_id, path`,
      `SELECT hex(p.hash) AS hash, format, width, height, taken_at, taken_offset, taken_from, camera, lens, latitude,
         longitude, keywords, rating, caption, warning, problem_kind, hex(classes) AS classes, hex(concepts) AS concepts,
         hex(signature) AS signature, phrase_norm FROM photos p LEFT JOIN answers a ON a.photo_id = p.id ORDER BY p.hash`,
      `SELECT hex(p.hash) AS hash, label, score FROM labels l JOIN photos p ON p.id = l.photo_id
         JOIN label_keys k ON k.id = l.label_id ORDER BY p.hash, label`,
    ])
      for (const row of this.#db.prepare(sql).iterate()) yield JSON.stringify(row);
  }

  /** SQLite's own check; empty when all is well. */
  quickCheck(): string[] {
    const rows = this.#db.prepare('PRAGMA quick_check(10)').pluck().all() as string[];
    return rows.filter((row) => row !== 'ok');
  }

  close(): void {
    this.#db.close();
  }
}
