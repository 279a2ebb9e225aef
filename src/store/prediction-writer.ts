import type { ScoredLabel } from '../domain/label.ts';
import type { Prediction } from '../domain/prediction.ts';
import { CRASHES_UNTIL_QUARANTINE } from './index-queue.ts';
import type { IndexTransactions } from './index-transactions.ts';
import { labelsToBytes } from './label-bytes.ts';
import { LABELS_NEXT } from './labels-next.ts';
import { type PredictionBytes, predictionFromBytes, predictionToBytes } from './prediction-bytes.ts';
import type { PreparedQuery } from './prepared-queries.ts';
import { selected } from './selected.ts';
import { responds } from './silent-directories.ts';

/** A photo that was indexed before, to be read again. */
export interface PhotoFiles {
  readonly id: number;
  readonly hash: Uint8Array;
  /** Its files that may be read, those that the indexer crashed on too often left out. */
  readonly files: readonly PhotoFile[];
}
export interface PhotoFile {
  readonly id: number;
  readonly folder: Uint8Array;
  readonly path: Uint8Array;
}
const PHOTO_FILE = selected<PhotoFile>({ id: 'f.id', folder: 'd.path', path: 'f.path' });

/** A photo that was recognised again. */
export interface RecognisedPhoto {
  readonly photo: number;
  readonly prediction: Prediction;
  readonly labels: readonly ScoredLabel[];
}

/** The predictions of photos and the labels computed from them. */
export class PredictionWriter {
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

  /** Saves the prediction of a new photo and its labels, within a transaction. */
  add(photo: number, prediction: Prediction, labels: readonly ScoredLabel[], model: string): void {
    const { signature, scores, phrase } = predictionToBytes(prediction);
    this.#sql(
      'INSERT INTO answers (photo_id, model_id, signature, scores, phrase) VALUES (?, ?, ?, ?, ?)',
    ).run(photo, this.#index.rowOf('models', model), signature, scores, phrase);
    this.#saveLabels(photo, labels, 'labels');
  }

  /** Saves the prediction of a photo and its labels in the place of earlier ones, if any, within a transaction. */
  replace(photo: number, prediction: Prediction, labels: readonly ScoredLabel[], model: string): void {
    this.#sql('DELETE FROM answers WHERE photo_id = ?').run(photo);
    this.#sql('DELETE FROM labels WHERE photo_id = ?').run(photo);
    this.add(photo, prediction, labels, model);
  }

  #saveLabels(photo: number, labels: readonly ScoredLabel[], table: 'labels' | typeof LABELS_NEXT): void {
    const bytes = labelsToBytes(
      labels.map(({ label, score }) => ({ id: this.#index.rowOf('label_keys', label), score })),
    );
    this.#sql(`INSERT INTO ${table} (photo_id, labels) VALUES (?, ?)`).run(photo, bytes);
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
    if (this.#index.meta('vocabulary') === vocabulary) return 0;
    this.#write(() => {
      this.#index.exec(`DROP TABLE IF EXISTS ${LABELS_NEXT}`);
      const form = this.#sql("SELECT sql FROM sqlite_schema WHERE name = 'labels'").pluck().get() as string;
      this.#index.exec(form.replace('labels', LABELS_NEXT));
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
          this.#saveLabels(row.photo, computeLabels(predictionFromBytes(row)), LABELS_NEXT);
      });
      count += rows.length;
      last = rows.at(-1)?.photo ?? last;
    }
    this.#index.clearQueries();
    this.#write(() => {
      this.#index.exec(`DROP TABLE labels; ALTER TABLE ${LABELS_NEXT} RENAME TO labels; DELETE FROM changes`);
      this.#index.bumpLabels();
      setVersion.run(vocabulary);
      this.#index.bumpRevision();
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
   * A photo to be read again, with its files that lie on this computer, in folders that can be reached; null where
   * there is none of this id.
   */
  filesOf(id: number): PhotoFiles | null {
    const hash = this.#sql('SELECT hash FROM photos WHERE id = ?').pluck().get(id) as Uint8Array | undefined;
    if (hash === undefined) return null;
    const files = this.#sql(
      `SELECT ${PHOTO_FILE} FROM file_paths f JOIN folders d ON d.id = f.folder_id
         LEFT JOIN folder_states s ON s.folder_id = f.folder_id
       WHERE f.photo_id = ? AND f.cloud_only = 0 AND f.deaths < ${CRASHES_UNTIL_QUARANTINE}
         AND s.unreachable IS NULL AND ${responds('f.folder_id', 'f.directory')} ORDER BY f.id`,
    ).all(id) as PhotoFile[];
    return { id, hash, files };
  }

  /**
   * Saves what the network of today states of photos, in one transaction. Nothing else of them changes.
   * @param model the name of the model
   */
  saveRecognised(photos: readonly RecognisedPhoto[], model: string): void {
    if (photos.length === 0) return;
    this.#write(() => {
      for (const { photo, prediction, labels } of photos) {
        const { signature, scores, phrase } = predictionToBytes(prediction);
        this.#sql(
          'UPDATE answers SET model_id = ?, signature = ?, scores = ?, phrase = ? WHERE photo_id = ?',
        ).run(this.#index.rowOf('models', model), signature, scores, phrase, photo);
        this.#sql('DELETE FROM labels WHERE photo_id = ?').run(photo);
        this.#saveLabels(photo, labels, 'labels');
        this.#sql('UPDATE files SET suspect = 0 WHERE photo_id = ?').run(photo);
        this.#sql('INSERT INTO changes (photo_id) VALUES (?)').run(photo);
      }
      this.#index.forgetOldChanges();
      this.#index.bumpRevision();
    });
  }
}
