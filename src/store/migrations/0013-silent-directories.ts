/** Directories whose drive did not answer are left out until they are tried again. */
export const silentDirectories = `
CREATE TABLE silent_directories (
  folder_id INTEGER NOT NULL,
  path BLOB NOT NULL,                   -- relative to the folder; empty for all of it
  tries INTEGER NOT NULL,               -- how often in a row it did not answer
  until INTEGER NOT NULL,               -- when it is tried again, ms since 1970
  PRIMARY KEY (folder_id, path)
) STRICT, WITHOUT ROWID;
`;
