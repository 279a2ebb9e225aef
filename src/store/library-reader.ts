import { ANALYSERS } from '../domain/analyser.ts';
import type { OtherKind } from '../domain/file.ts';
import { MEMORY_EXCLUSION_KINDS, type MemoryExclusion } from '../domain/memory.ts';
import { type PhotoEdits, photoEditsOf } from '../domain/photo-edit.ts';
import type { Prediction } from '../domain/prediction.ts';
import type { TextLine } from '../domain/text-line.ts';
import { albumOrder, type CustomLabel, type SavedSearch } from '../domain/user-data.ts';
import type { PhotoToAnalyse } from './analysis-writer.ts';
import { MOMENT_SOURCES } from './date-at-place.ts';
import type { EmbeddingPackRow } from './embedding-packs.ts';
import { GIVEN_UP } from './given-up-films.ts';
import { IGNORED } from './ignored.ts';
import { type AlbumRow, type ImportedAlbum, withImported } from './imported-albums.ts';
import { deniedFaces, indexedFaces, type PhotoFaceBoxes } from './indexed-faces.ts';
import { eachLabel } from './label-bytes.ts';
import type {
  ChangePoint,
  CorrectionRow,
  DirectoryRow,
  FilePlaceRow,
  FolderRow,
  IndexedFile,
  IndexedPhoto,
  MissingPhotos,
  PhotoRow,
  ProblemFileRow,
  ScannedFileRow,
} from './library-rows.ts';
import { SELECT_INDEXED_METADATA, SELECT_METADATA, type WithJson, withLists } from './metadata-sql.ts';
import { type Connection, openDatabase } from './open-database.ts';
import { PeopleReader } from './people-reader.ts';
import { type EditedRow, withEdits } from './photo-edits.ts';
import { embeddingFromBytes, type PredictionBytes, predictionFromBytes } from './prediction-bytes.ts';
import { PreparedQueries, type PreparedQuery } from './prepared-queries.ts';
import { CURRENT_ID, LISTED } from './settle-photo.ts';
import { steadyLabelsOf } from './steady-labels.ts';
import { type TextLineRow, textLineFromBytes } from './text-line-bytes.ts';
import { unreadPhotos } from './unread-photos.ts';

const PROBLEM_FILES = `FROM file_paths f JOIN folders d ON d.id = f.folder_id LEFT JOIN photos p ON p.id = f.photo_id
  WHERE (f.problem_kind IS NOT NULL OR p.problem_kind IS NOT NULL)`;
/** Indexed photos with a file in a chosen folder. */
const VISIBLE = `p.problem_kind IS NULL AND EXISTS (SELECT 1 FROM files f JOIN directories g ON g.id = f.directory_id
  JOIN folders d ON d.id = g.folder_id WHERE f.photo_id = p.id)`;
/** Photos whose embeddings are read together, some 200 KB. */
const EMBEDDINGS_AT_ONCE = 1000;
const NO_BYTES = new Uint8Array();

/** Photos of a JSON list of ids, or all if it is null. */
const among = (column: string, chosen: readonly number[] | null): string =>
  chosen === null ? '?1 IS NULL' : `${column} IN (SELECT value FROM json_each(?1))`;

/** Reads a library, without write access. */
export class LibraryReader {
  readonly #db: Connection<'read'>;
  readonly #queries: PreparedQueries;
  readonly people: PeopleReader;

