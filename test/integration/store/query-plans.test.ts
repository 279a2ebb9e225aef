import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openAtRest } from '../../support/open-at-rest.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { makeUserDataLibrary } from '../../support/user-data-library.ts';

/** A whole table or index, by its name or its alias; not a list that is given, such as json_each. */
const SCAN = /^SCAN (?!json_each|.*VIRTUAL TABLE|CONSTANT ROW)/u;

it('what is asked of one photo reads no whole table', async () => {
  const root = tempFolder();
  const file = path.join(root, 'library.sqlite');
  makeUserDataLibrary(file, path.join(root, 'photos'), 30);
  const prepare = vi.spyOn(Sqlite.prototype, 'prepare');
  onTestFinished(() => prepare.mockRestore());
  const library = await openAtRest(file);
  onTestFinished(() => library.close());
  const { handlers } = library;
  await handlers['search.run']({ text: 'dog', sort: 'relevance', offset: 0, limit: 10 });

  for (const photo of [2, 3]) {
    await handlers['photo.get']({ photo, text: 'dog' });
    await handlers['photo.path']({ photo });
    library.paths(photo);
    library.metadata(photo);
    library.thumbnail(photo);
    await library.turnedThumbnail(photo);
    // The photos of this library are rows alone.
    await expect(library.originalPart(photo, 0, null)).rejects.toThrow();
  }
  // With a parameter for the photo; the others are of the whole library, some by a parameter that says so.
  const asked = prepare.mock.calls
    .map(([sql], at) => ({ sql, db: prepare.mock.contexts[at] as Sqlite.Database }))
    .filter(({ sql, db }) => sql.includes('?') && !/(?:AND|WHERE) \?1 IS NULL/u.test(sql) && db.open);
  prepare.mockRestore();
  expect(asked.length).toBeGreaterThan(10);

  const scans = asked.flatMap(({ sql, db }) => {
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...sqlParameters(sql)) as { detail: string }[];
    return plan.filter(({ detail }) => SCAN.test(detail)).map(({ detail }) => `${detail}: ${sql}`);
  });
  expect(scans).toEqual([]);
});

/** A value for each parameter of a statement. */
function sqlParameters(sql: string): unknown[] {
  if (/\?\d/u.test(sql)) return [{ 1: 1, 2: 1, 3: 1 }];
  return Array.from(sql.matchAll(/\?/gu), () => 1);
}
