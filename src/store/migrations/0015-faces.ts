/**
 * Faces that the analyser `faces` found (index), and what the user states of people (user data). A statement names a face
 * by the content of its photo and its box, never by a row or a descriptor: a face that is found again is the one at
 * that place. A box is "left,top,right,bottom", 0 to 65535 for 0 to 1 of the upright picture.
 */
export const faces = `
CREATE TABLE faces (
  photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  box TEXT NOT NULL,
  score INTEGER NOT NULL,               -- 0 to 1000 for 0 to 1
  descriptor BLOB NOT NULL,             -- 128 numbers of 32 bits, little-endian; biometric: never in user data
  PRIMARY KEY (photo_id, box)
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL,                    -- the same in every copy of the library
  name TEXT NOT NULL,                   -- empty: not named yet
  name_key TEXT NOT NULL UNIQUE,        -- of a person without a name, '?' and its uid
  hidden INTEGER NOT NULL DEFAULT 0,
  birthday TEXT,                        -- YYYY-MM-DD
  cover_hash BLOB,
  cover_box TEXT,
  at INTEGER NOT NULL                   -- ms since 1970
) STRICT;

CREATE TABLE face_statements (
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  hash BLOB NOT NULL,
  box TEXT NOT NULL,
  says INTEGER NOT NULL,                -- 1: is this person; 0: is not
  at INTEGER NOT NULL,
  PRIMARY KEY (person_id, hash, box)
) STRICT, WITHOUT ROWID;

CREATE TABLE not_faces (
  hash BLOB NOT NULL,
  box TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (hash, box)
) STRICT, WITHOUT ROWID;

-- Two faces of different people.
CREATE TABLE different_faces (
  hash BLOB NOT NULL,
  box TEXT NOT NULL,
  other_hash BLOB NOT NULL,
  other_box TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (hash, box, other_hash, other_box)
) STRICT, WITHOUT ROWID;
`;
