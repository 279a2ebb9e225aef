import type { PhotoToAnalyse } from './analysis-writer.ts';
import { eachLabel } from './label-bytes.ts';
import type { Connection } from './open-database.ts';
import { selected } from './selected.ts';

interface UnreadRow extends Omit<PhotoToAnalyse, 'labels'> {
  readonly labels: Uint8Array | null;
}
const UNREAD = selected<UnreadRow>({
  photo: 'p.id',
  labels: 'l.labels',
  name: 'f.name',
  directory: 'g.path',
});

/**
 * Of some photos, without films, those whose text a version of the analyser has not read, or could not read.
 * @param photos ids
 */
export function unreadPhotos(
  db: Connection<'read'>,
  photos: readonly number[],
  version: number,
): PhotoToAnalyse[] {
  const keys = new Map(db.prepare('SELECT id, label FROM label_keys').raw().all() as [number, string][]);
  const rows = db
    .prepare(
      `SELECT ${UNREAD}
       FROM photos p JOIN files f ON f.photo_id = p.id JOIN directories g ON g.id = f.directory_id
         LEFT JOIN labels l ON l.photo_id = p.id
         LEFT JOIN analyses a ON a.photo_id = p.id AND a.analyser = 'text' AND a.version = ? AND a.problem IS NULL
       WHERE p.id IN (SELECT value FROM json_each(?)) AND a.photo_id IS NULL
         AND p.frames IS NULL
       GROUP BY p.id`,
    )
    .all(version, JSON.stringify(photos)) as UnreadRow[];
  return rows.map(({ labels: bytes, ...row }) => {
    const labels: string[] = [];
    if (bytes !== null) eachLabel(bytes, (id) => void labels.push(keys.get(id) ?? ''));
    return { ...row, labels };
  });
}
