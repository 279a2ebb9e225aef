import type { DecodingFailure, FilmDecoder } from '../domain/key-frames.ts';
import type { ScoredLabel } from '../domain/label.ts';
import type { DecodedPhoto } from '../domain/photo.ts';
import type { Prediction } from '../domain/prediction.ts';
import { GIVEN_UP } from './given-up-films.ts';
import type { IndexTransactions } from './index-transactions.ts';
import type { PredictionWriter } from './prediction-writer.ts';
import type { PreparedQuery } from './prepared-queries.ts';
import { responds } from './silent-directories.ts';

/** What is known of a film once its frames were seen. */
export interface SeenFilm {
  readonly picture: Pick<DecodedPhoto, 'perceptualHash' | 'colour' | 'appearance' | 'furtherInputs'>;
  readonly prediction: Prediction;
  readonly labels: readonly ScoredLabel[];
}

/** Writes what is seen in films that are decoded outside of the indexer. */
export class FilmWriter {
  readonly #index: IndexTransactions;
  readonly #predictions: PredictionWriter;

  constructor(index: IndexTransactions, predictions: PredictionWriter) {
    this.#index = index;
    this.#predictions = predictions;
  }

  #sql(sql: string): PreparedQuery {
    return this.#index.sql(sql);
  }

  /**
   * Films without frames that a decoder has not given up, with a file that can be reached, the newest first.
   * @param version of this program
   */
  waiting(decoder: FilmDecoder, version: string): number[] {
    return this.#sql(
      `SELECT p.id FROM photos p INDEXED BY films_unseen JOIN files f ON f.photo_id = p.id
         JOIN directories g ON g.id = f.directory_id LEFT JOIN folder_states s ON s.folder_id = g.folder_id
       WHERE p.frames = 0 AND p.problem_kind IS NULL AND f.waits = 0 AND f.cloud_only = 0
         AND f.missing_since IS NULL AND s.unreachable IS NULL AND ${responds('g.folder_id', 'g.path')}
         AND g.folder_id IN (SELECT id FROM folders)
         AND NOT EXISTS (SELECT 1 FROM film_decodings d WHERE d.photo_id = p.id AND d.decoder = ? AND ${GIVEN_UP})
       GROUP BY p.id ORDER BY p.taken_at DESC NULLS LAST, p.id DESC`,
    )
      .pluck()
      .all(decoder, version) as number[];
  }

  /** Saves what the network states of a film's frames, in one transaction. What the film states of itself stays. */
  saveSeen(photo: number, { picture, prediction, labels }: SeenFilm, model: string): void {
    this.#write(photo, () => {
      this.#sql('DELETE FROM film_decodings WHERE photo_id = ?').run(photo);
      this.#sql(
        'UPDATE photos SET frames = ?, perceptual_hash = ?, colour = ?, appearance = ? WHERE id = ?',
      ).run(
        1 + (picture.furtherInputs?.length ?? 0),
        picture.perceptualHash,
        picture.colour,
        picture.appearance,
        photo,
      );
      this.#predictions.replace(photo, prediction, labels, model);
    });
  }

  /** Records that a decoder returned no frame of a film. @param version of this program */
  saveFailure(photo: number, decoder: FilmDecoder, version: string, failure: DecodingFailure): void {
    this.#write(photo, () =>
      this.#sql(
        `INSERT INTO film_decodings (photo_id, decoder, version, outcome, failures) VALUES (?, ?, ?, ?, 1)
         ON CONFLICT DO UPDATE SET version = excluded.version, outcome = excluded.outcome,
           failures = CASE WHEN version = excluded.version THEN failures + 1 ELSE 1 END`,
      ).run(photo, decoder, version, failure),
    );
  }

  /** The poster of a film is lost, and its frames cannot be decoded here: it waits for a decoder again. */
  seeAgain(photo: number): void {
    this.#write(photo, () =>
      this.#sql('UPDATE photos SET frames = 0 WHERE id = ? AND frames > 0').run(photo),
    );
  }

  /** Writes what changes a photo that is still there. */
  #write(photo: number, work: () => unknown): void {
    this.#index.write(() => {
      if (this.#sql('SELECT 1 FROM photos WHERE id = ?').get(photo) === undefined) return;
      work();
      this.#sql('INSERT INTO changes (photo_id) VALUES (?)').run(photo);
      this.#index.forgetOldChanges();
      this.#index.bumpRevision();
    });
  }
}
