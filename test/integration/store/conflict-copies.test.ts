import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { conflictCopies } from '../../../src/store/conflict-copies.ts';
import { journalPath } from '../../../src/store/journal-path.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { collectLog } from '../../support/collect-log.ts';
import { searchesIn, twoCopies } from '../../support/two-copies.ts';

it.each([
  ['Syncthing', 'library.sqlite.said.sync-conflict-20240601-120000-ABCDEFG.jsonl', 'journal'],
  ['Syncthing', 'library.sync-conflict-20240601-120000-ABCDEFG.sqlite', 'library'],
  ['Dropbox', "library.sqlite.said (Ann's conflicted copy 2024-06-01).jsonl", 'journal'],
  ['Dropbox in Chinese', 'library (冲突副本 2024-06-01).sqlite', 'library'],
  ['OneDrive', 'library-LAPTOP.sqlite', 'library'],
  ['OneDrive', 'library.sqlite.said-LAPTOP.jsonl', 'journal'],
  ['Google Drive', 'library (1).sqlite', 'library'],
] as const)('finds the conflict copy of %s: %s', (_program, name, kind) => {
  const { folder, here, there } = twoCopies();
  const copy = path.join(folder, name);
  copyFileSync(kind === 'library' ? there : journalPath(there), copy);
  const before = readFileSync(copy);
  expect(conflictCopies(here)).toEqual([{ path: copy, kind, isOfLibrary: true }]);
  // A start uses nothing of it, and leaves it as it is.
  expect(searchesIn(here)).toEqual(['common', 'of one']);
  expect(readFileSync(copy)).toEqual(before);
});

it('does not take another library, or what was put aside, for a conflict copy', () => {
  const { folder, here } = twoCopies();
  new UserDataWriter(path.join(folder, 'library-2.sqlite')).close();
  copyFileSync(journalPath(here), path.join(folder, 'library.sqlite.said.history-2024-06-01T12.00.00.jsonl'));
  copyFileSync(here, path.join(folder, 'library.damaged-2024-06-01T12.00.00-2.sqlite'));
  expect(conflictCopies(here)).toEqual([]);
});

it('reads no file of another library whose name begins alike', () => {
  const { folder, here } = twoCopies();
  const other = path.join(folder, 'library-2.sqlite');
  new UserDataWriter(other).close();
  new Sqlite(`${other}.thumbnails.sqlite`).exec('CREATE TABLE thumbnail (photo INTEGER) STRICT').close();
  const records = collectLog();
  expect(conflictCopies(here)).toEqual([]);
  expect(records).toEqual([]);
});

it('joins the conflict copy of a journal once, and keeps the file under another name', () => {
  const { folder, here, there } = twoCopies();
  const copy = path.join(folder, 'library.sqlite.said.sync-conflict-20240601-120000-ABCDEFG.jsonl');
  copyFileSync(journalPath(there), copy);
  const userData = new UserDataWriter(here);
  onTestFinished(() => userData.close());
  userData.joinJournal(copy);
  const { savedSearches } = userData.statements.read();
  expect(savedSearches.map(({ text }) => text).sort()).toEqual(['common', 'of one', 'of two']);
  expect([existsSync(copy), conflictCopies(here)]).toEqual([false, []]);
  const kept = readdirSync(folder).find((name) => name.includes('.joined-')) ?? '';
  expect(readFileSync(path.join(folder, kept))).toEqual(readFileSync(journalPath(there)));
  expect(() => userData.joinJournal(copy)).toThrow(/not a journal of this library/);
});
