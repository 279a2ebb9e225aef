import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { realFile } from '../../../src/platform/files/real-file.ts';
import { historyOptions } from '../../../src/store/history-options.ts';
import { journalPath } from '../../../src/store/journal-path.ts';
import { lockLibrary } from '../../../src/store/library-lock.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { recoverLibrary } from '../../../src/store/recover-library.ts';
import { thumbnailPath } from '../../../src/store/thumbnail-path.ts';
import { UserDataJournal } from '../../../src/store/user-data-journal.ts';
import { UserDataTransactions } from '../../../src/store/user-data-transactions.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { tempFolder } from '../../support/temp-folder.ts';

let clock = 1000;
const open = (library: string, branch = 'one'): UserDataWriter =>
  new UserDataWriter(library, null, { branch, now: () => (clock += 1), careful: true });

/** Saves searches in a library. */
function search(library: string, branch: string, ...texts: readonly string[]): void {
  const userData = open(library, branch);
  for (const text of texts) userData.statements.saveSearch(text, clock);
  userData.close();
}

const searchesIn = (userData: UserDataWriter): string[] =>
  userData.statements
    .read()
    .savedSearches.map(({ text }) => text)
    .sort();

function copyPair(from: string, to: string): void {
  copyFileSync(from, to);
  copyFileSync(journalPath(from), journalPath(to));
}

/** Two copies of one library with one search that both have. */
function twoCopies(): { readonly here: string; readonly there: string } {
  const folder = tempFolder();
  const here = path.join(folder, 'here', 'library.sqlite');
  const there = path.join(folder, 'there', 'library.sqlite');
  for (const library of [here, there]) mkdirSync(path.dirname(library));
  search(here, 'one', 'common');
  copyPair(here, there);
  return { here, there };
}

it('two computers that each wrote end with what both wrote, and the user is asked', () => {
  const { here, there } = twoCopies();
  search(here, 'one', 'of one');
  search(there, 'two', 'of two', 'more of two');
  const [ours, theirs] = [readFileSync(journalPath(here)), readFileSync(journalPath(there))];
  writeFileSync(journalPath(here), theirs);
  writeFileSync(journalPath(there), ours);
  const [one, two] = [open(here, 'one'), open(there, 'two')];
  expect(searchesIn(one)).toEqual(['common', 'more of two', 'of one', 'of two']);
  expect(searchesIn(two)).toEqual(searchesIn(one));
  const found = one.historiesFound();
  expect(found).toMatchObject({ reason: 'two-histories' });
  // Both are kept as they were found.
  expect(readFileSync(path.join(path.dirname(here), found?.journal ?? ''))).toEqual(theirs);
  expect(existsSync(path.join(path.dirname(here), found?.library ?? ''))).toBe(true);
  one.close();
  two.close();
});

it.each([
  ['library', ['common', 'of one', 'since']],
  ['journal', ['common', 'of two', 'since']],
  ['both', ['common', 'of one', 'of two', 'since']],
] as const)('of two histories the user chooses %s, and keeps what was written since', (choice, searches) => {
  const { here, there } = twoCopies();
  search(here, 'one', 'of one');
  search(there, 'two', 'of two');
  copyFileSync(journalPath(there), journalPath(here));
  const userData = open(here);
  userData.statements.saveSearch('since', clock);
  userData.chooseHistory(choice);
  expect(searchesIn(userData)).toEqual(searches);
  expect(userData.historiesFound()).toBeNull();
  userData.close();
  rmSync(here);
  recoverLibrary(here, true, 0);
  const again = open(here);
  expect(searchesIn(again)).toEqual(searches);
  again.close();
});

it('a restored backup of the library is not undone in silence: the user is asked, and can keep it', () => {
  const { here } = twoCopies();
  const backup = readFileSync(here);
  search(here, 'one', 'later', 'still later');
  writeFileSync(here, backup);
  const userData = open(here);
  expect(userData.historiesFound()).toMatchObject({ reason: 'older-library' });
  expect(searchesIn(userData)).toEqual(['common', 'later', 'still later']);
  userData.chooseHistory('library');
  expect(searchesIn(userData)).toEqual(['common']);
  userData.close();
});

