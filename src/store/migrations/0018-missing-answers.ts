/**
 * The answers of the user about photos whose files are gone, as user data: in the journal and in a backup. What
 * `missing_events.expected` had is taken over.
 */
export const missingAnswers = `
CREATE TABLE missing_answers (
  folder_id INTEGER NOT NULL REFERENCES folders (id) ON DELETE CASCADE,
  since INTEGER NOT NULL,               -- as files.missing_since
  forget INTEGER NOT NULL,              -- 1: the files are deleted; 0: they will come back
  PRIMARY KEY (folder_id, since)
) STRICT, WITHOUT ROWID;
INSERT INTO missing_answers
  SELECT folder_id, since, 0 FROM missing_events
  WHERE expected = 1 AND folder_id IN (SELECT id FROM folders);
ALTER TABLE missing_events DROP COLUMN expected;
`;
