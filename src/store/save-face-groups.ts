import {
  FACE_GROUPS_KEY,
  FACE_GROUPS_VERSION,
  type FaceGroupsMark,
  type GroupedFaceRow,
  readFaceGroups,
  type StoredFaceGroups,
} from './face-groups-reader.ts';
import { openDatabase, storeError } from './open-database.ts';

const keyOf = ({ photo, boxText }: Pick<GroupedFaceRow, 'photo' | 'boxText'>): string =>
  `${photo} ${boxText}`;

/**
 * Stores a grouping in place of the one before, in one transaction; only what differs is written. A face that was
 * removed meanwhile is left out.
 * @param library its path
 * @throws BeachcombError what `openDatabase` throws
 */
export function saveFaceGroups(library: string, groups: StoredFaceGroups & { readonly state: string }): void {
  const db = openDatabase(library, 'machine');
  try {
    const put = db.prepare(
      `INSERT INTO face_groups (photo_id, box, number, seed, known, stated)
         SELECT photo_id, box, ?3, ?4, ?5, ?6 FROM faces WHERE photo_id = ?1 AND box = ?2
       ON CONFLICT DO UPDATE SET number = ?3, seed = ?4, known = ?5, stated = ?6`,
    );
    const remove = db.prepare('DELETE FROM face_groups WHERE photo_id = ? AND box = ?');
    const ask = db.prepare(
      `INSERT INTO face_questions (photo_id, box, other_photo_id, other_box)
         SELECT f.photo_id, f.box, o.photo_id, o.box FROM faces f JOIN faces o
         WHERE f.photo_id = ? AND f.box = ? AND o.photo_id = ? AND o.box = ?`,
    );
    db.transaction(() => {
      const before = new Map(readFaceGroups(db).faces.map((face) => [keyOf(face), face]));
      for (const face of groups.faces) {
        const was = before.get(keyOf(face));
        before.delete(keyOf(face));
        if (was !== undefined && isSame(was, face)) continue;
        const { photo, boxText, group, seed, isKnown, stated } = face;
        put.run({ 1: photo, 2: boxText, 3: group, 4: seed, 5: isKnown ? 1 : 0, 6: stated });
      }
      for (const { photo, boxText } of before.values()) remove.run(photo, boxText);
      db.prepare('DELETE FROM face_questions').run();
      for (const { one, other } of groups.questions)
        ask.run(one.photo, one.boxText, other.photo, other.boxText);
      const mark: FaceGroupsMark = {
        version: FACE_GROUPS_VERSION,
        state: groups.state,
        next: groups.next,
        faces: groups.faces.length,
        questions: groups.questions.length,
      };
      db.prepare(
        'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
      ).run(FACE_GROUPS_KEY, JSON.stringify(mark));
    }).immediate();
  } catch (error) {
    throw storeError(error);
  } finally {
    db.close();
  }
}

const isSame = (a: GroupedFaceRow, b: GroupedFaceRow): boolean =>
  a.group === b.group && a.seed === b.seed && a.isKnown === b.isKnown && a.stated === b.stated;
