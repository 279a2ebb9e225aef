/**
 * What analysers found in photos. `analyses` has a row for each photo that an analyser is done with, whether it found
 * anything, found nothing or failed, and for each photo that it crashed on.
 */
export const analyses = `
CREATE TABLE analyses (
  photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  analyser TEXT NOT NULL,
  version INTEGER NOT NULL,             -- of the analyser; 0: it crashed on this photo and is not done with it
  problem TEXT,                         -- why it failed; null: it did not
  deaths INTEGER NOT NULL DEFAULT 0,    -- how often it crashed on this photo alone
  PRIMARY KEY (photo_id, analyser)
) STRICT, WITHOUT ROWID;

CREATE TABLE text_lines (
  photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  line INTEGER NOT NULL,                -- from 0, in reading order
  text TEXT NOT NULL,
  confidence INTEGER NOT NULL,          -- 0 to 255 for 0 to 1
  box BLOB NOT NULL,                    -- four corners clockwise: x, y, 16 bits each, 0 to 65535 for 0 to 1
  PRIMARY KEY (photo_id, line)
) STRICT, WITHOUT ROWID;
`;
