import type { ScoredLabel } from '../domain/label.ts';
import {
  DATE_PRECISIONS,
  METADATA_VERSION,
  type Metadata,
  TAKEN_AT_SOURCES,
  type TakenAt,
} from '../domain/metadata.ts';
import type { DecodedPhoto, UnseenFilm } from '../domain/photo.ts';
import { isFilmFormat } from '../domain/photo-format.ts';
import type { Prediction } from '../domain/prediction.ts';
import type { Problem } from '../domain/problem.ts';
import type { IndexTransactions } from './index-transactions.ts';
import { METADATA_SQL_COLUMNS, metadataValues } from './metadata-sql.ts';
import type { PredictionWriter } from './prediction-writer.ts';
import type { PreparedQuery } from './prepared-queries.ts';
import { saveRegions } from './save-regions.ts';
import { selected } from './selected.ts';
import { LISTED, mergePhoto, settlePhoto } from './settle-photo.ts';
import { responds } from './silent-directories.ts';

/** Outcome of one file. */
export type Outcome =
  | {
      readonly file: number;
      readonly kind: 'known';
      readonly photo: number;
      /** What the name of this file states of when the photo was taken. */
      readonly dates: readonly TakenAt[];
    }
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
      readonly decoded: DecodedPhoto | UnseenFilm;
      /** Null for a film that the network did not see. */
      readonly prediction: Prediction | null;
      readonly labels: readonly ScoredLabel[];
    };

/** What is read from a photo's file, in the order of `#valuesOf`. */
const READ_COLUMNS = [
  'format',
  'width',
  'height',
  ...METADATA_SQL_COLUMNS,
  'warning',
  'perceptual_hash',
  'colour',
  'appearance',
  'frames',
];

type ChooseDate = (dates: readonly TakenAt[]) => TakenAt | undefined;

/** A photo of an older schema version; missing values are null. */
export interface PhotoToFill {
  readonly photo: number;
  readonly hash: Uint8Array;
  readonly perceptualHash: Uint8Array | null;
  readonly appearance: Uint8Array | null;
}
const PHOTO_TO_FILL = selected<PhotoToFill>({
  photo: 'p.id',
  hash: 'hash',
  perceptualHash: 'perceptual_hash',
  appearance: 'appearance',
});

/** A photo whose metadata an older reader read. */
export interface PhotoToReadAgain {
  readonly photo: number;
  readonly hash: Uint8Array;
  /** Its copies; `mtime` in microseconds since 1970. */
  readonly files: readonly {
    readonly folder: Uint8Array;
    readonly path: Uint8Array;
    readonly mtime: number;
  }[];
}

/** The same photo with the missing values. */
export type FilledPhoto = { readonly photo: number } & Pick<DecodedPhoto, 'perceptualHash' | 'appearance'>;

/** Writes photos by their content: the outcome of each file, and the data read from it. */
export class PhotoWriter {
  readonly #index: IndexTransactions;
  readonly #predictions: PredictionWriter;

  constructor(index: IndexTransactions, predictions: PredictionWriter) {
    this.#index = index;
    this.#predictions = predictions;
  }

