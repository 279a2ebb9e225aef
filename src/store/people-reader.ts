import { DESCRIPTOR_SIZE, type FaceBox } from '../domain/face.ts';
import { faceBoxOf } from '../domain/face-box.ts';
import { readFaceGroups, type StoredFaceGroups } from './face-groups-reader.ts';
import type { Connection } from './open-database.ts';
import { PreparedQueries } from './prepared-queries.ts';
import { LISTED } from './settle-photo.ts';

/** A face that the analyser found. */
export interface FoundFaceRow {
  readonly photo: number;
  readonly boxText: string;
  readonly box: FaceBox;
  /** 0 to 1 */
  readonly score: number;
  /** In pixels of the picture that it was found in: of at most 2000 px on the longer side. */
  readonly height: number;
}

export interface PersonRow {
  readonly id: number;
  readonly uid: string;
  /** Empty: not named yet. */
  readonly name: string;
  readonly hidden: number;
  readonly birthday: string | null;
  /** The photo of the cover and its box; null if none was chosen or it is not in the library. */
  readonly coverPhoto: number | null;
  readonly coverBox: string | null;
}

/** A statement on a face of a photo that is in the library. */
export interface FaceStatementRow {
  readonly person: number;
  readonly photo: number;
  readonly boxText: string;
  readonly applies: boolean;
}

/** Where another program states that a person is. */
export interface RegionRow {
  readonly photo: number;
  readonly name: string;
  readonly box: FaceBox;
}

/** Everything that is known of faces and people. */
export interface PeopleRows {
  readonly found: readonly FoundFaceRow[];
  readonly people: readonly PersonRow[];
  /** The oldest first. */
  readonly statements: readonly FaceStatementRow[];
  readonly notFaces: readonly { readonly photo: number; readonly boxText: string }[];
  readonly different: readonly {
    readonly photo: number;
    readonly boxText: string;
    readonly otherPhoto: number;
    readonly otherBox: string;
  }[];
  readonly regions: readonly RegionRow[];
}

/** Longer side of the picture that faces are cut from. */
const MOST_PIXELS = 2000;

/**
 * A photo that can be shown. What is stated of a face is stored by the content of its photo, which has to be known. It
 * is looked at for each face: a list of all such photos would take longer in a large library with few faces.
 */
const isShown = (photo: string): string =>
  `EXISTS (SELECT 1 FROM photos p WHERE p.id = ${photo} AND p.problem_kind IS NULL AND NOT ${LISTED}
     AND EXISTS (SELECT 1 FROM files f JOIN directories g ON g.id = f.directory_id
       JOIN folders d ON d.id = g.folder_id WHERE f.photo_id = p.id))`;

/** Reads faces and people. */
export class PeopleReader {
  readonly #db: Connection<'read'>;
  readonly #queries: PreparedQueries;

  constructor(db: Connection<'read'>) {
    this.#db = db;
    this.#queries = new PreparedQueries(db);
  }

