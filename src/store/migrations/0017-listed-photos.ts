/**
 * A photo is listed by the head of its file before the file is read: `waits` is 1 while `files.photo_id` is such a
 * photo and the content is still to be read. Its `hash` is then 16 random bytes, where a content's SHA-256 has 32. A
 * listed photo whose content turned out to be that of another photo keeps its row and names the other one
 * (`merged_into`), because a window may still show its id.
 */
export const listedPhotos = `
ALTER TABLE files ADD COLUMN waits INTEGER NOT NULL DEFAULT 0;
ALTER TABLE photos ADD COLUMN merged_into INTEGER;
DROP INDEX files_waiting;
CREATE INDEX files_waiting ON files (mtime)
  WHERE kind = 'photo' AND cloud_only = 0 AND (photo_id IS NULL OR waits = 1) AND problem_kind IS NULL;
CREATE INDEX photos_listed ON photos (id) WHERE length(hash) = 16;
`;
