import type { FaceBox } from '../domain/face.ts';
import { faceBoxOf } from '../domain/face-box.ts';
import type { Connection } from './open-database.ts';

/** Where the faces of a photo are. */
export interface PhotoFaceBoxes {
  readonly photo: number;
  /** They were looked for. */
  readonly isSeen: boolean;
  readonly found: readonly FaceBox[];
  /** Of people that other programs name. */
  readonly regions: readonly FaceBox[];
  /** Where the user states that there is no face. */
  readonly denied: readonly FaceBox[];
}

interface Row {
  readonly photo: number;
  /** 0: the photo was looked at; 1: found; 2: region; 3: no face. */
  readonly kind: number;
  readonly box: string | null;
  readonly left: number | null;
  readonly top: number | null;
  readonly width: number | null;
  readonly height: number | null;
}

const among = (column: string, chosen: readonly number[] | null): string =>
  chosen === null ? '?1 IS NULL' : `${column} IN (SELECT value FROM json_each(?1))`;

const rowsOf = (chosen: readonly number[] | null): string =>
  `SELECT photo_id AS photo, 0 AS kind, NULL AS box, NULL AS "left", NULL AS top, NULL AS width, NULL AS height
     FROM analyses WHERE analyser = 'faces' AND version > 0 AND problem IS NULL AND ${among('photo_id', chosen)}
   UNION ALL SELECT photo_id, 1, box, NULL, NULL, NULL, NULL FROM faces WHERE ${among('photo_id', chosen)}
   UNION ALL SELECT photo_id, 2, NULL, "left", top, width, height FROM regions
     WHERE width > 0 AND height > 0 AND ${among('photo_id', chosen)}
   UNION ALL SELECT p.id, 3, n.box, NULL, NULL, NULL, NULL FROM not_faces n JOIN photos p ON p.hash = n.hash
     WHERE ${among('p.id', chosen)}
   ORDER BY photo, kind`;

/** Photo by photo; those of which nothing is known are left out, unless they are chosen. */
export function* indexedFaces(
  db: Connection<'read'>,
  chosen: readonly number[] | null,
): Generator<PhotoFaceBoxes> {
  const rows = db
    .prepare(rowsOf(chosen))
    .iterate({ 1: chosen === null ? null : JSON.stringify(chosen) }) as IterableIterator<Row>;
  const begin = (photo: number) => ({
    photo,
    isSeen: false,
    found: [] as FaceBox[],
    regions: [] as FaceBox[],
    denied: [] as FaceBox[],
  });
  let current = begin(0);
  for (const row of rows) {
    if (row.photo !== current.photo) {
      if (current.photo !== 0) yield current;
      current = begin(row.photo);
    }
    if (row.kind === 0) current.isSeen = true;
    else [current.found, current.regions, current.denied][row.kind - 1]?.push(boxOf(row));
  }
  if (current.photo !== 0) yield current;
}

function boxOf({ box, left, top, width, height }: Row): FaceBox {
  if (box !== null) return faceBoxOf(box);
  const [x, y] = [left ?? 0, top ?? 0];
  return { left: x, top: y, right: Math.min(1, x + (width ?? 0)), bottom: Math.min(1, y + (height ?? 0)) };
}

/** What the user stated is no face: the boxes as one text, by photo. */
export function deniedFaces(db: Connection<'read'>): Map<number, string> {
  const rows = db
    .prepare(
      `SELECT p.id, group_concat(n.box, ' ' ORDER BY n.box) FROM not_faces n JOIN photos p ON p.hash = n.hash
       GROUP BY p.id`,
    )
    .raw()
    .all() as [number, string][];
  return new Map(rows);
}
