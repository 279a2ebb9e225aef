import type { AnalyserId, SwitchedAnalyserId } from '../domain/analyser.ts';
import { DESCRIPTOR_SIZE, type Face } from '../domain/face.ts';
import { faceBoxText } from '../domain/face-box.ts';
import { type ProblemKind, retriedProblems } from '../domain/problem.ts';
import type { TextLine } from '../domain/text-line.ts';
import { type PackEmbedding, saveEmbedding } from './embedding-packs.ts';
import { CRASHES_UNTIL_QUARANTINE } from './index-queue.ts';
import type { IndexTransactions } from './index-transactions.ts';
import { eachLabel } from './label-bytes.ts';
import type { PreparedQuery } from './prepared-queries.ts';
import { responds } from './silent-directories.ts';
import { textLineToBytes } from './text-line-bytes.ts';

/** What is known of a photo before an analyser sees it. */
export interface PhotoToAnalyse {
  readonly photo: number;
  /** Name of one of its files, and the path of its directory in its folder. */
  readonly name: Uint8Array;
  readonly directory: Uint8Array;
  readonly labels: readonly string[];
}

/** A photo that waits for an analyser. */
export interface WaitingPhoto {
  readonly photo: number;
  /** A screenshot, a document, or another picture that is probably full of text. */
  readonly isDense: boolean;
}

/** The tables that hold results, one row an analyser; each replaces what is known of a photo. */
export interface ResultTables {
  text(photo: number, lines: readonly TextLine[]): void;
  faces(photo: number, faces: readonly Face[]): void;
  embedding(photo: number, embedding: PackEmbedding): void;
}

/** The outcome for one photo: a problem, or how its result is saved. */
export interface AnalysedPhoto {
  readonly photo: number;
  readonly outcome: { readonly problem: ProblemKind } | { readonly save: (tables: ResultTables) => void };
}

/** Most characters of a line, and most lines of a photo, that are kept. */
const [MOST_CHARACTERS, MOST_LINES] = [1000, 200];
/** Most faces of a photo that are kept, the best ones. */
const MOST_FACES = 200;
/** Photos whose results are deleted in one transaction. */
const FORGOTTEN_AT_ONCE = 500;

/** Writes what analysers found in photos, and which photos they are done with. */
export class AnalysisWriter {
  readonly #index: IndexTransactions;
  readonly #tables: ResultTables = {
    text: (photo, lines) => this.#saveText(photo, lines),
    faces: (photo, faces) => this.#saveFaces(photo, faces),
    embedding: (photo, embedding) => {
      if (saveEmbedding(this.#index, photo, embedding)) this.#noteChange(photo);
    },
  };

  constructor(index: IndexTransactions) {
    this.#index = index;
  }

  #sql(sql: string): PreparedQuery {
    return this.#index.sql(sql);
  }

  /**
   * Photos, not films, with a file that can be reached, which the analyser's version has not seen: those that it crashed
   * on; and the others, first what is dense, then the newest.
   */
  waiting(
    analyser: AnalyserId,
    version: number,
    isDense: (photo: PhotoToAnalyse) => boolean,
  ): { readonly suspects: readonly WaitingPhoto[]; readonly others: readonly WaitingPhoto[] } {
    const keys = new Map(this.#sql('SELECT id, label FROM label_keys').raw().all() as [number, string][]);
    const rows = this.#sql(
      `SELECT p.id AS photo, l.labels, f.name, g.path AS directory, max(coalesce(a.version = 0, 0)) AS suspect
       FROM photos p JOIN files f ON f.photo_id = p.id JOIN directories g ON g.id = f.directory_id
         LEFT JOIN labels l ON l.photo_id = p.id LEFT JOIN folder_states s ON s.folder_id = g.folder_id
         LEFT JOIN analyses a ON a.photo_id = p.id AND a.analyser = ?
       WHERE p.problem_kind IS NULL AND p.frames IS NULL AND f.waits = 0 AND f.cloud_only = 0
         AND f.missing_since IS NULL AND s.unreachable IS NULL AND ${responds('g.folder_id', 'g.path')}
         AND g.folder_id IN (SELECT id FROM folders) AND coalesce(a.version, -1) <> ?
       GROUP BY p.id ORDER BY p.taken_at DESC NULLS LAST, p.id DESC`,
    ).iterate(analyser, version) as IterableIterator<
      Omit<PhotoToAnalyse, 'labels'> & { readonly labels: Uint8Array | null; readonly suspect: number }
    >;
    const [suspects, dense, others]: [WaitingPhoto[], WaitingPhoto[], WaitingPhoto[]] = [[], [], []];
    for (const { photo, name, directory, labels: bytes, suspect } of rows) {
      const labels: string[] = [];
      if (bytes !== null) eachLabel(bytes, (id) => void labels.push(keys.get(id) ?? ''));
      const waiting = { photo, isDense: isDense({ photo, name, directory, labels }) };
      (suspect === 1 ? suspects : waiting.isDense ? dense : others).push(waiting);
    }
    return { suspects, others: [...dense, ...others] };
  }

  /** Number of photos that a version of an analyser is done with. */
  doneCount(analyser: AnalyserId, version: number): number {
    const count = this.#sql('SELECT count(*) FROM analyses WHERE analyser = ? AND version = ?');
    return count.pluck().get(analyser, version) as number;
  }

