/**
 * Names of the place and of the people that a file gives, as JSON arrays, and where in the picture the people are: the
 * sides of their areas as fractions of the upright picture, null where only the name is known.
 */
export const people = `
ALTER TABLE photos ADD COLUMN place_names TEXT;
ALTER TABLE photos ADD COLUMN people TEXT;
CREATE TABLE regions (
  photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  "left" REAL, top REAL, width REAL, height REAL,
  PRIMARY KEY (photo_id, name)
) STRICT, WITHOUT ROWID;
`;
