import type { NamedPerson } from '../domain/metadata.ts';
import type { PreparedQuery } from './prepared-queries.ts';

/** Writes where the people in a photo are by its metadata; what was written before goes. */
export function saveRegions(
  sql: (sql: string) => PreparedQuery,
  photo: number,
  people: readonly NamedPerson[],
): void {
  sql('DELETE FROM regions WHERE photo_id = ?').run(photo);
  for (const { name, area } of people)
    sql(
      'INSERT OR IGNORE INTO regions (photo_id, name, "left", top, width, height) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(photo, name, area?.left ?? null, area?.top ?? null, area?.width ?? null, area?.height ?? null);
}
