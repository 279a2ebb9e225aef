import Sqlite from 'better-sqlite3';

/** 64 classes of 3 bytes, 92 concepts of 10 bits. */
const OLD_SCORES = 64 * 3 + 115;

/**
 * Makes a library look as if beachcomb-photo-1 had recognised its photos: 92 concepts, no phrases. Signatures and
 * labels are made wrong, so that it is seen whether they are made again.
 */
export function outdateLibrary(library: string): void {
  const db = new Sqlite(library);
  db.exec(`
    INSERT INTO models (name) VALUES ('beachcomb-photo-1') ON CONFLICT DO NOTHING;
    UPDATE answers SET model_id = (SELECT id FROM models WHERE name = 'beachcomb-photo-1'), phrase = NULL,
      signature = zeroblob(256), scores = substr(scores, 1, ${OLD_SCORES});
    UPDATE labels SET labels = x'';
  `);
  db.close();
}

/** How many photos of a library have no phrase. */
export function countOutdated(library: string): number {
  const db = new Sqlite(library, { readonly: true });
  const count = db.prepare('SELECT count(*) FROM answers WHERE phrase IS NULL').pluck().get() as number;
  db.close();
  return count;
}
