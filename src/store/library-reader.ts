import { ANALYSERS } from '../domain/analyser.ts';
import type { OtherKind } from '../domain/file.ts';
import { type PhotoEdits, photoEditsOf } from '../domain/photo-edit.ts';
import type { Prediction } from '../domain/prediction.ts';
import type { TextLine } from '../domain/text-line.ts';
import type { PhotoToAnalyse } from './analysis-writer.ts';
import { MOMENT_SOURCES } from './date-at-place.ts';
import type { EmbeddingPackRow } from './embedding-packs.ts';
import { FilesReader } from './files-reader.ts';
import { GIVEN_UP } from './given-up-films.ts';
import { IGNORED } from './ignored.ts';
import { deniedFaces, indexedFaces, type PhotoFaceBoxes } from './indexed-faces.ts';
import type {
  ChangePoint,
  DirectoryRow,
  FolderRow,
  IndexedFile,
  IndexedPhoto,
  PhotoRow,
} from './library-rows.ts';
import type { IndexedMetadata, MetadataRow } from './metadata-columns.ts';
import { SELECT_INDEXED_METADATA, SELECT_METADATA, type WithJson, withLists } from './metadata-sql.ts';
import { type Connection, openDatabase } from './open-database.ts';
import { PeopleReader } from './people-reader.ts';
import { type EditedRow, withEdits } from './photo-edits.ts';
import { embeddingFromBytes, type PredictionBytes, predictionFromBytes } from './prediction-bytes.ts';
import { PreparedQueries, type PreparedQuery } from './prepared-queries.ts';
import { selected } from './selected.ts';
import { CURRENT_ID } from './settle-photo.ts';
import { steadyLabelsOf } from './steady-labels.ts';
import { type TextLineRow, textLineFromBytes } from './text-line-bytes.ts';
import { unreadPhotos } from './unread-photos.ts';
import { UserDataReader } from './user-data-reader.ts';

/** Indexed photos with a file in a chosen folder. */
const VISIBLE = `p.problem_kind IS NULL AND EXISTS (SELECT 1 FROM files f JOIN directories g ON g.id = f.directory_id
  JOIN folders d ON d.id = g.folder_id WHERE f.photo_id = p.id)`;
/** Photos whose embeddings are read together, some 200 KB. */
const EMBEDDINGS_AT_ONCE = 1000;

/** What is listed for these rows beside their metadata. */
const PHOTO = selected<Omit<PhotoRow, keyof MetadataRow>>({
  id: 'p.id',
  hash: 'hash',
  format: 'format',
  width: 'width',
  height: 'height',
  warning: 'warning',
  frames: 'frames',
});
const INDEXED_PHOTO = selected<Omit<IndexedPhoto, keyof IndexedMetadata>>({
  id: 'p.id',
  format: 'format',
  width: 'width',
  height: 'height',
  takenFrom: 'taken_from',
  colour: 'colour',
  appearance: 'appearance',
  damaged: 'warning IS NOT NULL',
  labels: 'l.labels',
});
const DIRECTORY = selected<DirectoryRow>({
  id: 'g.id',
  folder: 'g.folder_id',
  folderPath: 'd.path',
  path: 'g.path',
});
const INDEXED_FILE = selected<IndexedFile>({
  photo: 'photo_id',
  directory: 'directory_id',
  name: 'name',
  missing: 'missing_since IS NOT NULL',
});

const NO_BYTES = new Uint8Array();

/** Photos of a JSON list of ids, or all if it is null. */
const among = (column: string, chosen: readonly number[] | null): string =>
  chosen === null ? '?1 IS NULL' : `${column} IN (SELECT value FROM json_each(?1))`;

/** Reads a library, without write access. */
export class LibraryReader {
  readonly #db: Connection<'read'>;
  readonly #queries: PreparedQueries;
  readonly people: PeopleReader;
  readonly userData: UserDataReader;
  readonly files: FilesReader;

