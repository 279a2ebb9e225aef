import Sqlite, { type Database } from 'better-sqlite3';
import { EMBEDDING_SIZE, PHRASE_SCALE, PHRASE_SIZE } from '../../src/domain/prediction.ts';
import { labelOf } from '../../src/knowledge/labels/vocabulary.ts';
import { eachLabel } from '../../src/store/label-bytes.ts';
import { LibraryReader } from '../../src/store/library-reader.ts';

const PAGE = 400;
const MOST_ALIKE = 500;

/**
 * The ways that come to mind first, over the same photos: the labels of each photo as one text in SQLite, found
 * by FTS5 or by LIKE; signatures compared one after the other in JavaScript, and all sorted.
 */
export class NaiveSearch {
  readonly #db: Database;
  readonly #reader: LibraryReader;
  readonly #photos: number[] = [];
  readonly #phrases: Int8Array;
  readonly #floats: Float32Array;

  constructor(library: string) {
    this.#reader = new LibraryReader(library);
    this.#db = new Sqlite('');
    this.#db.exec(
      `CREATE TABLE texts (photo INTEGER PRIMARY KEY, taken_at TEXT, labels TEXT);
       CREATE VIRTUAL TABLE found USING fts5 (labels, taken_at UNINDEXED)`,
    );
    const keys = this.#reader.labelKeys();
    const insert = this.#db.prepare('INSERT INTO texts VALUES (?, ?, ?)');
    this.#db.transaction(() => {
      for (const { id, takenAt, labels } of this.#reader.indexedPhotos(null)) {
        const names: string[] = [];
        if (labels !== null)
          eachLabel(labels, (number) => names.push(labelOf(keys.get(number) ?? '').name.en));
        insert.run(id, takenAt, names.join(', ').toLowerCase());
        this.#photos.push(id);
      }
      this.#db.exec('INSERT INTO found (rowid, labels, taken_at) SELECT photo, labels, taken_at FROM texts');
    })();
    const photos = this.#photos.length;
    this.#phrases = new Int8Array(photos * PHRASE_SIZE);
    this.#floats = new Float32Array(photos * EMBEDDING_SIZE);
    for (let from = 0; from < photos; from += PAGE) {
      const page = this.#photos.slice(from, from + PAGE);
      const rows = new Map(page.map((photo, at) => [photo, from + at]));
      for (const { photo, embedding } of this.#reader.embeddings('phrase', page))
        this.#phrases.set(embedding, (rows.get(photo) as number) * PHRASE_SIZE);
      for (const { photo, embedding } of this.#reader.embeddings('signature', page)) {
        const length = Math.hypot(...embedding);
        const at = (rows.get(photo) as number) * EMBEDDING_SIZE;
        embedding.forEach((value, i) => {
          this.#floats[at + i] = value / length;
        });
      }
    }
  }

  /** Photos that have all of some words and none of others, of a year; the best first, with their number. */
  fts(words: readonly string[], not: readonly string[], year: string): number {
    const match = [words.join(' AND '), ...not].join(' NOT ');
    const where = 'FROM found WHERE found MATCH ? AND taken_at LIKE ?';
    const total = this.#db.prepare(`SELECT count(*) ${where}`).pluck().get(match, `${year}%`) as number;
    this.#db.prepare(`SELECT rowid ${where} ORDER BY rank LIMIT ${PAGE}`).all(match, `${year}%`);
    return total;
  }

  /** The same with LIKE, the newest first. */
  like(words: readonly string[], not: readonly string[], year: string): number {
    const where = [
      ...words.map((word) => `labels LIKE '%${word}%'`),
      ...not.map((word) => `labels NOT LIKE '%${word}%'`),
      `taken_at LIKE '${year}%'`,
    ].join(' AND ');
    const total = this.#db.prepare(`SELECT count(*) FROM texts WHERE ${where}`).pluck().get() as number;
    this.#db.prepare(`SELECT photo FROM texts WHERE ${where} ORDER BY taken_at DESC LIMIT ${PAGE}`).all();
    return total;
  }

  /** The photos most like one: the cosine of all as float32, sorted. */
  similar(photo: number): number[] {
    const self = this.#photos.indexOf(photo) * EMBEDDING_SIZE;
    const wanted = this.#floats.slice(self, self + EMBEDDING_SIZE);
    const scores = this.#photos.map((id, row) => {
      const from = row * EMBEDDING_SIZE;
      let sum = 0;
      for (let i = 0; i < EMBEDDING_SIZE; i++) sum += (this.#floats[from + i] ?? 0) * (wanted[i] ?? 0);
      return { id, score: sum };
    });
    return best(scores);
  }

  /** The photos that fit a phrase best: one plain loop over the stored bytes, and all sorted. */
  phrase(vector: Float32Array): number[] {
    const scores = this.#photos.map((id, row) => {
      const from = row * PHRASE_SIZE;
      let sum = 0;
      for (let i = 0; i < PHRASE_SIZE; i++) sum += (this.#phrases[from + i] ?? 0) * (vector[i] ?? 0);
      return { id, score: sum / PHRASE_SCALE };
    });
    return best(scores);
  }

  close(): void {
    this.#db.close();
    this.#reader.close();
  }
}

const best = (scores: { id: number; score: number }[]): number[] =>
  scores
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_ALIKE)
    .map(({ id }) => id);
