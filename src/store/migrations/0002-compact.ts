import type { Database } from 'better-sqlite3';

/** The answers of form 1: uint16 indices and float16 probabilities, float16 concepts, int8 signature. */
interface OldAnswer {
  readonly photo: number;
  readonly model: number;
  readonly classes: Uint8Array;
  readonly concepts: Uint8Array;
  readonly signature: Uint8Array;
  readonly norm: number;
}

/**
 * Half the bytes for each photo, so that a million fit a gigabyte: directories are named once, cameras and
 * lenses too, an answer is packed (packAnswer), the labels of a photo are one blob (label-bytes.ts). The
 * labels are derived again. New: what a person states (corrections, own labels, favourites, albums, searches),
 * by content; a log of changed photos for whoever keeps them in memory.
 */
export function compact(db: Database): void {
  db.exec(`
CREATE TABLE directories (
  id INTEGER PRIMARY KEY,
  folder_id INTEGER NOT NULL,
  path BLOB NOT NULL,                   -- relative to the folder; empty for the folder itself
  UNIQUE (folder_id, path)
) STRICT;

CREATE TABLE new_files (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- the crash marker names files by it
  directory_id INTEGER NOT NULL REFERENCES directories (id),
  name BLOB NOT NULL,
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL,               -- microseconds since 1970
  kind TEXT NOT NULL,
  cloud_only INTEGER NOT NULL,
  photo_id INTEGER REFERENCES photos (id),
  problem_kind TEXT, problem_detail TEXT,
  suspect INTEGER NOT NULL DEFAULT 0,   -- the indexer died while this and others were being decoded
  deaths INTEGER NOT NULL DEFAULT 0,    -- how often it died on this one alone
  UNIQUE (directory_id, name)
) STRICT;`);
  moveFiles(db);
  db.exec(`
DROP TABLE files;
ALTER TABLE new_files RENAME TO files;
CREATE INDEX files_by_photo ON files (photo_id);
CREATE INDEX files_waiting ON files (mtime)
  WHERE kind = 'photo' AND cloud_only = 0 AND photo_id IS NULL AND problem_kind IS NULL;
-- A file with its whole path relative to its folder.
CREATE VIEW file_paths AS
  SELECT f.*, d.folder_id, d.path AS directory,
    CASE length(d.path) WHEN 0 THEN f.name ELSE CAST(d.path || x'2f' || f.name AS BLOB) END AS path
  FROM files f JOIN directories d ON d.id = f.directory_id;

CREATE TABLE equipment (                -- cameras and lenses
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO equipment (name)
  SELECT camera FROM photos WHERE camera IS NOT NULL UNION SELECT lens FROM photos WHERE lens IS NOT NULL;
DROP INDEX photos_by_time;
ALTER TABLE photos ADD COLUMN camera_id INTEGER;
ALTER TABLE photos ADD COLUMN lens_id INTEGER;
-- The likeness of two pictures by their pixels, 64 bits; null: not computed yet.
ALTER TABLE photos ADD COLUMN perceptual_hash BLOB;
-- The mean colour, 15 bits (see src/domain/photo.ts); null: not known.
ALTER TABLE photos ADD COLUMN colour INTEGER;
UPDATE photos SET camera_id = (SELECT id FROM equipment WHERE name = camera),
  lens_id = (SELECT id FROM equipment WHERE name = lens);
ALTER TABLE photos DROP COLUMN camera;
ALTER TABLE photos DROP COLUMN lens;

-- The raw answer of the network.
CREATE TABLE new_answers (
  photo_id INTEGER PRIMARY KEY REFERENCES photos (id) ON DELETE CASCADE,
  model_id INTEGER NOT NULL REFERENCES models (id),
  signature BLOB NOT NULL,
  scores BLOB NOT NULL
) STRICT;`);
  moveAnswers(db);
  db.exec(`
DROP TABLE answers;
ALTER TABLE new_answers RENAME TO answers;

-- Derived from the answers and the vocabulary named in meta 'vocabulary'; see src/store/label-bytes.ts.
DROP TABLE labels;
CREATE TABLE labels (
  photo_id INTEGER PRIMARY KEY,
  labels BLOB NOT NULL
) STRICT;
DELETE FROM meta WHERE key = 'vocabulary';

-- Photos whose row, places, answer or labels changed, in order: what is kept in memory follows it.
CREATE TABLE changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  photo_id INTEGER NOT NULL
) STRICT;
CREATE TRIGGER file_linked AFTER UPDATE OF photo_id ON files WHEN new.photo_id IS NOT old.photo_id BEGIN
  INSERT INTO changes (photo_id) SELECT id FROM (SELECT old.photo_id AS id UNION SELECT new.photo_id) WHERE id IS NOT NULL;
END;
CREATE TRIGGER file_gone AFTER DELETE ON files WHEN old.photo_id IS NOT NULL BEGIN
  INSERT INTO changes (photo_id) VALUES (old.photo_id);
END;

-- What the person said, by the SHA-256 of the content: it outlives rows, paths and models.
CREATE TABLE corrections (
  hash BLOB NOT NULL,
  label TEXT NOT NULL,
  says INTEGER NOT NULL,                -- 1: it is, 0: it is not
  at INTEGER NOT NULL,                  -- ms since 1970, as everywhere below
  PRIMARY KEY (hash, label)
) STRICT, WITHOUT ROWID;
CREATE INDEX corrections_by_label ON corrections (label);
CREATE TABLE own_labels (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again; the label's key is 'own:' and this
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,        -- the name as names are compared
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE favourites (
  hash BLOB PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE albums (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  search TEXT,                          -- null: put together by hand
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE album_photos (
  album_id INTEGER NOT NULL REFERENCES albums (id) ON DELETE CASCADE,
  hash BLOB NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (album_id, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE saved_searches (
  text TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE recent_searches (
  text TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`);
}