  constructor(path: string) {
    this.#db = openDatabase(path, 'read');
    this.people = new PeopleReader(this.#db);
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
        `SELECT p.id, format, width, height, ${SELECT_INDEXED_METADATA},
           taken_from AS takenFrom, colour, appearance, warning IS NOT NULL AS damaged, l.labels
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
        `SELECT photo_id AS photo, directory_id AS directory, name,
           missing_since IS NOT NULL AS missing
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
      `SELECT g.id, g.folder_id AS folder, d.path AS folderPath, g.path
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

  /** Photos without a problem of which more than one file is there, in a folder that is still chosen. */
  photosInSeveralFiles(): number[] {
    const photos = this.#sql(
      `SELECT p.id FROM file_paths f JOIN photos p ON p.id = f.photo_id JOIN folders d ON d.id = f.folder_id
       WHERE f.missing_since IS NULL AND f.waits = 0 AND p.problem_kind IS NULL AND p.merged_into IS NULL
       GROUP BY p.id HAVING count(*) > 1 ORDER BY p.id`,
    );
    return photos.pluck().all() as number[];
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

  corrections(): CorrectionRow[] {
    const rows = this.#sql(
      'SELECT p.id AS photo, label, says AS applies FROM corrections c JOIN photos p ON p.hash = c.hash ORDER BY c.at',
    ).all() as { photo: number; label: string; applies: number }[];
    return rows.map((row) => ({ ...row, applies: row.applies === 1 }));
  }

  customLabels(): CustomLabel[] {
    return this.#sql(
      "SELECT 'own:' || id AS key, name, at FROM own_labels ORDER BY id",
    ).all() as CustomLabel[];
  }

  /** What the user does not want to see among memories, the last first. */
  memoryExclusions(): MemoryExclusion[] {
    const rows = this.#sql(
      'SELECT kind, value, at FROM memory_exclusions ORDER BY at DESC, kind, value',
    ).all();
    return (rows as MemoryExclusion[]).filter(({ kind }) => MEMORY_EXCLUSION_KINDS.includes(kind));
  }

  /** Photos that are in the library and favourites: by the user, or by another program and not taken back. */
  favourites(): number[] {
    return this.#sql(
      // CROSS: SQLite keeps the order of the tables, where it would look at every photo.
      `SELECT p.id FROM favourites f CROSS JOIN photos p ON p.hash = f.hash
       UNION SELECT p.id FROM imported_favourites i CROSS JOIN photos p ON p.id = i.photo_id
         WHERE NOT EXISTS (SELECT 1 FROM declined_imports x WHERE x.hash = p.hash AND x.what = 'favourite')`,
    )
      .pluck()
      .all() as number[];
  }

  albums(): AlbumRow[] {
    const rows = this.#sql(
      `SELECT id, name, search, at, sort AS "order", (SELECT id FROM photos WHERE hash = cover_hash) AS cover
       FROM albums ORDER BY name_key`,
    ).all() as (Pick<AlbumRow, 'id' | 'name' | 'search' | 'at' | 'cover'> & { readonly order: unknown })[];
    const photos = this.#sql(
      `SELECT p.id FROM album_photos a JOIN photos p ON p.hash = a.hash WHERE album_id = ?
       ORDER BY position, a.hash`,
    ).pluck();
    const byUser = rows.map((row) => ({
      ...row,
      order: albumOrder(row.order),
      importedId: null,
      photos: photos.all(row.id) as number[],
    }));
    return withImported(byUser, this.#importedAlbums());
  }

  /** When the user last changed each album, or what is in it, ms since 1970, by its id. */
  albumTimes(): Map<number, number> {
    const rows = this.#sql(
      `SELECT id, max(at, coalesce((SELECT at FROM stamps WHERE subject = 'albums ' || json_array(uid)), 0),
         coalesce((SELECT max(at) FROM stamps WHERE subject >= 'album_photos ["' || uid || '"' AND
           subject < 'album_photos ["' || uid || '#'), 0)) AS at FROM albums`,
    ).all() as { id: number; at: number }[];
    return new Map(rows.map(({ id, at }) => [id, at]));
  }

  /** Albums that other programs name, without what the user took back. */
  #importedAlbums(): ImportedAlbum[] {
    const rows = this.#sql('SELECT id, name, name_key AS key FROM imported_albums ORDER BY name_key').all();
    const photos = this.#sql(
      `SELECT p.id FROM imported_album_photos i JOIN photos p ON p.id = i.photo_id
       WHERE i.album_id = ?1 AND NOT EXISTS
         (SELECT 1 FROM declined_imports x WHERE x.hash IN (p.hash, x'') AND x.what = 'album:' || ?2)
       ORDER BY p.taken_at, p.id`,
    ).pluck();
    return (rows as Omit<ImportedAlbum, 'photos'>[])
      .map((row) => ({ ...row, photos: photos.all({ 1: row.id, 2: row.key }) as number[] }))
      .filter((album) => album.photos.length > 0);
  }

  /** Newest first. */
  savedSearches(): SavedSearch[] {
    return this.#sql('SELECT text, at FROM saved_searches ORDER BY at DESC').all() as SavedSearch[];
  }

  /** Newest first. */
  recentSearches(): string[] {
    return this.#sql('SELECT text FROM recent_searches ORDER BY at DESC').pluck().all() as string[];
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
      `SELECT p.id, hash, format, width, height, ${SELECT_METADATA}, warning, frames
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

  /** The places of one photo, or of every photo. */
  places(photo: number | null = null): FilePlaceRow[] {
    // Two statements: with one for both, SQLite looks at every file for one photo.
    const wanted = photo === null ? 'f.photo_id IS NOT NULL' : `f.photo_id = ${CURRENT_ID}`;
    const sql = this.#sql(
      `SELECT f.photo_id AS photo, f.id AS file, f.folder_id AS folder, d.path AS folderPath, f.path
       FROM file_paths f JOIN folders d ON d.id = f.folder_id WHERE ${wanted} ORDER BY f.id`,
    );
    return (photo === null ? sql.all() : sql.all({ 1: photo })) as FilePlaceRow[];
  }

  /** The files of photos, as they were scanned, by rising id. */
  filesOf(photos: readonly number[]): ScannedFileRow[] {
    const rows = this.#sql(
      `SELECT f.id AS file, f.photo_id AS photo, f.folder_id AS folder, d.path AS folderPath, f.directory, f.name, f.path,
         f.size, f.mtime, f.kind, f.cloud_only AS cloudOnly, f.waits, f.missing_since IS NOT NULL AS missing
       FROM file_paths f JOIN folders d ON d.id = f.folder_id
       WHERE f.photo_id IN (SELECT value FROM json_each(?)) ORDER BY f.id`,
    );
    return rows.all(JSON.stringify(photos)) as ScannedFileRow[];
  }

