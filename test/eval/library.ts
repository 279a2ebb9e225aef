/**
 * npm run eval:library: writes a library as people have it from the free photos, indexes it, and prints every photo
 * with its files, its date and the date's source, its place and its words.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { indexFolder } from '../support/index-folder.ts';
import { libraryTable, tableText } from '../support/library-table.ts';
import { openAtRest } from '../support/open-at-rest.ts';
import { writePeoplesLibrary } from '../support/peoples-library.ts';

process.env['TZ'] = 'UTC';
const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-library-'));
try {
  const [photos, database] = [path.join(root, 'photos'), path.join(root, 'library.sqlite')];
  await writePeoplesLibrary(photos);
  await indexFolder(database, photos);
  const library = await openAtRest(database);
  const rows = await libraryTable(library);
  await library.close();
  console.log(tableText(rows));
} finally {
  rmSync(root, { recursive: true, force: true });
}
