/**
 * What two histories of one library need to be joined: when each row of user data was last written, also of removed
 * ones (`stamps`), and ids of custom labels and albums that are the same in every copy of the library (`uid`).
 * Ignored problems are stored by path, so that they outlive the numbers of the files.
 */
export const histories = `
CREATE TABLE stamps (
  subject TEXT PRIMARY KEY,             -- table and key of a row, the same in every copy of the library
  at INTEGER NOT NULL,                  -- ms since 1970
  branch TEXT NOT NULL,                 -- who wrote it
  gone INTEGER NOT NULL                 -- 1: the row was removed
) STRICT, WITHOUT ROWID;

ALTER TABLE own_labels ADD COLUMN uid TEXT NOT NULL DEFAULT '';
UPDATE own_labels SET uid = id || '@' || at;
ALTER TABLE albums ADD COLUMN uid TEXT NOT NULL DEFAULT '';
UPDATE albums SET uid = id || '@' || at;

CREATE TABLE new_ignored_problems (
  folder_id INTEGER NOT NULL REFERENCES folders (id) ON DELETE CASCADE,
  path BLOB NOT NULL,                   -- relative to the folder
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL,               -- microseconds since 1970
  PRIMARY KEY (folder_id, path)
) STRICT, WITHOUT ROWID;
INSERT INTO new_ignored_problems
  SELECT f.folder_id, f.path, i.size, i.mtime FROM ignored_problems i JOIN file_paths f ON f.id = i.file_id
  WHERE f.folder_id IN (SELECT id FROM folders);
DROP TABLE ignored_problems;
ALTER TABLE new_ignored_problems RENAME TO ignored_problems;
`;
