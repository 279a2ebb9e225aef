/**
 * Files beside photos that hold metadata of them; what of them is in the row of each photo (`fingerprint`), and what
 * the photo's own file states (`own`, JSON), from which the row is made again when a companion changes. Favourites and
 * albums that they name are imported statements: index tables, made again with the index. What the user takes back of
 * them is user data (`declined_imports`): `what` is 'favourite' or 'album:' with the key of its name; an empty hash
 * stands for the album as a whole.
 */
export const companions = `
CREATE TABLE companion_files (
  folder_id INTEGER NOT NULL,
  directory BLOB NOT NULL,
  name BLOB NOT NULL,
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL,
  ctime INTEGER NOT NULL,
  PRIMARY KEY (folder_id, directory, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE photo_companions (
  photo_id INTEGER PRIMARY KEY REFERENCES photos (id) ON DELETE CASCADE,
  fingerprint TEXT NOT NULL,
  metadata_version INTEGER NOT NULL,
  own TEXT NOT NULL
) STRICT;
CREATE TABLE imported_favourites (
  photo_id INTEGER PRIMARY KEY REFERENCES photos (id) ON DELETE CASCADE
) STRICT;
CREATE TABLE imported_albums (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE imported_album_photos (
  album_id INTEGER NOT NULL REFERENCES imported_albums (id) ON DELETE CASCADE,
  photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  PRIMARY KEY (album_id, photo_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX imported_album_photos_photo ON imported_album_photos (photo_id);
CREATE TABLE declined_imports (
  hash BLOB NOT NULL,
  what TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (hash, what)
) STRICT, WITHOUT ROWID;
`;
