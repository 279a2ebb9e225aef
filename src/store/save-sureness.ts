import { openDatabase, storeError } from './open-database.ts';

/**
 * Saves how the scores of an added pack become those that thresholds are for: from now on searches may use it.
 * @param library its path
 * @param number of the pack
 * @param sureness JSON
 * @param names the texts of the fit and their embeddings
 * @throws BeachcombError what `openDatabase` throws
 */
export function saveSureness(library: string, number: number, sureness: string, names: Uint8Array): void {
  const db = openDatabase(library, 'machine');
  try {
    db.transaction(() => {
      db.prepare('UPDATE embedding_packs SET sureness = ?, names = ? WHERE number = ?').run(
        sureness,
        names,
        number,
      );
      db.prepare(
        `INSERT INTO meta (key, value) VALUES ('revision', '1')
         ON CONFLICT DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)`,
      ).run();
    }).immediate();
  } catch (error) {
    throw storeError(error);
  } finally {
    db.close();
  }
}
