import type { Statement } from 'better-sqlite3';
import type { FoundFile, KnownFile } from '../domain/file.ts';
import type { ScoredLabel } from '../domain/label.ts';
import type { DecodedPhoto } from '../domain/photo.ts';
import type { Prediction } from '../domain/prediction.ts';
import type { Problem } from '../domain/problem.ts';
import { IGNORED } from './ignored.ts';
import { labelsToBytes } from './label-bytes.ts';
import { type Connection, openDatabase, storeError } from './open-database.ts';
import { type PredictionBytes, predictionFromBytes, predictionToBytes } from './prediction-bytes.ts';
import { Statements } from './statements.ts';

/** A folder as the person chose it. */
export interface ChosenFolder {
  readonly id: number;
  /** Absolute, as bytes. */
  readonly path: Uint8Array;
  readonly excluded: readonly Uint8Array[];
}

/** A file that waits to be looked at. */
export interface WaitingFile {
  readonly id: number;
  readonly folderId: number;
  readonly folder: Uint8Array;
  readonly path: Uint8Array;
  readonly size: number;
  readonly mtime: number;
}

/** What became of one file. */
export type Outcome =
  | { readonly file: number; readonly kind: 'known'; readonly photo: number }
  | {
      readonly file: number;
      readonly kind: 'problem';
      readonly problem: Problem;
      readonly hash: Uint8Array | null;
    }
  | {
      readonly file: number;
      readonly kind: 'photo';
      readonly hash: Uint8Array;
      readonly decoded: DecodedPhoto;
      readonly prediction: Prediction;
      readonly labels: readonly ScoredLabel[];
    };

/** A photo of an older form of the library; what it lacks is null. */
export interface PhotoToFill {
  readonly photo: number;
  readonly hash: Uint8Array;
  readonly perceptualHash: Uint8Array | null;
  readonly appearance: Uint8Array | null;
}

/** The same photo with what it lacked. */
export type FilledPhoto = { readonly photo: number } & Pick<DecodedPhoto, 'perceptualHash' | 'appearance'>;

/** A photo that a network of another generation recognised. */
export interface OutdatedPhoto {
  readonly id: number;
  readonly hash: Uint8Array;
  /** Its files that may be read, those that the indexer crashed on too often left out. */
  readonly files: readonly OutdatedFile[];
}
interface OutdatedFile {
  readonly id: number;
  readonly folder: Uint8Array;
  readonly path: Uint8Array;
}

/** A photo that was recognised again. */
export interface RecognisedPhoto {
  readonly photo: number;
  readonly prediction: Prediction;
  readonly labels: readonly ScoredLabel[];
}

/** A file on which the indexer died this often is left alone. */
export const DEATHS_UNTIL_QUARANTINE = 2;

/** What changed is remembered this far back; who is further behind reads everything anew. */
const CHANGES_KEPT = 50_000;
/** Tables of names, and the column that holds them. */
const NAME_COLUMN = { label_keys: 'label', equipment: 'name', models: 'name' } as const;
const WAITING = "kind = 'photo' AND cloud_only = 0 AND photo_id IS NULL AND problem_kind IS NULL";

/** The answer as it will be read back, so that the first derivation is the same as every later one. */
export function asStored(prediction: Prediction): Prediction {
  return predictionFromBytes(predictionToBytes(prediction));
}

/**
 * Writes what the machine saw: files, photos, raw answers, derived labels. One for each library, in the
 * indexer. It reads the person's tables and never writes them.
 */
export class IndexWriter {
  readonly #db: Connection<'machine'>;
  readonly #statements: Statements;
  readonly #rows = new Map<string, number>();

  constructor(path: string) {
    this.#db = openDatabase(path, 'machine');
    this.#statements = new Statements(this.#db);
  }

