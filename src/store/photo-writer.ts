import type { Statement } from 'better-sqlite3';
import type { ScoredLabel } from '../domain/label.ts';
import type { DecodedPhoto } from '../domain/photo.ts';
import type { Prediction } from '../domain/prediction.ts';
import type { Problem } from '../domain/problem.ts';
import type { IndexTransactions } from './index-transactions.ts';
import { METADATA_SQL_COLUMNS, metadataValues } from './metadata-sql.ts';
import type { PredictionWriter } from './prediction-writer.ts';

/** Outcome of one file. */
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

/** What is read from a photo's file, in the order of `#valuesOf`. */
const READ_COLUMNS = [
  ...['format', 'width', 'height'],
  ...METADATA_SQL_COLUMNS,
  ...['warning', 'perceptual_hash', 'colour', 'appearance'],
];

/** A photo of an older schema version; missing values are null. */
export interface PhotoToFill {
  readonly photo: number;
  readonly hash: Uint8Array;
  readonly perceptualHash: Uint8Array | null;
  readonly appearance: Uint8Array | null;
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

  #sql(sql: string): Statement<unknown[]> {
    return this.#index.sql(sql);
  }

  #write<T>(work: () => T): T {
    return this.#index.write(work);
  }

  /** The photo with this content if it was indexed before, with its prediction or its problem. */
  photoWithHash(hash: Uint8Array): number | null {
    const row = this.#sql(
      `SELECT id FROM photos p WHERE hash = ?
         AND (problem_kind IS NOT NULL OR EXISTS (SELECT 1 FROM answers WHERE photo_id = p.id))`,
    );
    return (row.pluck().get(hash) as number | undefined) ?? null;
  }

  /** Saves the outcomes of a batch of files in one transaction. */
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
      this.#index.forgetOldChanges();
      this.#index.bumpRevision();
    });
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
    // One batch can contain two copies of the same content.
    const known = this.photoWithHash(hash);
    if (known !== null) return known;
    const id = this.#sql(
      `INSERT INTO photos (hash, ${READ_COLUMNS.join(', ')})
       VALUES (?${', ?'.repeat(READ_COLUMNS.length)})
       ON CONFLICT DO UPDATE SET ${READ_COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')},
         problem_kind = NULL, problem_detail = NULL
       RETURNING id`,
    )
      .pluck()
      .get(hash, ...this.#valuesOf(decoded)) as number;
    this.#predictions.add(id, prediction, labels, model);
    return id;
  }

  /** The values of a photo's row, in the order of READ_COLUMNS. */
  #valuesOf(decoded: DecodedPhoto): unknown[] {
    return [
      decoded.format,
      decoded.width,
      decoded.height,
      ...metadataValues(decoded.metadata, (name) => this.#index.rowOf('equipment', name)),
      decoded.warning,
      decoded.perceptualHash,
      decoded.colour,
      decoded.appearance,
    ];
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
      this.#index.forgetOldChanges();
      this.#index.bumpRevision();
    });
  }
}
