import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { PROBLEM_KINDS, type ProblemKind } from '../../../src/domain/problem.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** What may be over the next time: the file, its disk or its network; and what may be over in another process. */
const PASSING: readonly ProblemKind[] = ['no-permission', 'vanished', 'read-error'];
const OF_A_PROCESS: readonly ProblemKind[] = ['no-memory', 'not-responding'];

/** A library with a file, and a photo whose text was looked for, of each problem; the kind is the name of the file. */
function libraryOfProblems(): string {
  const library = path.join(tempFolder(), 'library.sqlite');
  const userData = new UserDataWriter(library);
  const folder = userData.addFolder(Buffer.from('/photos'), 0);
  userData.close();
  const writer = new IndexWriter(library);
  writer.scanned.addFiles(
    folder,
    PROBLEM_KINDS.map((kind) => ({
      path: Buffer.from(`${kind}.jpg`),
      size: 1,
      mtime: 1,
      ctime: 1,
      kind: 'photo' as const,
      cloudOnly: false,
    })),
  );
  writer.close();
  const db = new Sqlite(library);
  for (const [at, kind] of PROBLEM_KINDS.entries()) {
    db.prepare('UPDATE files SET problem_kind = ? WHERE name = ?').run(kind, Buffer.from(`${kind}.jpg`));
    db.prepare('INSERT INTO photos (id, hash, format, width, height) VALUES (?, ?, ?, 4, 3)').run(
      at + 100,
      Buffer.from([at]),
      'jpeg',
    );
    db.prepare('INSERT INTO analyses (photo_id, analyser, version, problem) VALUES (?, ?, 1, ?)').run(
      at + 100,
      'text',
      kind,
    );
  }
  db.close();
  return library;
}

it.each([
  ['a process that ended well', true, [...PASSING, ...OF_A_PROCESS]],
  ['a crash', false, PASSING],
])('after %s, files and analyses are tried again whose problem may have passed', (_, healthy, retried) => {
  const library = libraryOfProblems();
  const writer = new IndexWriter(library);
  writer.queue.retryAccess(healthy);
  writer.analyses.retryAccess(healthy);
  writer.close();
  const db = new Sqlite(library, { readonly: true });
  const left = (sql: string): unknown[] => db.prepare(sql).pluck().all();
  const files = left('SELECT problem_kind FROM files WHERE problem_kind IS NOT NULL');
  const analyses = left('SELECT problem FROM analyses');
  db.close();
  const kept = PROBLEM_KINDS.filter((kind) => !retried.includes(kind)).toSorted();
  expect(files.toSorted()).toEqual(kept);
  expect(analyses.toSorted()).toEqual(kept);
});