  #all<T>(sql: string): T[] {
    return this.#queries.of(sql).all() as T[];
  }

  /** All of it, of one moment. Photos in no folder are left out. */
  rows(): PeopleRows {
    return this.#db.transaction(() => this.#rows())();
  }

  /** The same with the descriptors of the found faces, and the grouping that was stored last. */
  rowsToGroup(): {
    readonly rows: PeopleRows;
    readonly descriptors: ReadonlyMap<FoundFaceRow, Float32Array>;
    readonly before: StoredFaceGroups;
  } {
    return this.#db.transaction(() => {
      const rows = this.#rows();
      return { rows, descriptors: this.#descriptors(rows.found), before: readFaceGroups(this.#db) };
    })();
  }

  /** The grouping that was stored last, of one moment. */
  groups(): StoredFaceGroups {
    return this.#db.transaction(() => readFaceGroups(this.#db))();
  }

  #rows(): PeopleRows {
    return {
      found: this.#found(),
      people: this.#all<PersonRow>(
        `SELECT w.id, uid, name, hidden, birthday, p.id AS coverPhoto, cover_box AS coverBox
         FROM people w LEFT JOIN photos p ON p.hash = w.cover_hash ORDER BY w.id`,
      ),
      statements: this.#all<Omit<FaceStatementRow, 'applies'> & { says: number }>(
        `SELECT person_id AS person, p.id AS photo, box AS boxText, says
         FROM face_statements s JOIN photos p ON p.hash = s.hash WHERE ${isShown('p.id')} ORDER BY s.at, p.hash, box`,
      ).map(({ says, ...row }) => ({ ...row, applies: says === 1 })),
      notFaces: this.#all<PeopleRows['notFaces'][number]>(
        'SELECT p.id AS photo, box AS boxText FROM not_faces s JOIN photos p ON p.hash = s.hash',
      ),
      different: this.#all<PeopleRows['different'][number]>(
        `SELECT p.id AS photo, box AS boxText, o.id AS otherPhoto, other_box AS otherBox FROM different_faces s
         JOIN photos p ON p.hash = s.hash JOIN photos o ON o.hash = s.other_hash`,
      ),
      regions: this.#regions(),
    };
  }

  /** In the order in which their photos came: groups grow at their end. */
  #found(): FoundFaceRow[] {
    return this.#all<{ photo: number; boxText: string; score: number; width: number; height: number }>(
      `SELECT photo_id AS photo, box AS boxText, score, w.width, w.height FROM faces JOIN photos w ON w.id = photo_id
       WHERE ${isShown('photo_id')} ORDER BY photo_id, box`,
    ).map(({ photo, boxText, score, width, height }) => {
      const box = faceBoxOf(boxText);
      const shown = height * Math.min(1, MOST_PIXELS / Math.max(1, width, height));
      return { photo, boxText, box, score: score / 1000, height: (box.bottom - box.top) * shown };
    });
  }

  #descriptors(found: readonly FoundFaceRow[]): Map<FoundFaceRow, Float32Array> {
    const query = this.#queries.of('SELECT descriptor FROM faces WHERE photo_id = ? AND box = ?').pluck();
    return new Map(
      found.map((face) => {
        const bytes = query.get(face.photo, face.boxText) as Buffer;
        return [face, Float32Array.from({ length: DESCRIPTOR_SIZE }, (_, at) => bytes.readFloatLE(at * 4))];
      }),
    );
  }

  #regions(): RegionRow[] {
    return this.#all<{
      photo: number;
      name: string;
      left: number;
      top: number;
      width: number;
      height: number;
    }>(
      `SELECT photo_id AS photo, name, "left", top, width, height FROM regions
       WHERE "left" IS NOT NULL AND width > 0 AND height > 0 AND ${isShown('photo_id')} ORDER BY photo_id, name`,
    ).map(({ photo, name, left, top, width, height }) => ({
      photo,
      name,
      box: { left, top, right: Math.min(1, left + width), bottom: Math.min(1, top + height) },
    }));
  }

  hasFaces(): boolean {
    return this.#queries.of('SELECT 1 FROM faces LIMIT 1').get() !== undefined;
  }

  /** Number of people that the user named or made, and of statements on faces of none. */
  stated(): number {
    return this.#queries
      .of(
        `SELECT (SELECT count(*) FROM people) + (SELECT count(*) FROM not_faces)
           + (SELECT count(*) FROM different_faces)`,
      )
      .pluck()
      .get() as number;
  }

  /** Number of faces that were found, and of photos in which they were looked for. */
  counts(version: number): { readonly faces: number; readonly photos: number } {
    return this.#queries
      .of(
        `SELECT (SELECT count(*) FROM faces) AS faces,
           (SELECT count(*) FROM analyses WHERE analyser = 'faces' AND version = ?) AS photos`,
      )
      .get(version) as { faces: number; photos: number };
  }
}
