import type { IndexTransactions } from './index-transactions.ts';

/** An added image-text pack that photos were embedded by. */
export interface EmbeddingPackRow {
  readonly number: number;
  /** ID@VERSION. */
  readonly name: string;
  /** Its files and their hashes as one text. */
  readonly content: string;
  /** Numbers of an embedding; null before the first. */
  readonly size: number | null;
  /** Once, no photo was left that it had not seen. */
  readonly isWhole: boolean;
  /** Its image network could not be opened the last time. */
  readonly isFailed: boolean;
  /** JSON; null: its scores were not fitted yet. */
  readonly sureness: string | null;
}

/** The embedding of a photo by a pack. */
export interface PackEmbedding {
  /** Number of the pack. */
  readonly pack: number;
  /** A number of the unit-length embedding is one of `embedding` times this. */
  readonly scale: number;
  readonly embedding: Int8Array;
}

/** Embeddings deleted in one transaction. */
const DELETED_AT_ONCE = 2000;

/**
 * Saves an embedding of a photo, in a transaction of the caller.
 * @returns whether searches may use it, so that they have to read the photo again
 */
export function saveEmbedding(
  index: IndexTransactions,
  photo: number,
  { pack, scale, embedding }: PackEmbedding,
): boolean {
  const bytes = Buffer.from(embedding.buffer, embedding.byteOffset, embedding.byteLength);
  index
    .sql(
      `INSERT INTO pack_embeddings (photo_id, pack, scale, embedding) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET scale = excluded.scale, embedding = excluded.embedding`,
    )
    .run(photo, pack, scale, bytes);
  index.sql('UPDATE embedding_packs SET size = ? WHERE number = ? AND size IS NULL').run(bytes.length, pack);
  return index.sql('SELECT whole FROM embedding_packs WHERE number = ?').pluck().get(pack) === 1;
}

/** What the indexer records of the packs that photos are embedded by. */
export class EmbeddingPacks {
  readonly #index: IndexTransactions;

  constructor(index: IndexTransactions) {
    this.#index = index;
  }

  /**
   * The number of a pack; photos that have its embedding count as analysed by it from now on, and no others.
   * @param name ID@VERSION
   * @param content its files and their hashes as one text
   */
  choose(name: string, content: string): number {
    return this.#index.write(() => {
      this.#index
        .sql('INSERT INTO embedding_packs (name, content) VALUES (?, ?) ON CONFLICT DO NOTHING')
        .run(name, content);
      const number = this.#index
        .sql('SELECT number FROM embedding_packs WHERE name = ? AND content = ?')
        .pluck()
        .get(name, content) as number;
      if (this.#index.meta(CHOSEN) === String(number)) return number;
      this.#index.sql("DELETE FROM analyses WHERE analyser = 'embedding'").run();
      this.#index
        .sql(
          `INSERT INTO analyses (photo_id, analyser, version)
           SELECT photo_id, 'embedding', pack FROM pack_embeddings WHERE pack = ?`,
        )
        .run(number);
      this.#index
        .sql('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
        .run(CHOSEN, String(number));
      return number;
    });
  }

  /** Whether its image network could be opened. */
  setFailed(number: number, isFailed: boolean): void {
    const failed = isFailed ? 1 : 0;
    this.#index.write(() => {
      const { changes } = this.#index
        .sql('UPDATE embedding_packs SET failed = ? WHERE number = ? AND failed <> ?')
        .run(failed, number, failed);
      if (changes > 0) this.#index.bumpRevision();
    });
  }

  /** No photo is left that the pack has not seen. */
  markWhole(number: number): void {
    this.#index.write(() => {
      const { changes } = this.#index
        .sql('UPDATE embedding_packs SET whole = 1 WHERE number = ? AND whole = 0')
        .run(number);
      if (changes > 0) this.#index.bumpRevision();
    });
  }

  /**
   * Deletes what was computed by packs that are not there any more, in pieces; stops when aborted.
   * @param names of the packs that are there
   */
  keepOnly(names: readonly string[], signal: AbortSignal): void {
    const gone = this.#index
      .sql('SELECT number FROM embedding_packs WHERE name NOT IN (SELECT value FROM json_each(?))')
      .pluck()
      .all(JSON.stringify(names)) as number[];
    for (const number of gone) {
      for (let deleted = DELETED_AT_ONCE; deleted === DELETED_AT_ONCE; ) {
        if (signal.aborted) return;
        deleted = this.#index.write(
          () =>
            this.#index
              .sql(
                `DELETE FROM pack_embeddings WHERE rowid IN
                   (SELECT rowid FROM pack_embeddings WHERE pack = ? LIMIT ${DELETED_AT_ONCE})`,
              )
              .run(number).changes,
        );
      }
      this.#index.write(() => {
        this.#index.sql('DELETE FROM embedding_packs WHERE number = ?').run(number);
        this.#index.sql('DELETE FROM meta WHERE key = ? AND value = ?').run(CHOSEN, String(number));
        this.#index.bumpRevision();
      });
    }
  }
}

/** Key in `meta` of the number of the pack that the rows of `analyses` are about. */
const CHOSEN = 'embedding-pack';