it('a library with an older journal keeps everything, and the user is asked', () => {
  const { here } = twoCopies();
  const older = readFileSync(journalPath(here));
  search(here, 'one', 'later');
  writeFileSync(journalPath(here), older);
  const userData = open(here);
  expect(userData.historiesFound()).toMatchObject({ reason: 'older-journal' });
  expect(searchesIn(userData)).toEqual(['common', 'later']);
  userData.close();
});

it('a journal that is replaced while the library is open is joined with the next write', () => {
  const { here, there } = twoCopies();
  search(there, 'two', 'of two');
  const userData = open(here);
  userData.statements.saveSearch('of one', clock);
  copyFileSync(journalPath(there), journalPath(here));
  userData.statements.saveSearch('later', clock);
  expect(searchesIn(userData)).toEqual(['common', 'later', 'of one', 'of two']);
  expect(userData.historiesFound()).toMatchObject({ reason: 'two-histories' });
  userData.close();
});

it('a last write that did not reach the library is taken over without a question', () => {
  const { here } = twoCopies();
  const before = readFileSync(here);
  search(here, 'one', 'last');
  writeFileSync(here, before);
  const userData = open(here);
  expect(searchesIn(userData)).toEqual(['common', 'last']);
  expect(userData.historiesFound()).toBeNull();
  userData.close();
});

it('a write that the library refuses at the end is taken back from the journal', () => {
  const { here } = twoCopies();
  const db = openDatabase(here, 'person');
  const options = { ...historyOptions(here), branch: 'one' };
  const transactions = new UserDataTransactions(db, here, options);
  const before = readFileSync(journalPath(here));
  expect(() =>
    transactions.write(() => {
      // The missing folder is noticed only at the commit, behind the journal.
      db.pragma('defer_foreign_keys = ON');
      db.exec("INSERT INTO exclusions VALUES (99, x'61')");
    }),
  ).toThrow('FOREIGN KEY');
  expect(readFileSync(journalPath(here))).toEqual(before);
  db.close();
});

it('statements stay in order when the clock is set back', () => {
  const { here, there } = twoCopies();
  search(here, 'one', 'a', 'b');
  const userData = new UserDataWriter(here, null, { branch: 'one', now: () => 5 });
  userData.statements.removeSavedSearch('common');
  userData.close();
  search(there, 'two', 'of two');
  copyFileSync(journalPath(there), journalPath(here));
  const joined = open(here);
  expect(searchesIn(joined)).toEqual(['a', 'b', 'of two']);
  joined.close();
});

/** Changes of a journal that do not touch the library: lines of text in, text or bytes out. */
const SPOILT: readonly [string, (lines: string[]) => string | Buffer][] = [
  ['a changed letter', (lines) => lines.join('\n').replace('"two"', '"too"')],
  ['a missing line', (lines) => lines.filter((_, n) => n !== lines.length - 3).join('\n')],
  ['two lines in the wrong order', ([a = '', b = '', c = '', ...rest]) => [a, c, b, ...rest].join('\n')],
  ['a line twice', (lines) => [...lines.slice(0, 3), ...lines.slice(2)].join('\n')],
  ['CRLF', (lines) => lines.join('\r\n')],
  ['a byte order mark', (lines) => `\uFEFF${lines.join('\n')}`],
  ['UTF-16', (lines) => Buffer.from(`\uFEFF${lines.join('\n')}`, 'utf16le')],
  ['UTF-16 in the other order', (lines) => Buffer.from(lines.join('\n'), 'utf16le').swap16()],
];

