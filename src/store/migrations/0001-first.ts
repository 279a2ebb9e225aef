/**
 * The first form of a library. `folders`, `exclusions` and `settings` are the person's tables; all others
 * are the machine's.
 */
export const first = `
CREATE TABLE folders (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again after a removal
  path BLOB NOT NULL UNIQUE,            -- absolute, as the system's bytes
  added_at INTEGER NOT NULL             -- ms since 1970
) STRICT;

CREATE TABLE exclusions (
  folder_id INTEGER NOT NULL REFERENCES folders (id) ON DELETE CASCADE,
  path BLOB NOT NULL,                   -- directory relative to the folder
  PRIMARY KEY (folder_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL                   -- JSON
) STRICT, WITHOUT ROWID;

-- What the last scan said of a folder. No foreign key to the person's tables: removing a folder is one
-- small write, and the machine cleans up behind it.
CREATE TABLE folder_states (
  folder_id INTEGER PRIMARY KEY,
  scanned_at INTEGER,                   -- ms since 1970; null: never to its end
  unreachable TEXT,                     -- why the last scan could not read it
  missing INTEGER NOT NULL DEFAULT 0    -- files gone at once that a person has to be asked about
) STRICT;

-- A photo is content: one row for each hash, however many files hold it.
CREATE TABLE photos (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,            -- SHA-256 of the file's bytes
  format TEXT,
  width INTEGER, height INTEGER,        -- upright, pixels
  taken_at TEXT,                        -- wall clock, YYYY-MM-DDTHH:mm:ss
  taken_offset INTEGER,                 -- minutes east of UTC
  taken_from TEXT,
  camera TEXT, lens TEXT,
  latitude REAL, longitude REAL,
  keywords TEXT,                        -- JSON array; null: none
  rating INTEGER,
  caption TEXT,
  warning TEXT,                         -- slightly damaged
  problem_kind TEXT, problem_detail TEXT -- could not be decoded
) STRICT;
CREATE INDEX photos_by_time ON photos (taken_at);

-- A file is a place. It waits while it has neither a photo nor a problem.
CREATE TABLE files (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- the crash marker names files by it
  folder_id INTEGER NOT NULL,
  path BLOB NOT NULL,                   -- relative to the folder
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL,               -- microseconds since 1970
  kind TEXT NOT NULL,
  cloud_only INTEGER NOT NULL,
  photo_id INTEGER REFERENCES photos (id),
  problem_kind TEXT, problem_detail TEXT,
  suspect INTEGER NOT NULL DEFAULT 0,   -- the indexer died while this and others were being decoded
  deaths INTEGER NOT NULL DEFAULT 0,    -- how often it died on this one alone
  UNIQUE (folder_id, path)
) STRICT;
CREATE INDEX files_by_photo ON files (photo_id);
CREATE INDEX files_waiting ON files (mtime)
  WHERE kind = 'photo' AND cloud_only = 0 AND photo_id IS NULL AND problem_kind IS NULL;

CREATE TABLE models (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- The raw answer of the network.
CREATE TABLE answers (
  photo_id INTEGER PRIMARY KEY REFERENCES photos (id) ON DELETE CASCADE,
  model_id INTEGER NOT NULL REFERENCES models (id),
  classes BLOB NOT NULL,
  concepts BLOB NOT NULL,
  signature BLOB NOT NULL,
  phrase_norm REAL NOT NULL
) STRICT;

CREATE TABLE label_keys (
  id INTEGER PRIMARY KEY,
  label TEXT NOT NULL UNIQUE
) STRICT;

-- Derived from the answers and the vocabulary named in meta 'vocabulary'; can be made again at any time.
CREATE TABLE labels (
  label_id INTEGER NOT NULL,
  photo_id INTEGER NOT NULL,
  score INTEGER NOT NULL,               -- 0 to 32767 for 0 to 1
  PRIMARY KEY (label_id, photo_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