  /**
   * Records a crash while these photos were being analysed. Several are only suspects, analysed one at a time from now
   * on; one alone gets a crash counted, and after the last one a problem.
   */
  recordCrashes(analyser: AnalyserId, version: number, photos: readonly number[]): void {
    if (photos.length === 0) return;
    const alone = photos.length === 1 ? 1 : 0;
    this.#index.write(() => {
      for (const photo of photos) {
        this.#sql(
          `INSERT INTO analyses (photo_id, analyser, version, deaths)
           SELECT id, ?2, 0, ?3 FROM photos WHERE id = ?1
           ON CONFLICT DO UPDATE SET version = 0, problem = NULL, deaths = deaths + ?3`,
        ).run({ 1: photo, 2: analyser, 3: alone });
        this.#sql(
          `UPDATE analyses SET version = ?, problem = 'crashed'
           WHERE photo_id = ? AND analyser = ? AND deaths >= ${CRASHES_UNTIL_QUARANTINE}`,
        ).run(version, photo, analyser);
      }
    });
  }

  /** Saves the outcomes of a batch of photos in one transaction. */
  save(analyser: AnalyserId, version: number, batch: readonly AnalysedPhoto[]): void {
    if (batch.length === 0) return;
    this.#index.write(() => {
      for (const { photo, outcome } of batch) {
        // Removed while it was being analysed.
        if (this.#sql('SELECT 1 FROM photos WHERE id = ?').get(photo) === undefined) continue;
        if ('save' in outcome) outcome.save(this.#tables);
        this.#sql(
          `INSERT INTO analyses (photo_id, analyser, version, problem) VALUES (?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET version = excluded.version, problem = excluded.problem, deaths = 0`,
        ).run(photo, analyser, version, 'problem' in outcome ? outcome.problem : null);
      }
    });
  }

  #saveText(photo: number, lines: readonly TextLine[]): void {
    const removed = this.#sql('DELETE FROM text_lines WHERE photo_id = ?').run(photo).changes;
    const insert = this.#sql(
      'INSERT INTO text_lines (photo_id, line, text, confidence, box) VALUES (?, ?, ?, ?, ?)',
    );
    for (const [at, line] of lines.slice(0, MOST_LINES).entries()) {
      const { text, confidence, box } = textLineToBytes(line);
      insert.run(photo, at, text.slice(0, MOST_CHARACTERS), confidence, box);
    }
    if (removed > 0 || lines.length > 0) this.#noteChange(photo);
  }

  #saveFaces(photo: number, faces: readonly Face[]): void {
    this.#sql('DELETE FROM faces WHERE photo_id = ?').run(photo);
    const insert = this.#sql(
      'INSERT INTO faces (photo_id, box, score, descriptor) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    );
    for (const { box, score, descriptor } of faces.slice(0, MOST_FACES)) {
      if (descriptor.length !== DESCRIPTOR_SIZE) throw new Error('A face has no descriptor.');
      const bytes = Buffer.alloc(DESCRIPTOR_SIZE * 4);
      for (const [at, value] of descriptor.entries()) bytes.writeFloatLE(value, at * 4);
      insert.run(photo, faceBoxText(box), Math.round(score * 1000), bytes);
    }
    if (faces.length > 0) this.#index.noteUnerased();
    // That a photo has no face is searched for too.
    this.#noteChange(photo);
  }

  #noteChange(photo: number): void {
    this.#sql('INSERT INTO changes (photo_id) VALUES (?)').run(photo);
    this.#index.forgetOldChanges();
    this.#index.bumpRevision();
  }

  /**
   * Photos wait again whose problem may have passed.
   * @param healthy as `retriedProblems` takes it
   */
  retryAccess(healthy: boolean): void {
    this.#index.write(() =>
      this.#sql('DELETE FROM analyses WHERE problem IN (SELECT value FROM json_each(?))').run(
        JSON.stringify(retriedProblems(healthy)),
      ),
    );
  }

  /**
   * Deletes all that an analyser found, in pieces; stops when aborted. Of what is biometric, no byte stays in the file.
   */
  forget(analyser: SwitchedAnalyserId, signal: AbortSignal): void {
    this.#deleteResults(analyser, signal);
    if (analyser === 'faces' && !signal.aborted) this.#index.erase();
  }

  #deleteResults(analyser: SwitchedAnalyserId, signal: AbortSignal): void {
    for (;;) {
      const photos = this.#sql('SELECT photo_id FROM analyses WHERE analyser = ? LIMIT ?')
        .pluck()
        .all(analyser, FORGOTTEN_AT_ONCE) as number[];
      if (photos.length === 0 || signal.aborted) return;
      this.#index.write(() => {
        for (const photo of photos) {
          FORGET[analyser](this.#tables, photo);
          this.#sql('DELETE FROM analyses WHERE photo_id = ? AND analyser = ?').run(photo, analyser);
        }
      });
    }
  }
}

/** How the result of each analyser is deleted. */
const FORGET = {
  text: (tables, photo) => tables.text(photo, []),
  faces: (tables, photo) => tables.faces(photo, []),
} as const satisfies Record<SwitchedAnalyserId, (tables: ResultTables, photo: number) => void>;