/** Every file to its directory, split at the last slash. */
function moveFiles(db: Database): void {
  const rows = db.prepare('SELECT id, folder_id AS folder, path FROM files ORDER BY id').all() as {
    id: number;
    folder: number;
    path: Buffer;
  }[];
  const directory = db.prepare(
    `INSERT INTO directories (folder_id, path) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET path = excluded.path RETURNING id`,
  );
  const move = db.prepare(
    `INSERT INTO new_files SELECT id, ?, ?, size, mtime, kind, cloud_only, photo_id, problem_kind, problem_detail,
       suspect, deaths FROM files WHERE id = ?`,
  );
  for (const { id, folder, path } of rows) {
    const slash = path.lastIndexOf(0x2f);
    const at = directory.pluck().get(folder, path.subarray(0, Math.max(0, slash)));
    move.run(at, path.subarray(slash + 1), id);
  }
}

/** Every answer into the packed form. */
function moveAnswers(db: Database): void {
  const page = db.prepare(
    `SELECT photo_id AS photo, model_id AS model, classes, concepts, signature, phrase_norm AS norm FROM answers
     WHERE photo_id > ? ORDER BY photo_id LIMIT 1000`,
  );
  const insert = db.prepare(
    'INSERT INTO new_answers (photo_id, model_id, signature, scores) VALUES (?, ?, ?, ?)',
  );
  let last = 0;
  for (;;) {
    const rows = page.all(last) as OldAnswer[];
    if (rows.length === 0) return;
    for (const row of rows) {
      const { signature, scores } = packAnswer(row);
      insert.run(row.photo, row.model, signature, scores);
    }
    last = rows.at(-1)?.photo ?? last;
  }
}

// The packed form of version 2, as it was when this migration shipped: it must not follow the codec of today.
const CLASSES = 64;
const CONCEPTS = 92;
const SIGNATURE = 256;
const CLASSES_BYTES = CLASSES * 3;
const SCORES_BYTES = CLASSES_BYTES + Math.ceil((CONCEPTS * 10) / 8);

const clamp = (value: number, high: number): number => Math.min(high, Math.max(0, value));

/** 14 bits of the binary logarithm from -24 to 0. */
const probabilityCode = (p: number): number =>
  p <= 0 ? 0 : clamp(Math.round((Math.log2(p) / 24 + 1) * 16_383), 16_383);

/** 10 bits of the log odds from -12 to 12. */
const conceptCode = (p: number): number =>
  clamp(Math.round(((Math.log(p / (1 - p)) / 12 + 1) / 2) * 1023), 1023);

/**
 * `signature`: 256 int8, then the phrase norm as float32, little-endian. `scores`: for each class 10 bits of index
 * and 14 of probability, then for each concept 10 bits.
 */
function packAnswer({ classes, concepts, signature, norm }: OldAnswer): {
  signature: Uint8Array;
  scores: Uint8Array;
} {
  const packedSignature = new Uint8Array(SIGNATURE + 4);
  packedSignature.set(signature.subarray(0, SIGNATURE));
  new DataView(packedSignature.buffer).setFloat32(SIGNATURE, norm, true);
  const { buffer } = classes.slice();
  const indices = new Uint16Array(buffer, 0, CLASSES);
  const probabilities = new Float16Array(buffer, CLASSES * 2, CLASSES);
  const scores = new Uint8Array(SCORES_BYTES);
  indices.forEach((index, at) => {
    const packed = index | (probabilityCode(probabilities[at] ?? 0) << 10);
    scores[at * 3] = packed;
    scores[at * 3 + 1] = packed >> 8;
    scores[at * 3 + 2] = packed >> 16;
  });
  new Float16Array(concepts.slice().buffer, 0, CONCEPTS).forEach((score, at) => {
    const bit = at * 10;
    const place = CLASSES_BYTES + (bit >> 3);
    const packed = conceptCode(score) << (bit & 7);
    scores[place] = (scores[place] ?? 0) | packed;
    scores[place + 1] = (scores[place + 1] ?? 0) | (packed >> 8);
    if (packed > 0xffff) scores[place + 2] = (scores[place + 2] ?? 0) | (packed >> 16);
  });
  return { signature: packedSignature, scores };
}
