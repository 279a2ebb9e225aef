import { existsSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openLibrary } from '../../../src/app/open-library.ts';
import { thumbnailPath } from '../../../src/store/thumbnail-path.ts';
import { MODELS } from '../../support/paths.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { smallLibrary } from '../entry/http/small-library.ts';

const open = (file: string) =>
  openLibrary({ path: file, models: MODELS, samples: null, indexing: false, log: () => {} });
/** SQLite keeps this file beside a database as long as any process has it open. */
const isOpen = (database: string): boolean => existsSync(`${database}-wal`);

it('a library closes its database when a part that is opened later fails, and can be opened again', async () => {
  const file = path.join(tempFolder(), 'library.sqlite');
  const first = await open(file);
  expect(isOpen(file)).toBe(true);
  await first.close();
  expect(isOpen(file)).toBe(false);

  // Another program holds the thumbnail cache for itself.
  const holder = new Sqlite(thumbnailPath(file));
  holder.pragma('locking_mode = EXCLUSIVE');
  holder.exec('BEGIN EXCLUSIVE');
  await expect(open(file)).rejects.toThrow(path.basename(thumbnailPath(file)));
  expect(isOpen(file)).toBe(false);

  holder.close();
  const again = await open(file);
  expect(await again.handlers['folders.list']({})).toEqual([]);
  await again.close();
});

it('a library that is closed has ended its indexer before its database, and may be closed twice', async () => {
  const root = tempFolder();
  const file = path.join(root, 'library.sqlite');
  const { library } = await smallLibrary(root);
  await library.handlers['index.rescan']({});
  await Promise.all([library.close(), library.close()]);
  expect([isOpen(file), isOpen(thumbnailPath(file))]).toEqual([false, false]);
  expect(() => library.handlers['folders.list']({})).toThrow('not open');
});
