/**
 * Embeddings of photos by the image networks of added packs, which the analyser `embedding` computes. Those of several
 * packs are kept beside each other, so that the choice between them costs nothing. The number of a pack is the version
 * of the analyser.
 */
export const packEmbeddings = `
CREATE TABLE embedding_packs (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,                   -- id@version
  content TEXT NOT NULL,                -- its files and their hashes: others of the same name have another space
  size INTEGER,                         -- numbers of an embedding; null: there is none yet
  whole INTEGER NOT NULL DEFAULT 0,     -- 1: once, no photo was left that it had not seen
  failed INTEGER NOT NULL DEFAULT 0,    -- 1: its image network could not be opened the last time
  sureness TEXT,                        -- JSON: how its scores become those that thresholds are for; null: not fitted
  names BLOB,                           -- a line of JSON with the texts of the fit, then their embeddings as float16
  UNIQUE (name, content)
) STRICT;

CREATE TABLE pack_embeddings (
  photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  pack INTEGER NOT NULL REFERENCES embedding_packs (number),
  scale REAL NOT NULL,                  -- a number of the unit-length embedding is a stored one times this
  embedding BLOB NOT NULL,              -- int8
  PRIMARY KEY (photo_id, pack)
) STRICT;
`;