  #sql(sql: string): Statement<unknown[]> {
    return this.#statements.of(sql);
  }

  /** One transaction: all of it or nothing. */
  #write<T>(work: () => T): T {
    try {
      return this.#db.transaction(work).immediate();
    } catch (error) {
      // Some of these rows may have been rolled back.
      this.#rows.clear();
      throw storeError(error);
    }
  }

  folders(): ChosenFolder[] {
    const excluded = this.#sql('SELECT path FROM exclusions WHERE folder_id = ?').pluck();
    const rows = this.#sql('SELECT id, path FROM folders ORDER BY id').all() as {
      id: number;
      path: Uint8Array;
    }[];
    return rows.map(({ id, path }) => ({ id, path, excluded: excluded.all(id) as Uint8Array[] }));
  }

  /** Forgets the files of folders that the person removed, and of subfolders that the person excluded. */
  dropUnwantedFiles(): number {
    return this.#write(() => {
      // A directory is unwanted with its folder, or when it is, or lies under, an excluded one.
      const unwanted = `SELECT d.id FROM directories d WHERE d.folder_id NOT IN (SELECT id FROM folders)
        OR EXISTS (SELECT 1 FROM exclusions e WHERE e.folder_id = d.folder_id AND (d.path = e.path
          OR substr(d.path, 1, length(e.path) + 1) = CAST(e.path || x'2f' AS BLOB)))`;
      const dropped = this.#sql(`DELETE FROM files WHERE directory_id IN (${unwanted})`).run().changes;
      this.#sql('DELETE FROM directories WHERE id NOT IN (SELECT directory_id FROM files)').run();
      this.#sql('DELETE FROM folder_states WHERE folder_id NOT IN (SELECT id FROM folders)').run();
      this.#forgetOldChanges();
      if (dropped > 0) this.#bumpRevision();
      return dropped;
    });
  }

  /** Paths of the directories of a folder that files are known in, relative to it. */
  knownDirectories(folder: number): Uint8Array[] {
    return this.#sql('SELECT path FROM directories WHERE folder_id = ?').pluck().all(folder) as Uint8Array[];
  }

  /** The known files that lie directly in a directory. */
  knownFiles(folder: number, directory: Uint8Array): KnownFile[] {
    const rows = this.#sql(
      `SELECT id, path, size, mtime, ctime, kind, cloud_only AS cloudOnly FROM file_paths
       WHERE folder_id = ? AND directory = ?`,
    ).all(folder, directory) as (Omit<KnownFile, 'cloudOnly'> & { cloudOnly: number })[];
    return rows.map((row) => ({ ...row, cloudOnly: row.cloudOnly === 1 }));
  }

  /** How many files of a folder are known. */
  countKnown(folder: number): number {
    return this.#sql(
      'SELECT count(*) FROM files WHERE directory_id IN (SELECT id FROM directories WHERE folder_id = ?)',
    )
      .pluck()
      .get(folder) as number;
  }

  /** Files that the scan found and the library did not know; they wait from now on. */
  addFiles(folder: number, files: readonly FoundFile[]): void {
    if (files.length === 0) return;
    const insert = this.#sql(
      'INSERT INTO files (directory_id, name, size, mtime, ctime, kind, cloud_only) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.#write(() => {
      for (const { path, size, mtime, ctime, kind, cloudOnly } of files) {
        const slash = path.lastIndexOf(0x2f);
        const directory = this.#directoryId(folder, path.subarray(0, Math.max(0, slash)));
        insert.run(directory, path.subarray(slash + 1), size, mtime, ctime, kind, cloudOnly ? 1 : 0);
      }
    });
  }

  #directoryId(folder: number, path: Uint8Array): number {
    const known = this.#sql('SELECT id FROM directories WHERE folder_id = ? AND path = ?').pluck();
    const id = known.get(folder, path) as number | undefined;
    if (id !== undefined) return id;
    return Number(
      this.#sql('INSERT INTO directories (folder_id, path) VALUES (?, ?)').run(folder, path).lastInsertRowid,
    );
  }

  /** Files whose size, time or kind changed: they are looked at again. */
  changeFiles(files: readonly { readonly id: number; readonly found: FoundFile }[]): void {
    if (files.length === 0) return;
    const update = this.#sql(
      `UPDATE files SET size = ?, mtime = ?, ctime = ?, kind = ?, cloud_only = ?, photo_id = NULL, problem_kind = NULL,
         problem_detail = NULL, suspect = 0, deaths = 0 WHERE id = ?`,
    );
    this.#write(() => {
      for (const { id, found } of files)
        update.run(found.size, found.mtime, found.ctime, found.kind, found.cloudOnly ? 1 : 0, id);
      this.#bumpRevision();
    });
  }

  /** Takes over the ctime (microseconds since 1970) of files whose content is as it was: nothing that is found changes. */
  setCtimes(files: readonly { readonly id: number; readonly ctime: number }[]): void {
    if (files.length === 0) return;
    const update = this.#sql('UPDATE files SET ctime = ? WHERE id = ?');
    this.#write(() => {
      for (const { id, ctime } of files) update.run(ctime, id);
    });
  }

  /** SHA-256 of the content that a file had when it was last read; null where it waits or could not be read. */
  hashOfFile(file: number): Uint8Array | null {
    const hash = this.#sql('SELECT hash FROM photos WHERE id = (SELECT photo_id FROM files WHERE id = ?)');
    return (hash.pluck().get(file) as Uint8Array | undefined) ?? null;
  }

  /**
   * Ends a scan: of the files that it did not find, those are forgotten whose content lies in another file
   * (moved), that were never looked at, or that `mayForget` allows; else all wait for a person's answer.
   * @param mayForget told how many photos would be in no file any more
   * @returns the number of files that a person has to be asked about
   */
  finishScan(
    folder: number,
    missing: readonly number[],
    mayForget: (gone: number) => boolean,
    at: number,
  ): number {
    return this.#write(() => {
      this.#db.exec('CREATE TEMP TABLE IF NOT EXISTS missing (id INTEGER PRIMARY KEY); DELETE FROM missing');
      for (const id of missing) this.#sql('INSERT INTO missing (id) VALUES (?)').run(id);
      const elsewhere = `photo_id IS NULL OR EXISTS (SELECT 1 FROM files g WHERE g.photo_id = files.photo_id
        AND g.id NOT IN (SELECT id FROM missing))`;
      let forgotten = this.#sql(
        `DELETE FROM files WHERE id IN (SELECT id FROM missing) AND (${elsewhere})`,
      ).run().changes;
      let asked = missing.length - forgotten;
      if (asked > 0 && mayForget(asked)) {
        forgotten += this.#sql('DELETE FROM files WHERE id IN (SELECT id FROM missing)').run().changes;
        asked = 0;
      }
      this.#sql(
        `INSERT INTO folder_states (folder_id, scanned_at, unreachable, missing) VALUES (?, ?, NULL, ?)
         ON CONFLICT DO UPDATE SET scanned_at = excluded.scanned_at, unreachable = NULL, missing = excluded.missing`,
      ).run(folder, at, asked);
      if (forgotten > 0) this.#bumpRevision();
      return asked;
    });
  }

  /** The folder could not be read; nothing is forgotten. */
  setUnreachable(folder: number, reason: string): void {
    this.#write(() =>
      this.#sql(
        `INSERT INTO folder_states (folder_id, unreachable) VALUES (?, ?)
         ON CONFLICT DO UPDATE SET unreachable = excluded.unreachable`,
      ).run(folder, reason),
    );
  }

  /** The folder was read to its end: its files may be looked at again. */
  setReachable(folder: number): void {
    this.#write(() =>
      this.#sql(
        'UPDATE folder_states SET unreachable = NULL WHERE folder_id = ? AND unreachable IS NOT NULL',
      ).run(folder),
    );
  }

  /**
   * The newest files that wait, of folders that can be reached, beyond those already under way: in the order of their
   * directories, which spares a disk the seeking.
   */
  waitingFiles(limit: number, underWay: ReadonlySet<number>): WaitingFile[] {
    const rows = this.#sql(
      `SELECT f.id, p.folder_id AS folderId, d.path AS folder, p.path, f.size, f.mtime
       FROM files f INDEXED BY files_waiting JOIN file_paths p ON p.id = f.id JOIN folders d ON d.id = p.folder_id
         LEFT JOIN folder_states s ON s.folder_id = p.folder_id
       WHERE f.${WAITING.replaceAll(' AND ', ' AND f.')} AND s.unreachable IS NULL
       ORDER BY f.mtime DESC, f.id LIMIT ?`,
    ).all(limit + underWay.size) as WaitingFile[];
    const newest = rows.filter((row) => !underWay.has(row.id)).slice(0, limit);
    return newest.sort((a, b) => a.folderId - b.folderId || Buffer.compare(a.path, b.path));
  }

  /** Files on which the indexer died and that wait: looked at first, one at a time, to find the culprit. */
  suspects(): WaitingFile[] {
    return this.#sql(
      `SELECT f.id, f.folder_id AS folderId, d.path AS folder, f.path, f.size, f.mtime
       FROM file_paths f JOIN folders d ON d.id = f.folder_id WHERE f.suspect = 1 AND f.${WAITING.replaceAll(' AND ', ' AND f.')} ORDER BY f.id`,
    ).all() as WaitingFile[];
  }

  /**
   * Notes that the indexer died while these files were being decoded. Several are only suspects; one that
   * was alone has a death, and after the last one it is quarantined.
   */
  recordDeaths(files: readonly number[], detail: string): void {
    const [alone, ...others] = files;
    if (alone === undefined) return;
    this.#write(() => {
      for (const id of files) this.#sql('UPDATE files SET suspect = 1 WHERE id = ?').run(id);
      if (others.length > 0) return;
      // One that has a photo was being recognised again: after the last death its thumbnail is taken instead.
      this.#sql(
        `UPDATE files SET deaths = deaths + 1 WHERE id = ? AND (photo_id IS NOT NULL OR ${WAITING})`,
      ).run(alone);
      this.#sql(
        `UPDATE files SET problem_kind = 'crashed', problem_detail = ?
         WHERE id = ? AND deaths >= ${DEATHS_UNTIL_QUARANTINE} AND ${WAITING}`,
      ).run(detail, alone);
    });
  }

  /** The photo with this content, if it was looked at before: with an answer, or with its problem. */
  photoWithHash(hash: Uint8Array): number | null {
    const row = this.#sql(
      `SELECT id FROM photos p WHERE hash = ?
         AND (problem_kind IS NOT NULL OR EXISTS (SELECT 1 FROM answers WHERE photo_id = p.id))`,
    );
    return (row.pluck().get(hash) as number | undefined) ?? null;
  }

  /** Saves what became of a batch of files in one transaction. */
  save(outcomes: readonly Outcome[], model: string): void {
    if (outcomes.length === 0) return;
    this.#write(() => {
      for (const outcome of outcomes) {
        if (outcome.kind === 'known') this.#linkFile(outcome.file, outcome.photo);
        else if (outcome.kind === 'photo') this.#linkFile(outcome.file, this.#savePhoto(outcome, model));
        else if (outcome.hash !== null)
          this.#linkFile(outcome.file, this.#saveBadPhoto(outcome.hash, outcome.problem));
        else
          this.#sql('UPDATE files SET problem_kind = ?, problem_detail = ? WHERE id = ?').run(
            outcome.problem.kind,
            outcome.problem.detail,
            outcome.file,
          );
      }
      this.#forgetOldChanges();
      this.#bumpRevision();
    });
  }

  #forgetOldChanges(): void {
    this.#sql('DELETE FROM changes WHERE seq <= (SELECT max(seq) FROM changes) - ?').run(CHANGES_KEPT);
  }

  #linkFile(file: number, photo: number): void {
    this.#sql('UPDATE files SET photo_id = ?, suspect = 0, deaths = 0 WHERE id = ?').run(photo, file);
  }

  #saveBadPhoto(hash: Uint8Array, problem: Problem): number {
    return this.#sql(
      `INSERT INTO photos (hash, problem_kind, problem_detail) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET problem_kind = excluded.problem_kind, problem_detail = excluded.problem_detail
       RETURNING id`,
    )
      .pluck()
      .get(hash, problem.kind, problem.detail) as number;
  }

  #savePhoto(outcome: Extract<Outcome, { kind: 'photo' }>, model: string): number {
    const { hash, decoded, prediction, labels } = outcome;
    // Two copies of one content may be under way in the same batch.
    const known = this.photoWithHash(hash);
    if (known !== null) return known;
    const { metadata } = decoded;
    const id = this.#sql(
      `INSERT INTO photos (hash, format, width, height, taken_at, taken_offset, taken_from, camera_id, lens_id,
         latitude, longitude, keywords, rating, caption, warning, perceptual_hash, colour, appearance)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET format = excluded.format, width = excluded.width, height = excluded.height,
         taken_at = excluded.taken_at, taken_offset = excluded.taken_offset, taken_from = excluded.taken_from,
         camera_id = excluded.camera_id, lens_id = excluded.lens_id, latitude = excluded.latitude,
         longitude = excluded.longitude, keywords = excluded.keywords, rating = excluded.rating,
         caption = excluded.caption, warning = excluded.warning, perceptual_hash = excluded.perceptual_hash, colour = excluded.colour,
         appearance = excluded.appearance,
         problem_kind = NULL,
         problem_detail = NULL
       RETURNING id`,
    )
      .pluck()
      .get(
        hash,
        decoded.format,
        decoded.width,
        decoded.height,
        metadata.takenAt?.local ?? null,
        metadata.takenAt?.offset ?? null,
        metadata.takenAt?.from ?? null,
        metadata.camera === undefined ? null : this.#rowOf('equipment', metadata.camera),
        metadata.lens === undefined ? null : this.#rowOf('equipment', metadata.lens),
        metadata.location?.latitude ?? null,
        metadata.location?.longitude ?? null,
        metadata.keywords.length > 0 ? JSON.stringify(metadata.keywords) : null,
        metadata.rating ?? null,
        metadata.caption ?? null,
        decoded.warning,
        decoded.perceptualHash,
        decoded.colour,
        decoded.appearance,
      ) as number;
    const bytes = predictionToBytes(prediction);
    this.#sql(
      'INSERT INTO answers (photo_id, model_id, signature, scores, phrase) VALUES (?, ?, ?, ?, ?)',
    ).run(id, this.#rowOf('models', model), bytes.signature, bytes.scores, bytes.phrase);
    this.#saveLabels(id, labels, 'labels');
    return id;
  }

  #saveLabels(photo: number, labels: readonly ScoredLabel[], table: 'labels' | 'labels_next'): void {
    const bytes = labelsToBytes(
      labels.map(({ label, score }) => ({ id: this.#rowOf('label_keys', label), score })),
    );
    this.#sql(`INSERT INTO ${table} (photo_id, labels) VALUES (?, ?)`).run(photo, bytes);
  }

  /** The row of a name that is asked for with many photos: looked up, or added, once. */
  #rowOf(table: keyof typeof NAME_COLUMN, name: string): number {
    const key = `${table} ${name}`;
    let row = this.#rows.get(key);
    if (row === undefined) {
      const column = NAME_COLUMN[table];
      this.#sql(`INSERT INTO ${table} (${column}) VALUES (?) ON CONFLICT DO NOTHING`).run(name);
      row = this.#sql(`SELECT id FROM ${table} WHERE ${column} = ?`).pluck().get(name) as number;
      this.#rows.set(key, row);
    }
    return row;
  }

  #bumpRevision(): void {
    this.#sql(
      `INSERT INTO meta (key, value) VALUES ('revision', '1')
       ON CONFLICT DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)`,
    ).run();
  }

  /** All labels were made again: whoever keeps them in memory reads them all. */
  #bumpLabels(): void {
    this.#sql(
      `INSERT INTO meta (key, value) VALUES ('labels', '1')
       ON CONFLICT DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)`,
    ).run();
  }

  #meta(key: string): string | null {
    return (this.#sql('SELECT value FROM meta WHERE key = ?').pluck().get(key) as string | undefined) ?? null;
  }

  /**
   * Makes all labels again from the stored answers where they came from another vocabulary. The old ones
   * serve until the new ones are complete; a kill on the way costs only the work.
   * @returns the number of photos that were derived again.
   */
  recomputeLabels(
    vocabulary: string,
    computeLabels: (prediction: Prediction) => ScoredLabel[],
    signal: AbortSignal,
  ): number {
    const setVersion = this.#sql(
      "INSERT INTO meta (key, value) VALUES ('vocabulary', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
    );
    if (this.#meta('vocabulary') === vocabulary) return 0;
    this.#write(() => {
      this.#db.exec('DROP TABLE IF EXISTS labels_next');
      const form = this.#sql("SELECT sql FROM sqlite_schema WHERE name = 'labels'").pluck().get() as string;
      this.#db.exec(form.replace('labels', 'labels_next'));
    });
    const page = this.#sql(
      `SELECT photo_id AS photo, signature, scores, phrase FROM answers
       WHERE photo_id > ? ORDER BY photo_id LIMIT 500`,
    );
    let count = 0;
    let last = 0;
    for (;;) {
      if (signal.aborted) return count;
      const rows = page.all(last) as (PredictionBytes & { readonly photo: number })[];
      if (rows.length === 0) break;
      this.#write(() => {
        for (const row of rows)
          this.#saveLabels(row.photo, computeLabels(predictionFromBytes(row)), 'labels_next');
      });
      count += rows.length;
      last = rows.at(-1)?.photo ?? last;
    }
    this.#statements.clear();
    this.#write(() => {
      this.#db.exec('DROP TABLE labels; ALTER TABLE labels_next RENAME TO labels; DELETE FROM changes');
      this.#bumpLabels();
      setVersion.run(vocabulary);
      this.#bumpRevision();
    });
    return count;
  }

  /**
   * Photos in chosen folders that a network of another generation recognised: first those with a file that the
   * indexer crashed on, then the newest.
   * @param isCurrent whether a model is of the generation of today
   */
  outdatedPhotos(isCurrent: (model: string) => boolean): {
    readonly suspects: readonly number[];
    readonly others: readonly number[];
  } {
    const models = this.#sql('SELECT id, name FROM models').raw().all() as [number, string][];
    const outdated = models.flatMap(([id, name]) => (isCurrent(name) ? [] : [id]));
    if (outdated.length === 0) return { suspects: [], others: [] };
    const rows = this.#sql(
      `SELECT a.photo_id, max(f.suspect) AS suspect FROM answers a JOIN photos p ON p.id = a.photo_id
         JOIN files f ON f.photo_id = a.photo_id JOIN directories g ON g.id = f.directory_id
       WHERE a.model_id IN (SELECT value FROM json_each(?)) AND g.folder_id IN (SELECT id FROM folders)
       GROUP BY a.photo_id ORDER BY p.taken_at DESC NULLS LAST, a.photo_id DESC`,
    )
      .raw()
      .all(JSON.stringify(outdated)) as [number, number][];
    const of = (suspect: number): number[] => rows.flatMap((row) => (row[1] === suspect ? [row[0]] : []));
    return { suspects: of(1), others: of(0) };
  }

  /**
   * A photo to recognise again, with its files that lie on this computer, in folders that can be reached; null where
   * there is none of this id.
   */
  outdatedPhoto(id: number): OutdatedPhoto | null {
    const hash = this.#sql('SELECT hash FROM photos WHERE id = ?').pluck().get(id) as Uint8Array | undefined;
    if (hash === undefined) return null;
    const files = this.#sql(
      `SELECT f.id, d.path AS folder, f.path FROM file_paths f JOIN folders d ON d.id = f.folder_id
         LEFT JOIN folder_states s ON s.folder_id = f.folder_id
       WHERE f.photo_id = ? AND f.cloud_only = 0 AND f.deaths < ${DEATHS_UNTIL_QUARANTINE}
         AND s.unreachable IS NULL ORDER BY f.id`,
    ).all(id) as OutdatedFile[];
    return { id, hash, files };
  }

  /**
   * Saves what the network of today says of photos, in one transaction. Nothing else of them changes.
   * @param model the name of the model
   */
  saveRecognised(photos: readonly RecognisedPhoto[], model: string): void {
    if (photos.length === 0) return;
    this.#write(() => {
      for (const { photo, prediction, labels } of photos) {
        const { signature, scores, phrase } = predictionToBytes(prediction);
        this.#sql(
          'UPDATE answers SET model_id = ?, signature = ?, scores = ?, phrase = ? WHERE photo_id = ?',
        ).run(this.#rowOf('models', model), signature, scores, phrase, photo);
        this.#sql('DELETE FROM labels WHERE photo_id = ?').run(photo);
        this.#saveLabels(photo, labels, 'labels');
        this.#sql('UPDATE files SET suspect = 0 WHERE photo_id = ?').run(photo);
        this.#sql('INSERT INTO changes (photo_id) VALUES (?)').run(photo);
      }
      this.#forgetOldChanges();
      this.#bumpRevision();
    });
  }

  /** Photos, by their content, of which an older form of the library did not keep all that thumbnails show. */
  withoutThumbnailFacts(limit: number): PhotoToFill[] {
    return this.#sql(
      `SELECT p.id AS photo, hash, perceptual_hash AS perceptualHash, appearance
       FROM photos p JOIN answers a ON a.photo_id = p.id
       WHERE perceptual_hash IS NULL OR appearance IS NULL ORDER BY p.id LIMIT ?`,
    ).all(limit) as PhotoToFill[];
  }

  /** Saves what was missing; see `withoutThumbnailFacts`. */
  setThumbnailFacts(photos: readonly FilledPhoto[]): void {
    this.#write(() => {
      for (const { photo, perceptualHash, appearance } of photos)
        this.#sql('UPDATE photos SET perceptual_hash = ?, appearance = ? WHERE id = ?').run(
          perceptualHash,
          appearance,
          photo,
        );
      this.#forgetOldChanges();
      this.#bumpRevision();
    });
  }

  /** Files with a problem wait again; null means all of them but those that the person ignores. */
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
      // Every file with the same content waits again, since the problem was the content's.
      for (const photo of tried) {
        this.#sql('UPDATE photos SET problem_kind = NULL, problem_detail = NULL WHERE id = ?').run(photo);
        this.#sql('UPDATE files SET photo_id = NULL WHERE photo_id = ?').run(photo);
      }
      this.#sql(`UPDATE files SET problem_kind = NULL, problem_detail = NULL, suspect = 0, deaths = 0
                 WHERE problem_kind IS NOT NULL AND ${chosen}`).run(...values);
    });
  }

  /** Files that could not be opened or read wait again: what was wrong may be right by now. */
  retryAccess(): void {
    this.#write(() =>
      this.#sql(
        `UPDATE files SET problem_kind = NULL, problem_detail = NULL
         WHERE problem_kind IN ('no-permission', 'read-error', 'vanished')`,
      ).run(),
    );
  }

  /** Photo files that can be looked at, those that were, and those of them with a problem that is not ignored. */
  counts(): { found: number; done: number; problems: number } {
    return this.#sql(
      `SELECT count(*) AS found, coalesce(sum(f.photo_id IS NOT NULL OR f.problem_kind IS NOT NULL), 0) AS done,
         coalesce(sum((f.problem_kind IS NOT NULL OR p.problem_kind IS NOT NULL) AND NOT ${IGNORED}), 0) AS problems
       FROM files f LEFT JOIN photos p ON p.id = f.photo_id WHERE f.kind = 'photo' AND f.cloud_only = 0`,
    ).get() as { found: number; done: number; problems: number };
  }

  /** Brings the write-ahead log back into the file. */
  checkpoint(): void {
    this.#db.pragma('wal_checkpoint(TRUNCATE)');
  }

  close(): void {
    this.#db.close();
  }
}