it.each(SPOILT)('a journal with %s is found, kept aside and written again; nothing is lost', (_, spoil) => {
  const { here } = twoCopies();
  search(here, 'one', 'one', 'two', 'three');
  const spoilt = Buffer.from(spoil(readFileSync(journalPath(here), 'utf8').split('\n')));
  writeFileSync(journalPath(here), spoilt);
  const userData = open(here);
  const found = userData.historiesFound();
  expect(found).toMatchObject({ reason: 'damaged-journal' });
  expect(readFileSync(path.join(path.dirname(here), found?.journal ?? ''))).toEqual(spoilt);
  expect(searchesIn(userData)).toEqual(['common', 'one', 'three', 'two']);
  userData.close();
  rmSync(here);
  expect(recoverLibrary(here, true, 0)).toMatchObject({ complete: true, statements: 4 });
});

it.each(SPOILT)(
  'a lost library is rebuilt from a journal with %s, and is called whole only if it is',
  (_, spoil) => {
    const { here } = twoCopies();
    search(here, 'one', 'one', 'two', 'three');
    writeFileSync(journalPath(here), spoil(readFileSync(journalPath(here), 'utf8').split('\n')));
    rmSync(here);
    const recovery = recoverLibrary(here, true, 0);
    const { encoding } = new UserDataJournal(journalPath(here)).read(() => {});
    expect(recovery?.complete).toBe(encoding !== null);
    const userData = open(here);
    if (encoding !== null) expect(searchesIn(userData)).toEqual(['common', 'one', 'three', 'two']);
    else expect(searchesIn(userData).length).toBeGreaterThanOrEqual(3);
    userData.close();
  },
);

it('files of an earlier version are found under the name without the extension and taken over', () => {
  const { here } = twoCopies();
  const [journal, thumbnails] = ['library.said.jsonl', 'library.thumbnails.sqlite'].map((name) =>
    path.join(path.dirname(here), name),
  );
  copyFileSync(journalPath(here), journal ?? '');
  copyFileSync(here, thumbnails ?? '');
  rmSync(journalPath(here));
  expect(recoverLibrary(here, true, 0)).toBeNull();
  expect([existsSync(journalPath(here)), existsSync(thumbnailPath(here))]).toEqual([true, true]);
  expect([existsSync(journal ?? ''), existsSync(thumbnails ?? '')]).toEqual([false, false]);
});

it('libraries called pics and pics.sqlite share no file', () => {
  const folder = tempFolder();
  const [bare, full] = [path.join(folder, 'pics'), path.join(folder, 'pics.sqlite')];
  search(bare, 'one', 'of pics');
  search(full, 'one', 'of pics.sqlite');
  for (const library of [bare, full]) {
    rmSync(library);
    expect(recoverLibrary(library, true, 0)).toMatchObject({ complete: true, statements: 1 });
  }
  const [one, two] = [open(bare), open(full)];
  expect([searchesIn(one), searchesIn(two)]).toEqual([['of pics'], ['of pics.sqlite']]);
  one.close();
  two.close();
});

it('the journal of another library is not taken over from an earlier version', () => {
  const folder = tempFolder();
  const [bare, full] = [path.join(folder, 'pics'), path.join(folder, 'pics.sqlite')];
  search(bare, 'one', 'of pics');
  search(full, 'one', 'of pics.sqlite');
  rmSync(journalPath(full));
  expect(recoverLibrary(full, true, 0)).toBeNull();
  expect(existsSync(journalPath(bare))).toBe(true);
});

it('a library behind a link has its lock beside the real file', () => {
  const { here, there } = twoCopies();
  const link = path.join(path.dirname(path.dirname(there)), 'link.sqlite');
  symlinkSync(path.relative(path.dirname(link), here), link);
  expect(realFile(link)).toBe(realFile(here));
  const lock = lockLibrary(link);
  expect(() => lockLibrary(here)).toThrow(expect.objectContaining({ kind: 'library-busy' }));
  lock.release();
  expect(existsSync(`${here}.lock`)).toBe(true);
  expect(existsSync(`${link}.lock`)).toBe(false);
});
