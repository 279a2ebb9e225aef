/**
 * Films whose frames a decoder outside of the indexer could not decode: the desktop app's, or that of a browser's page.
 * The index finds the films that wait for one.
 */
export const filmDecodings = `
CREATE TABLE film_decodings (
  photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  decoder TEXT NOT NULL,                -- 'desktop' or 'browser'
  version TEXT NOT NULL,                -- of the program that tried
  outcome TEXT NOT NULL,                -- why there are no frames: 'unsupported', 'failed' or 'lost'
  failures INTEGER NOT NULL,            -- how often this version failed
  PRIMARY KEY (photo_id, decoder)
) STRICT, WITHOUT ROWID;
CREATE INDEX films_unseen ON photos (id) WHERE frames = 0;
`;