  constructor(path: string) {
    this.#db = openDatabase(path, 'read');
    this.people = new PeopleReader(this.#db);
    this.userData = new UserDataReader(this.#db);
    this.files = new FilesReader(this.#db);
    this.#queries = new PreparedQueries(this.#db);
  }

  #sql(sql: string): PreparedQuery {
    return this.#queries.of(sql);
  }

  /** Increases with every change that can affect a search. */
  revision(): number {
    return Number(this.#sql("SELECT value FROM meta WHERE key = 'revision'").pluck().get() ?? 0);
  }

  /** Changes whenever another connection wrote anything. */
  dataVersion(): number {
    return this.#db.pragma('data_version', { simple: true }) as number;
  }

  setting(key: string): unknown {
    const value = this.#sql('SELECT value FROM settings WHERE key = ?').pluck().get(key) as
      | string
      | undefined;
    return value === undefined ? undefined : JSON.parse(value);
  }

  /** Labels whose corrections change only the photos that are corrected. */
  steadyLabels(): readonly string[] {
    return steadyLabelsOf(this.setting('steadyLabels'));
  }

  folders(): FolderRow[] {
    const rows = this.#sql(
      `SELECT d.id, d.path, s.scanned_at AS scannedAt, s.unreachable
       FROM folders d LEFT JOIN folder_states s ON s.folder_id = d.id ORDER BY d.id`,
    ).all() as Pick<FolderRow, 'id' | 'path' | 'scannedAt' | 'unreachable'>[];
    const counts = this.#sql(
      `SELECT g.folder_id AS folder, f.kind, f.cloud_only AS cloudOnly,
         CASE WHEN f.missing_since IS NOT NULL THEN 'missing'
              WHEN f.problem_kind IS NOT NULL OR p.problem_kind IS NOT NULL
                THEN CASE WHEN ${IGNORED} THEN 'ignored' ELSE 'problem' END
              WHEN f.photo_id IS NULL THEN 'waiting' WHEN f.waits = 1 THEN 'listed' ELSE 'photo' END AS state, count(*) AS n
       FROM files f JOIN directories g ON g.id = f.directory_id LEFT JOIN photos p ON p.id = f.photo_id
       GROUP BY 1, 2, 3, 4`,
    ).all() as { folder: number; kind: string; cloudOnly: number; state: string; n: number }[];
    const missing = this.#sql(
      `SELECT e.since, count(f.id) AS files, e.many, a.forget IS NOT NULL AS expected FROM missing_events e
         LEFT JOIN missing_answers a ON a.folder_id = e.folder_id AND a.since = e.since
         JOIN directories g ON g.folder_id = e.folder_id JOIN files f ON f.directory_id = g.id AND f.missing_since = e.since
       WHERE e.folder_id = ? AND a.forget IS NOT 1 GROUP BY e.since ORDER BY e.since`,
    );
    const excluded = this.#sql('SELECT path FROM exclusions WHERE folder_id = ? ORDER BY path').pluck();
    const silent = this.#sql(
      "SELECT path FROM silent_directories WHERE folder_id = ? AND path <> x'' ORDER BY path",
    ).pluck();
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
        silent: silent.all(row.id) as Uint8Array[],
        missing: (
          missing.all(row.id) as { since: number; files: number; many: number; expected: number }[]
        ).map(({ since, files, many, expected }) => ({
          since,
          files,
          isMany: many === 1,
          isExpected: expected === 1,
        })),
        photos: local('photo'),
        waiting: local('waiting') + local('listed'),
        listed: local('listed'),
        problems: local('problem'),
        cloudOnly: sum((c) => c.kind === 'photo' && c.cloudOnly === 1),
        others,
      };
    });
  }

  /**
   * Photos that changed since a point in the log of changes; null if all photos have to be read again.
   * @param point result of the last call; null at first
   */
  changesAfter(point: ChangePoint | null): { readonly point: ChangePoint; readonly photos: number[] | null } {
    const row = this.#sql(
      `SELECT coalesce(min(seq), 0) AS first, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0) AS last,
         coalesce((SELECT value FROM meta WHERE key = 'labels'), '') AS labels,
         (SELECT coalesce(group_concat(id), '') FROM folders) AS folders
       FROM changes`,
    ).get() as { first: number; last: number; labels: string; folders: string };
    const now = { seq: row.last, state: `${row.labels} ${row.folders}` };
    // The log begins after the point: the changes in between are unknown.
    const lost = row.last > (point?.seq ?? 0) && (row.first === 0 || row.first > (point?.seq ?? 0) + 1);
    if (point === null || point.state !== now.state || lost) return { point: now, photos: null };
    const photos = this.#sql('SELECT DISTINCT photo_id FROM changes WHERE seq > ?').pluck().all(point.seq);
    return { point: now, photos: photos as number[] };
  }

  /** Indexed photos without a problem, as the user edited them, by rising id; the chosen ones, or all for null. */
  *indexedPhotos(chosen: readonly number[] | null): Generator<EditedRow<IndexedPhoto>> {
    const edits = this.#photoEdits();
    const moments = this.#momentsWithPlace();
    const photos = this.#db
      .prepare(
        `SELECT ${SELECT_INDEXED_METADATA}, ${INDEXED_PHOTO}
         FROM photos p LEFT JOIN labels l ON l.photo_id = p.id
         WHERE p.problem_kind IS NULL AND p.merged_into IS NULL AND ${among('p.id', chosen)} ORDER BY p.id`,
      )
      .iterate({ 1: chosen === null ? null : JSON.stringify(chosen) }) as IterableIterator<IndexedPhoto>;
    for (const photo of photos) {
      yield withEdits({ ...photo, ...moments.get(photo.id) }, edits.get(photo.id));
    }
  }

  /** The edits of all photos that are in the library and have any. */
  #photoEdits(): Map<number, PhotoEdits> {
    const rows = this.#sql(
      'SELECT p.id, field, value FROM photo_edits e JOIN photos p ON p.hash = e.hash',
    ).all() as { id: number; field: string; value: string }[];
    return new Map([...Map.groupBy(rows, ({ id }) => id)].map(([id, of]) => [id, photoEditsOf(of)]));
  }

  /** What the dates are of that follow a place which the user gave. */
  #momentsWithPlace(): Map<number, Pick<PhotoRow, 'takenFrom' | 'takenOffset'>> {
    const rows = this.#sql(
      `SELECT p.id, taken_from AS takenFrom, taken_offset AS takenOffset
       FROM photo_edits e JOIN photos p ON p.hash = e.hash
       WHERE field = 'place' AND taken_from IN (${MOMENT_SOURCES.map((source) => `'${source}'`).join()})`,
    ).all() as ({ id: number } & Pick<PhotoRow, 'takenFrom' | 'takenOffset'>)[];
    return new Map(rows.map(({ id, ...moment }) => [id, moment]));
  }

  /** The edits of a photo by its content. */
  editsOf(hash: Uint8Array): PhotoEdits {
    const rows = this.#sql('SELECT field, value FROM photo_edits WHERE hash = ?').all(hash);
    return photoEditsOf(rows as { field: string; value: string }[]);
  }

  /** Files of photos in folders that are still chosen, in no order; those of the chosen photos, or all for null. */
  indexedFiles(chosen: readonly number[] | null): IterableIterator<IndexedFile> {
    return this.#db
      .prepare(
        `SELECT ${INDEXED_FILE}
         FROM files
         WHERE photo_id IS NOT NULL AND ${among('photo_id', chosen)}
           -- The plus: in the order of the rows, not that of the directories.
           AND +directory_id IN (SELECT id FROM directories WHERE folder_id IN (SELECT id FROM folders))`,
      )
      .iterate({ 1: chosen === null ? null : JSON.stringify(chosen) }) as IterableIterator<IndexedFile>;
  }

  /** Lines of text in photos, in order, photo by photo; those of the chosen photos, or all for null. */
  indexedText(
    chosen: readonly number[] | null,
  ): IterableIterator<{ readonly photo: number; readonly text: string }> {
    return this.#db
      .prepare(
        `SELECT photo_id AS photo, text FROM text_lines WHERE ${among('photo_id', chosen)} ORDER BY photo_id, line`,
      )
      .iterate({ 1: chosen === null ? null : JSON.stringify(chosen) }) as IterableIterator<{
      photo: number;
      text: string;
    }>;
  }

  /** Where faces are in the chosen photos, or in all for null; photos of which nothing is known are left out. */
  indexedFaces(chosen: readonly number[] | null): Generator<PhotoFaceBoxes> {
    return indexedFaces(this.#db, chosen);
  }

  /** What the user stated is no face: the boxes as one text, by photo. */
  deniedFaces(): Map<number, string> {
    return deniedFaces(this.#db);
  }

  /** The lines of text in a photo, in reading order. */
  textLines(photo: number): TextLine[] {
    const rows = this.#sql('SELECT text, confidence, box FROM text_lines WHERE photo_id = ? ORDER BY line');
    return (rows.all(photo) as TextLineRow[]).map(textLineFromBytes);
  }

  /** Of some photos those whose text was not read, with what else is known of them. */
  unreadPhotos(photos: readonly number[]): PhotoToAnalyse[] {
    return unreadPhotos(this.#db, photos, ANALYSERS.text.version);
  }

  /** Number of photos, listed ones included. */
  photoCount(): number {
    return this.#sql('SELECT count(*) FROM photos').pluck().get() as number;
  }

  directoryRows(): DirectoryRow[] {
    return this.#sql(
      `SELECT ${DIRECTORY}
       FROM directories g JOIN folders d ON d.id = g.folder_id`,
    ).all() as DirectoryRow[];
  }

  /** The keys of the labels by their number in a photo's labels. */
  labelKeys(): Map<number, string> {
    const rows = this.#sql('SELECT id, label FROM label_keys').raw().all() as [number, string][];
    return new Map(rows);
  }

  /** Names of cameras and lenses by their row. */
  equipment(): Map<number, string> {
    const rows = this.#sql('SELECT id, name FROM equipment').raw().all() as [number, string][];
    return new Map(rows);
  }

  /**
   * Embeddings of those photos that have one, in no order. They are read a page at a time, as one row: a row for each
   * takes three times as long, and all of a million photos would fill the memory.
   */
  *embeddings(
    which: 'signature' | 'phrase',
    photos: readonly number[],
  ): Generator<{ readonly photo: number; readonly embedding: Int8Array }> {
    // Joined as text and taken as bytes again, which SQLite does without looking at them.
    const page = this.#sql(
      `SELECT json_group_array(json_array(photo_id, length(bytes))), CAST(group_concat(bytes, '') AS BLOB)
       FROM (SELECT photo_id, ${which} AS bytes FROM answers
             WHERE photo_id IN (SELECT value FROM json_each(?)) AND ${which} IS NOT NULL)`,
    ).raw();
    for (let from = 0; from < photos.length; from += EMBEDDINGS_AT_ONCE) {
      const chosen = JSON.stringify(photos.slice(from, from + EMBEDDINGS_AT_ONCE));
      const [rows, bytes] = page.get(chosen) as [string, Uint8Array | null];
      let end = 0;
      for (const [photo, length] of JSON.parse(rows) as [number, number][]) {
        end += length;
        yield { photo, embedding: embeddingFromBytes((bytes ?? NO_BYTES).subarray(end - length, end)) };
      }
    }
  }

  /** The added packs that photos were embedded by. */
  embeddingPacks(): EmbeddingPackRow[] {
    const rows = this.#sql(
      'SELECT number, name, content, size, whole, failed, sureness FROM embedding_packs ORDER BY number',
    ).all() as (Omit<EmbeddingPackRow, 'isWhole' | 'isFailed'> & {
      readonly whole: number;
      readonly failed: number;
    })[];
    return rows.map(({ whole, failed, ...row }) => ({
      ...row,
      isWhole: whole === 1,
      isFailed: failed === 1,
    }));
  }

  /** The texts that the scores of a pack were fitted with, and their embeddings, as they were saved. */
  packNames(number: number): Uint8Array | null {
    const names = this.#sql('SELECT names FROM embedding_packs WHERE number = ?').pluck().get(number);
    return (names as Uint8Array | null | undefined) ?? null;
  }

  /** Embeddings by an added pack, those of photos that have one. */
  *packEmbeddings(
    pack: number,
    photos: readonly number[],
  ): Generator<{ readonly photo: number; readonly embedding: Int8Array }> {
    const rows = this.#db
      .prepare(
        'SELECT photo_id, embedding FROM pack_embeddings WHERE pack = ? AND photo_id IN (SELECT value FROM json_each(?))',
      )
      .raw()
      .iterate(pack, JSON.stringify(photos)) as IterableIterator<[number, Uint8Array]>;
    for (const [photo, bytes] of rows) yield { photo, embedding: embeddingFromBytes(bytes) };
  }

  /** Runs `work` on a snapshot of the library. */
  snapshot<T>(work: () => T): T {
    return this.#db.transaction(work)();
  }

  /** Perceptual hashes of all photos that have one, by photo. */
  perceptualHashes(): Map<number, Uint8Array> {
    const rows = this.#db
      .prepare('SELECT id, perceptual_hash FROM photos WHERE perceptual_hash IS NOT NULL')
      .raw()
      .iterate() as IterableIterator<[number, Uint8Array]>;
    return new Map(rows);
  }

  /** Changes with every change of user data. */
  userDataRevision(): number {
    return Number(this.setting('said') ?? 0);
  }

  /** The same as long as nothing changed that searches, faces and people depend on. */
  contentState(): string {
    const { seq, state } = this.changesAfter(null).point;
    return `${this.userDataRevision()} ${seq} ${state} ${this.revision()}`;
  }

  /** All predictions, for scores that the stored labels do not contain. */
  *predictions(): Generator<{ readonly photo: number; readonly prediction: Prediction }> {
    const rows = this.#db
      .prepare('SELECT photo_id AS photo, signature, scores, phrase FROM answers')
      .iterate() as IterableIterator<PredictionBytes & { readonly photo: number }>;
    for (const row of rows) yield { photo: row.photo, prediction: predictionFromBytes(row) };
  }

  prediction(photo: number): Prediction | null {
    const row = this.#sql('SELECT signature, scores, phrase FROM answers WHERE photo_id = ?').get(photo);
    return row === undefined ? null : predictionFromBytes(row as PredictionBytes);
  }

  /** The photo with this content; null if there is none. */
  photoWithHash(hash: Uint8Array): number | null {
    return (
      (this.#sql('SELECT id FROM photos WHERE hash = ?').pluck().get(hash) as number | undefined) ?? null
    );
  }

  /** Whether a photo is known, shown or not: one that was listed until its file turned out to be damaged is, for a while. */
  isKnown(id: number): boolean {
    return this.#sql('SELECT 1 FROM photos WHERE id = ?').get(id) !== undefined;
  }

  /** As the user edited it. @param id of the photo, or of a listed one that turned out to be it */
  photo(id: number): EditedRow<PhotoRow> | null {
    const row = this.#sql(
      `SELECT ${SELECT_METADATA}, ${PHOTO}
       FROM photos p WHERE p.id = ${CURRENT_ID} AND ${VISIBLE}`,
    ).get({ 1: id }) as WithJson<PhotoRow> | undefined;
    return row === undefined ? null : withEdits(withLists(row), this.editsOf(row.hash));
  }

  /**
   * Films in chosen folders whose frames were not seen: those that wait for a decoder, and those that one gave up.
   * @param version of this program
   */
  filmCounts(version: string): { readonly waiting: number; readonly unreadable: number } {
    return this.#sql(
      `SELECT count(*) - coalesce(sum(given_up), 0) AS waiting, coalesce(sum(given_up), 0) AS unreadable
       FROM (SELECT EXISTS (SELECT 1 FROM film_decodings d WHERE d.photo_id = p.id AND ${GIVEN_UP}) AS given_up
             FROM photos p INDEXED BY films_unseen
             WHERE p.frames = 0 AND ${VISIBLE} AND EXISTS (SELECT 1 FROM files f WHERE f.photo_id = p.id AND f.waits = 0
               AND f.cloud_only = 0 AND f.missing_since IS NULL))`,
    ).get(version) as { waiting: number; unreadable: number };
  }

  /** Whether a decoder gave up a film whose frames were not seen. @param version of this program */
  isFilmGivenUp(photo: number, version: string): boolean {
    return (
      this.#sql(`SELECT 1 FROM film_decodings d WHERE d.photo_id = ? AND ${GIVEN_UP}`).get(photo, version) !==
      undefined
    );
  }

  /** Result of SQLite's integrity check; empty if there is no damage. */
  quickCheck(): string[] {
    const rows = this.#db.prepare('PRAGMA quick_check(10)').pluck().all() as string[];
    return rows.filter((row) => row !== 'ok');
  }

  close(): void {
    this.#db.close();
  }
}
