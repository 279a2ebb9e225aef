import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { journalPath } from '../../src/store/journal-path.ts';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import { tempFolder } from './temp-folder.ts';

/**
 * A library in `folder` and a copy of it on another computer: both have the saved search "common", then one saved "of
 * one" and the other "of two".
 */
export function twoCopies() {
  const folder = tempFolder();
  const here = path.join(folder, 'library.sqlite');
  const there = path.join(folder, 'there', 'library.sqlite');
  mkdirSync(path.dirname(there));
  const state = (library: string, branch: string, text: string): void => {
    const userData = new UserDataWriter(library, null, { branch });
    userData.statements.saveSearch(text, Date.now());
    userData.close();
  };
  state(here, 'one', 'common');
  copyFileSync(here, there);
  copyFileSync(journalPath(here), journalPath(there));
  state(here, 'one', 'of one');
  state(there, 'two', 'of two');
  return { folder, here, there };
}

/** The saved searches of a library, in order. */
export function searchesIn(library: string): string[] {
  const userData = new UserDataWriter(library);
  const { savedSearches } = userData.statements.read();
  userData.close();
  return savedSearches.map(({ text }) => text).sort();
}
