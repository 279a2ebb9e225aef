import { eachLabel } from '../../src/store/label-bytes.ts';
import { LibraryReader } from '../../src/store/library-reader.ts';
import { SELECT_METADATA } from '../../src/store/metadata-sql.ts';
import { type Connection, openDatabase } from '../../src/store/open-database.ts';
import { LISTED } from '../../src/store/settle-photo.ts';

function* rowsOf(db: Connection<'read'>, keys: ReadonlyMap<number, string>): Generator<string> {
  for (const sql of [
    `SELECT hex(path) AS path, size, mtime, kind, cloud_only, coalesce(f.problem_kind, p.problem_kind) AS problem,
       CASE WHEN f.waits = 0 THEN hex(p.hash) END AS hash
     FROM file_paths f LEFT JOIN photos p ON p.id = f.photo_id ORDER BY folder_id, path`,
    `SELECT hex(p.hash) AS hash, format, width, height, ${SELECT_METADATA}, warning, problem_kind,
       hex(perceptual_hash) AS perceptual, colour, hex(appearance) AS appearance, hex(signature) AS signature, hex(scores) AS scores,
       hex(phrase) AS phrase
     FROM photos p LEFT JOIN answers a ON a.photo_id = p.id WHERE NOT ${LISTED} ORDER BY p.hash`,
  ])
    for (const row of db.prepare(sql).iterate()) yield JSON.stringify(row);
  const rows = db.prepare(
    'SELECT hex(p.hash) AS hash, labels FROM labels l JOIN photos p ON p.id = l.photo_id ORDER BY p.hash',
  );
  for (const { hash, labels } of rows.iterate() as IterableIterator<{ hash: string; labels: Uint8Array }>) {
    const shown: string[] = [];
    eachLabel(labels, (id, score) => shown.push(`${keys.get(id)} ${score}`));
    yield JSON.stringify({ hash, labels: shown.sort() });
  }
}

/** Every row of the index of a library, without row numbers and ordered by content: equal libraries are equal lists. */
export function dumpIndex(library: string): string[] {
  const reader = new LibraryReader(library);
  const keys = reader.labelKeys();
  reader.close();
  const db = openDatabase(library, 'read');
  try {
    return [...rowsOf(db, keys)];
  } finally {
    db.close();
  }
}
