/**
 * What the user changed about photos without touching their files (user data), one row a field: how far it is turned,
 * when it was taken, its rating, whether it is hidden. `value` is JSON. A photo whose row changes is read again by those
 * who keep photos in memory.
 */
export const photoEdits = `
CREATE TABLE photo_edits (
  hash BLOB NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  at INTEGER NOT NULL,                  -- ms since 1970
  PRIMARY KEY (hash, field)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER photo_edit_put AFTER INSERT ON photo_edits BEGIN
  INSERT INTO changes (photo_id) SELECT id FROM photos WHERE hash = new.hash;
END;
CREATE TRIGGER photo_edit_changed AFTER UPDATE ON photo_edits BEGIN
  INSERT INTO changes (photo_id) SELECT id FROM photos WHERE hash = new.hash;
END;
CREATE TRIGGER photo_edit_gone AFTER DELETE ON photo_edits BEGIN
  INSERT INTO changes (photo_id) SELECT id FROM photos WHERE hash = old.hash;
END;
`;
