/**
 * Photos whose files are not there. `files.missing_since` names the event at which a scan found many files gone at
 * once; `missing_events` has a row for each event of a folder that the user was asked about.
 */
export const missingFiles = `
ALTER TABLE files ADD COLUMN missing_since INTEGER; -- ms since 1970; null: there
CREATE INDEX files_missing ON files (directory_id, missing_since) WHERE missing_since IS NOT NULL;
CREATE TABLE missing_events (
  folder_id INTEGER NOT NULL,
  since INTEGER NOT NULL,               -- as files.missing_since
  expected INTEGER NOT NULL DEFAULT 0,  -- 1: the user expects the files back
  PRIMARY KEY (folder_id, since)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER file_missing AFTER UPDATE OF missing_since ON files
  WHEN (new.missing_since IS NULL) <> (old.missing_since IS NULL) AND new.photo_id IS NOT NULL BEGIN
  INSERT INTO changes (photo_id) VALUES (new.photo_id);
END;
`;
