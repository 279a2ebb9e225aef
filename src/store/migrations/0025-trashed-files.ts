/**
 * Files that the user moved to the trash, or that are on their way into it: `intended` is written before a file is
 * moved, so that after a crash it is known which files to look for. Where a file came from stays, for its way back.
 */
export const trashedFiles = `
CREATE TABLE trashed_files (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run INTEGER NOT NULL,                 -- the files that went together
  state TEXT NOT NULL CHECK (state IN ('intended', 'moved')),
  process INTEGER NOT NULL,             -- id of the process that moves it
  at INTEGER NOT NULL,                  -- ms since 1970
  original BLOB NOT NULL,               -- absolute path
  folder_id INTEGER NOT NULL,
  directory BLOB NOT NULL,              -- relative to the folder
  name BLOB NOT NULL,
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL,               -- microseconds since 1970
  kind TEXT,                            -- as files.kind; null: a companion
  cloud_only INTEGER NOT NULL,
  photo_id INTEGER,
  waits INTEGER NOT NULL,
  trash_file BLOB,                      -- absolute path in the trash; null: only the system knows it
  trash_info BLOB
) STRICT;
CREATE INDEX trashed_files_run ON trashed_files (run);
`;
