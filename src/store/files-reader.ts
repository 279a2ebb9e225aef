import { IGNORED } from './ignored.ts';
import type { FilePlaceRow, MissingPhotos, ProblemFileRow, ScannedFileRow } from './library-rows.ts';
import type { Connection } from './open-database.ts';
import { PreparedQueries, type PreparedQuery } from './prepared-queries.ts';
import { selected } from './selected.ts';
import { CURRENT_ID } from './settle-photo.ts';

const PROBLEM_FILES = `FROM file_paths f JOIN folders d ON d.id = f.folder_id LEFT JOIN photos p ON p.id = f.photo_id
  WHERE (f.problem_kind IS NOT NULL OR p.problem_kind IS NOT NULL)`;

/** What is listed for each row. */
const PLACE = {
  photo: 'f.photo_id',
  file: 'f.id',
  folder: 'f.folder_id',
  folderPath: 'd.path',
  path: 'f.path',
};
const FILE_PLACE = selected<FilePlaceRow>(PLACE);
const SCANNED_FILE = selected<ScannedFileRow>({
  ...PLACE,
  directory: 'f.directory',
  name: 'f.name',
  size: 'f.size',
  mtime: 'f.mtime',
  kind: 'f.kind',
  cloudOnly: 'f.cloud_only',
  waits: 'f.waits',
  missing: 'f.missing_since IS NOT NULL',
});
const PROBLEM_FILE = selected<ProblemFileRow>({
  file: 'f.id',
  folderPath: 'd.path',
  path: 'f.path',
  kind: 'coalesce(f.problem_kind, p.problem_kind)',
  detail: "coalesce(f.problem_detail, p.problem_detail, '')",
  crashes: 'f.deaths',
});

/** Reads files: where photos lie, what is missing, what could not be read. */
export class FilesReader {
  readonly #queries: PreparedQueries;

  constructor(db: Connection<'read'>) {
    this.#queries = new PreparedQueries(db);
  }

  #sql(sql: string): PreparedQuery {
    return this.#queries.of(sql);
  }

  /** The places of one photo, or of every photo. */
  places(photo: number | null = null): FilePlaceRow[] {
    // Two statements: with one for both, SQLite looks at every file for one photo.
    const wanted = photo === null ? 'f.photo_id IS NOT NULL' : `f.photo_id = ${CURRENT_ID}`;
    const sql = this.#sql(
      `SELECT ${FILE_PLACE}
       FROM file_paths f JOIN folders d ON d.id = f.folder_id WHERE ${wanted} ORDER BY f.id`,
    );
    return (photo === null ? sql.all() : sql.all({ 1: photo })) as FilePlaceRow[];
  }

  /** The files of photos, as they were scanned, by rising id. */
  filesOf(photos: readonly number[]): ScannedFileRow[] {
    const rows = this.#sql(
      `SELECT ${SCANNED_FILE}
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

  /** Photos without a problem of which more than one file is there, in a folder that is still chosen. */
  photosInSeveralFiles(): number[] {
    const photos = this.#sql(
      `SELECT p.id FROM file_paths f JOIN photos p ON p.id = f.photo_id JOIN folders d ON d.id = f.folder_id
       WHERE f.missing_since IS NULL AND f.waits = 0 AND p.problem_kind IS NULL AND p.merged_into IS NULL
       GROUP BY p.id HAVING count(*) > 1 ORDER BY p.id`,
    );
    return photos.pluck().all() as number[];
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
      `SELECT ${PROBLEM_FILE}
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
}
