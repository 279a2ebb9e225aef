/**
 * The groups of faces as they were last made (index), so that they are there at once and new faces join them. A face
 * that is found again, or whose photo is removed, leaves its group.
 */
export const faceGroups = `
CREATE TABLE face_groups (
  photo_id INTEGER NOT NULL,
  box TEXT NOT NULL,
  number INTEGER,                       -- of its group, which stays while the group grows; null: it waits
  seed INTEGER,                         -- its group before near groups were joined; null: put behind them
  known INTEGER NOT NULL,               -- 1: the user or another program says who it is
  stated TEXT NOT NULL,                 -- what was stated of it, as a hash; empty: nothing
  PRIMARY KEY (photo_id, box),
  FOREIGN KEY (photo_id, box) REFERENCES faces (photo_id, box) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Two faces whose groups may be of one person.
CREATE TABLE face_questions (
  rank INTEGER PRIMARY KEY,
  photo_id INTEGER NOT NULL,
  box TEXT NOT NULL,
  other_photo_id INTEGER NOT NULL,
  other_box TEXT NOT NULL,
  FOREIGN KEY (photo_id, box) REFERENCES faces (photo_id, box) ON DELETE CASCADE,
  FOREIGN KEY (other_photo_id, other_box) REFERENCES faces (photo_id, box) ON DELETE CASCADE
) STRICT;
CREATE INDEX face_questions_face ON face_questions (photo_id, box);
CREATE INDEX face_questions_other ON face_questions (other_photo_id, other_box);
`;