  #sql(sql: string): PreparedQuery {
    return this.#index.sql(sql);
  }

  #write<T>(work: () => T): T {
    return this.#index.write(work);
  }

  /** The photo with this content if it was indexed before, with its prediction or its problem, or a film without. */
  photoWithHash(hash: Uint8Array): number | null {
    const row = this.#sql(
      `SELECT id FROM photos p WHERE hash = ?
         AND (problem_kind IS NOT NULL OR frames = 0 OR EXISTS (SELECT 1 FROM answers WHERE photo_id = p.id))`,
    );
    return (row.pluck().get(hash) as number | undefined) ?? null;
  }

  /** Photos without a problem whose content is known, by rising id; of films those that have a poster. */
  hashesAfter(photo: number, limit: number): { readonly photo: number; readonly hash: Uint8Array }[] {
    return this.#sql(
      `SELECT id AS photo, hash FROM photos p
       WHERE id > ? AND problem_kind IS NULL AND frames IS NOT 0 AND NOT ${LISTED} ORDER BY id LIMIT ?`,
    ).all(photo, limit) as { photo: number; hash: Uint8Array }[];
  }

  /**
   * Saves the outcomes of a batch of files in one transaction.
   * @param chooseDate the best of the dates that a photo and the names of its copies state; by default the photo's own
   */
  save(outcomes: readonly Outcome[], model: string, chooseDate: ChooseDate = ([own]) => own): void {
    if (outcomes.length === 0) return;
    this.#write(() => {
      for (const outcome of outcomes) {
        if (outcome.kind === 'known') {
          this.#linkFile(outcome.file, outcome.photo);
          this.#refineDate(outcome.photo, outcome.dates, chooseDate);
        } else if (outcome.kind === 'photo') {
          const photo = this.#savePhoto(outcome, model);
          this.#linkFile(outcome.file, photo);
          // A listed photo has its file already: no link changes.
          this.#sql('INSERT INTO changes (photo_id) VALUES (?)').run(photo);
          const { takenAt } = outcome.decoded.metadata;
          // One batch can contain two copies of the same content: this may have been the second.
          this.#refineDate(photo, takenAt === undefined ? [] : [takenAt], chooseDate);
        } else if (outcome.hash !== null)
          this.#linkFile(outcome.file, this.#saveBadPhoto(outcome.hash, outcome.problem));
        else
          this.#sql(
            'UPDATE files SET problem_kind = ?, problem_detail = ?, photo_id = NULL, waits = 0 WHERE id = ?',
          ).run(outcome.problem.kind, outcome.problem.detail, outcome.file);
      }
      this.#index.forgetOldChanges();
      this.#index.bumpRevision();
    });
  }

  /** The file was read, and is one of this photo. */
  #linkFile(file: number, photo: number): void {
    const listed = this.#listedAs(file);
    this.#sql('UPDATE files SET photo_id = ?, waits = 0, suspect = 0, deaths = 0 WHERE id = ?').run(
      photo,
      file,
    );
    if (listed !== null && listed !== photo) mergePhoto((sql) => this.#sql(sql), listed, photo);
  }

  /** The photo by which a file is listed that is still to be read; null for none. */
  #listedAs(file: number): number | null {
    const photo = this.#sql('SELECT photo_id FROM files WHERE id = ? AND waits = 1').pluck().get(file);
    return (photo as number | null | undefined) ?? null;
  }

  /** Takes the date of a copy's name where it is better than the photo's. */
  #refineDate(photo: number, dates: readonly TakenAt[], chooseDate: ChooseDate): void {
    if (dates.length === 0) return;
    const stored = this.#takenAt(photo);
    if (stored === null) return;
    const best = chooseDate([...stored, ...dates]);
    const [known] = stored;
    const isSame =
      best?.local === known?.local && best?.from === known?.from && best?.precision === known?.precision;
    if (best === undefined || isSame) return;
    this.#sql(
      'UPDATE photos SET taken_at = ?, taken_offset = ?, taken_precision = ?, taken_from = ? WHERE id = ?',
    ).run(best.local, best.offset, best.precision, best.from, photo);
    this.#sql('INSERT INTO changes (photo_id) VALUES (?)').run(photo);
  }

  /** The date of a photo, none or one; null for a file with a problem. */
  #takenAt(photo: number): readonly TakenAt[] | null {
    const row = this.#sql(
      `SELECT taken_at AS local, taken_offset AS offset, taken_precision AS precision, taken_from AS source
       FROM photos WHERE id = ? AND problem_kind IS NULL`,
    ).get(photo) as
      | { local: string | null; offset: number | null; precision: string; source: string }
      | undefined;
    if (row === undefined) return null;
    const precision = DATE_PRECISIONS.find((one) => one === row.precision);
    const from = TAKEN_AT_SOURCES.find((one) => one === row.source);
    if (row.local === null || precision === undefined || from === undefined) return [];
    return [{ local: row.local, offset: row.offset, precision, from }];
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
    // One batch can contain two copies of the same content.
    const known = this.photoWithHash(hash);
    if (known !== null) return known;
    const listed = this.#listedAs(outcome.file);
    if (listed !== null) settlePhoto((sql) => this.#sql(sql), listed, hash);
    const kept = this.#companionsKept(hash, decoded.metadata);
    const columns = READ_COLUMNS.filter((column) => !(kept && METADATA_SQL_COLUMNS.includes(column)));
    const id = this.#sql(
      `INSERT INTO photos (hash, metadata_version, ${READ_COLUMNS.join(', ')})
       VALUES (?, ${METADATA_VERSION}${', ?'.repeat(READ_COLUMNS.length)})
       ON CONFLICT DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')},
         problem_kind = NULL, problem_detail = NULL, metadata_version = ${METADATA_VERSION}
       RETURNING id`,
    )
      .pluck()
      .get(hash, ...this.#valuesOf(decoded)) as number;
    if (!kept) {
      saveRegions((sql) => this.#sql(sql), id, decoded.metadata.people ?? []);
      // Its companions complete it again.
      this.#sql('DELETE FROM photo_companions WHERE photo_id = ?').run(id);
    }
    if (prediction !== null) this.#predictions.add(id, prediction, labels, model);
    return id;
  }

  /**
   * Whether companions completed the row of a listed photo from just this metadata: then the row stays as they made it.
   */
  #companionsKept(hash: Uint8Array, metadata: Metadata): boolean {
    const own = this.#sql(
      `SELECT own FROM photo_companions c JOIN photos p ON p.id = c.photo_id
       WHERE p.hash = ? AND c.metadata_version = ${METADATA_VERSION} AND p.metadata_version = ${METADATA_VERSION}`,
    )
      .pluck()
      .get(hash) as string | undefined;
    if (own === undefined) return false;
    const values = (one: Metadata): string =>
      JSON.stringify([metadataValues(one, (name) => this.#index.rowOf('equipment', name)), one.people ?? []]);
    return values(JSON.parse(own) as Metadata) === values(metadata);
  }

  /** The values of a photo's row, in the order of READ_COLUMNS. */
  #valuesOf(decoded: DecodedPhoto | UnseenFilm): unknown[] {
    const seen = 'input' in decoded ? decoded : null;
    const frames = seen === null ? 0 : 1 + (seen.furtherInputs?.length ?? 0);
    return [
      decoded.format,
      decoded.width,
      decoded.height,
      ...metadataValues(decoded.metadata, (name) => this.#index.rowOf('equipment', name)),
      decoded.warning,
      seen?.perceptualHash ?? null,
      seen?.colour ?? null,
      seen?.appearance ?? null,
      isFilmFormat(decoded.format) ? frames : null,
    ];
  }

  /**
   * Photos whose metadata an older reader read, by rising id after `last`, with their files in folders that can be
   * reached. A photo without such a file waits for a later run.
   */
  withOldMetadata(last: number, limit: number): PhotoToReadAgain[] {
    const photos = this.#sql(
      `SELECT p.id AS photo, hash FROM photos p
       WHERE metadata_version < ? AND p.id > ? AND NOT ${LISTED} AND problem_kind IS NULL AND format IS NOT NULL ORDER BY p.id LIMIT ?`,
    ).all(METADATA_VERSION, last, limit) as Omit<PhotoToReadAgain, 'files'>[];
    const files = this.#sql(
      `SELECT d.path AS folder, f.path, f.mtime FROM file_paths f JOIN folders d ON d.id = f.folder_id
         LEFT JOIN folder_states s ON s.folder_id = f.folder_id
       WHERE f.photo_id = ? AND f.cloud_only = 0 AND s.unreachable IS NULL
         AND ${responds('f.folder_id', 'f.directory')} ORDER BY f.id`,
    );
    return photos.map((photo) => ({ ...photo, files: files.all(photo.photo) as PhotoToReadAgain['files'] }));
  }

  /** Saves metadata that was read again; nothing else of the photos changes. */
  setMetadata(photos: readonly { readonly photo: number; readonly metadata: Metadata }[]): void {
    if (photos.length === 0) return;
    const columns = METADATA_SQL_COLUMNS.map((column) => `${column} = ?`).join(', ');
    this.#write(() => {
      for (const { photo, metadata } of photos) {
        const values = metadataValues(metadata, (name) => this.#index.rowOf('equipment', name));
        this.#sql(`UPDATE photos SET ${columns}, metadata_version = ? WHERE id = ?`).run(
          ...values,
          METADATA_VERSION,
          photo,
        );
        saveRegions((sql) => this.#sql(sql), photo, metadata.people ?? []);
        this.#sql('INSERT INTO changes (photo_id) VALUES (?)').run(photo);
      }
      this.#index.forgetOldChanges();
      this.#index.bumpRevision();
    });
  }

  /** Photos, by their content, of which an older form of the library did not keep all that thumbnails show. */
  withoutThumbnailFacts(limit: number): PhotoToFill[] {
    return this.#sql(
      `SELECT ${PHOTO_TO_FILL}
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
      this.#index.forgetOldChanges();
      this.#index.bumpRevision();
    });
  }
}
