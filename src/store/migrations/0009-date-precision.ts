/**
 * What is known of each photo's date (`year`, `month`, `day`, `minute`, `second`), and the version of the metadata
 * reader that read its file: rows of an older one are read again in the background. Midnight was the time of photos
 * whose day alone is known.
 */
export const datePrecision = `
ALTER TABLE photos ADD COLUMN taken_precision TEXT;
UPDATE photos SET taken_precision = CASE WHEN taken_at LIKE '%T00:00:00' THEN 'day' ELSE 'second' END
  WHERE taken_at IS NOT NULL;
ALTER TABLE photos ADD COLUMN metadata_version INTEGER NOT NULL DEFAULT 0;
CREATE INDEX photos_metadata_version ON photos (metadata_version, id);
`;
