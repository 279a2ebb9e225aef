import * as z from 'zod';
import type { Connection } from './open-database.ts';

/** A found face in the stored grouping. */
export interface GroupedFaceRow {
  readonly photo: number;
  readonly boxText: string;
  /** Number of its group, which stays while the group grows; null: it waits. */
  readonly group: number | null;
  /** The group that it was put into before near groups were joined; null: it was put behind them. */
  readonly seed: number | null;
  /** The user or another program states who it is. */
  readonly isKnown: boolean;
  /** What was stated of it, as a hash; empty: nothing. */
  readonly stated: string;
}

interface FacePair {
  readonly one: { readonly photo: number; readonly boxText: string };
  readonly other: { readonly photo: number; readonly boxText: string };
}

/** The grouping of all faces as it was last made. */
export interface StoredFaceGroups {
  /** By photo and box. */
  readonly faces: readonly GroupedFaceRow[];
  /** Pairs whose groups may be of one person, the nearest first. */
  readonly questions: readonly FacePair[];
  /** `LibraryReader.contentState` that it was made of; null: none was, or a part of it is gone. */
  readonly state: string | null;
  /** The number of the next group that begins. */
  readonly next: number;
}

export const FACE_GROUPS_KEY = 'face-groups';
/** Raised when the rules of grouping change. */
export const FACE_GROUPS_VERSION = 1;

/** What the row of `meta` states of the tables. */
const markSchema = z.object({
  version: z.int(),
  state: z.string(),
  /** Rows of faces and of questions: fewer are there where faces were removed. */
  faces: z.int(),
  questions: z.int(),
  next: z.int().min(1),
});
export type FaceGroupsMark = z.infer<typeof markSchema>;

/** Reads the stored grouping; without one that is whole, `state` is null. */
export function readFaceGroups(db: Connection<'read'> | Connection<'machine'>): StoredFaceGroups {
  const text = db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(FACE_GROUPS_KEY);
  const mark = typeof text === 'string' ? markSchema.parse(JSON.parse(text)) : null;
  const faces = db
    .prepare(
      'SELECT photo_id AS photo, box AS boxText, number AS "group", seed, known, stated FROM face_groups ORDER BY photo_id, box',
    )
    .all() as (Omit<GroupedFaceRow, 'isKnown'> & { readonly known: number })[];
  const questions = db
    .prepare('SELECT photo_id, box, other_photo_id, other_box FROM face_questions ORDER BY rank')
    .raw()
    .all() as [number, string, number, string][];
  const isWhole =
    mark !== null &&
    mark.version === FACE_GROUPS_VERSION &&
    mark.faces === faces.length &&
    mark.questions === questions.length;
  return {
    faces: faces.map(({ known, ...face }) => ({ ...face, isKnown: known === 1 })),
    questions: questions.map(([photo, boxText, otherPhoto, otherBox]) => ({
      one: { photo, boxText },
      other: { photo: otherPhoto, boxText: otherBox },
    })),
    state: isWhole ? mark.state : null,
    next: mark?.next ?? 1,
  };
}