  /** Names of the photos, and of the companions, that lie directly in a directory. */
  namesIn(folder: number, directory: Uint8Array): { photos: Uint8Array[]; companions: Uint8Array[] } {
    const photos = this.#sql('SELECT name FROM file_paths WHERE folder_id = ? AND directory = ?').pluck();
    const companions = this.#sql(
      'SELECT name FROM companion_files WHERE folder_id = ? AND directory = ?',
    ).pluck();
    return {
      photos: photos.all(folder, directory) as Uint8Array[],
      companions: companions.all(folder, directory) as Uint8Array[],
    };
  }

  /** Directories of a folder that hold files, and those above them, as bytes, without the folder itself. */
  directories(folder: number): Uint8Array[] {
    const paths = this.#sql('SELECT path FROM directories WHERE folder_id = ?')
      .pluck()
      .all(folder) as Buffer[];
    const found = new Set<string>();
    for (const path of paths) {
      let end = path.length;
      while (end > 0 && !found.has(path.toString('latin1', 0, end))) {
        found.add(path.toString('latin1', 0, end));
        end = path.lastIndexOf(0x2f, end - 1);
      }
    }
    return [...found].sort().map((key) => Buffer.from(key, 'latin1'));
  }

  /**
   * Since when a photo has no file, ms since 1970: none of its files was found by the last scan. Null if it has one;
   * in a folder that cannot be reached it counts as there.
   */
  missingSince(photo: number): number | null {
    const since = this.#sql(
      `SELECT CASE WHEN count(*) = count(missing_since) THEN max(missing_since) END
       FROM files f JOIN directories g ON g.id = f.directory_id JOIN folders d ON d.id = g.folder_id
       WHERE f.photo_id = ?`,
    );
    return since.pluck().get(photo) as number | null;
  }

  /** Counts photos that are missing by the event at which their last file went, each once. */
  missingPhotos(photos: readonly number[]): MissingPhotos[] {
    // The row of the greatest time is that of the other columns.
    const last = `SELECT g.folder_id AS folder, max(f.missing_since) AS since
      FROM files f JOIN directories g ON g.id = f.directory_id
      WHERE f.photo_id IN (SELECT value FROM json_each(?)) AND g.folder_id IN (SELECT id FROM folders) GROUP BY f.photo_id`;
    return this.#sql(
      `SELECT folder, since, count(*) AS photos FROM (${last}) GROUP BY 1, 2 ORDER BY 1, 2`,
    ).all(JSON.stringify(photos)) as MissingPhotos[];
  }

  /** Number of files that could not be read, without those that the user ignores. */
  problemCount(): number {
    return this.#problemCount(false);
  }

  #problemCount(ignored: boolean): number {
    const counted = this.#sql(`SELECT count(*) ${PROBLEM_FILES} AND ${IGNORED} = ?`);
    return counted.pluck().get(Number(ignored)) as number;
  }

  /**
   * Files with a problem.
   * @param ignored true for those that the user ignores, false for the others
   */
  problems(
    offset: number,
    limit: number,
    ignored = false,
  ): { total: number; ignored: number; rows: ProblemFileRow[] } {
    const count = (wanted: boolean): number => this.#problemCount(wanted);
    const rows = this.#sql(
      `SELECT f.id AS file, d.path AS folderPath, f.path, coalesce(f.problem_kind, p.problem_kind) AS kind,
         coalesce(f.problem_detail, p.problem_detail, '') AS detail, f.deaths AS crashes
       ${PROBLEM_FILES} AND ${IGNORED} = ? ORDER BY f.id LIMIT ? OFFSET ?`,
    ).all(Number(ignored), limit, offset) as ProblemFileRow[];
    return { total: count(ignored), ignored: count(true), rows };
  }

  /** Folder and path of a file; null if there is no file with this id. */
  filePlace(file: number): Pick<FilePlaceRow, 'folderPath' | 'path'> | null {
    const row = this.#sql(
      `SELECT d.path AS folderPath, f.path FROM file_paths f JOIN folders d ON d.id = f.folder_id WHERE f.id = ?`,
    ).get(file) as Pick<FilePlaceRow, 'folderPath' | 'path'> | undefined;
    return row ?? null;
  }

  /** Every row of the index, ordered by content, so that equal libraries print the same. */
  *dump(): Generator<string> {
    for (const sql of [
      `SELECT hex(path) AS path, size, mtime, kind, cloud_only, coalesce(f.problem_kind, p.problem_kind) AS problem,
         CASE WHEN f.waits = 0 THEN hex(p.hash) END AS hash
       FROM file_paths f LEFT JOIN photos p ON p.id = f.photo_id ORDER BY folder_id, path`,
      `SELECT hex(p.hash) AS hash, format, width, height, ${SELECT_METADATA}, warning, problem_kind,
         hex(perceptual_hash) AS perceptual, colour, hex(appearance) AS appearance, hex(signature) AS signature, hex(scores) AS scores,
         hex(phrase) AS phrase
       FROM photos p LEFT JOIN answers a ON a.photo_id = p.id WHERE NOT ${LISTED} ORDER BY p.hash`,
    ])
      for (const row of this.#db.prepare(sql).iterate()) yield JSON.stringify(row);
    const keys = this.labelKeys();
    const rows = this.#db.prepare(
      'SELECT hex(p.hash) AS hash, labels FROM labels l JOIN photos p ON p.id = l.photo_id ORDER BY p.hash',
    );
    for (const { hash, labels } of rows.iterate() as IterableIterator<{ hash: string; labels: Uint8Array }>) {
      const shown: string[] = [];
      eachLabel(labels, (id, score) => shown.push(`${keys.get(id)} ${score}`));
      yield JSON.stringify({ hash, labels: shown.sort() });
    }
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
