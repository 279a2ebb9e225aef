import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Library } from '../../../src/app/library.ts';
import { kindOfName } from '../../../src/indexing/scan/kind-of-name.ts';
import { filesBelow, stateOf } from '../../support/companion-library.ts';
import { indexFolder } from '../../support/index-folder.ts';
import { libraryTable, tableText } from '../../support/library-table.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { ROOT } from '../../support/paths.ts';
import { writePeoplesLibrary } from '../../support/peoples-library.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const EXPECTED = readFileSync(path.join(ROOT, 'test/fixtures/peoples-library.tsv'), 'utf8').trimEnd();
const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
const photos = path.join(root, 'photos');
const database = path.join(root, 'library.sqlite');
const zone = process.env['TZ'];
let library: Library | undefined;
let written: string[];

async function index(): Promise<Library> {
  await library?.close();
  await indexFolder(database, photos);
  library = await openAtRest(database, () => {});
  return library;
}

beforeAll(async () => {
  // Takeout has moments, which without a place are shown on the clock of this computer.
  process.env['TZ'] = 'UTC';
  await writePeoplesLibrary(photos);
  written = stateOf(photos);
  await index();
});
afterAll(async () => {
  await library?.close();
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
  removeFolder(root);
});

describe('a library as people have it', () => {
  it('has every photo with its files, date, place and words', async () => {
    expect(tableText(await libraryTable(await index()))).toBe(EXPECTED);
  });

  it('has every file of a photo or a film in one row, and no problem', async () => {
    const opened = await index();
    const files = (await libraryTable(opened)).flatMap((row) => row.files.split(' + '));
    const wanted = filesBelow(photos).filter(
      (file) => kindOfName(Buffer.from(path.basename(file))) === 'photo',
    );
    expect(files.map((file) => path.posix.basename(file)).sort()).toEqual(
      wanted.map((file) => path.basename(file)).sort(),
    );
    expect(wanted.length).toBeGreaterThan(45);
    expect((await opened.handlers['problems.list']({ offset: 0, limit: 10, ignored: false })).total).toBe(0);
  });

  it('is the same after indexing it again, and no file of it was changed', async () => {
    expect(tableText(await libraryTable(await index()))).toBe(EXPECTED);
    expect(stateOf(photos)).toEqual(written);
  });

  it('is the same after all of it was moved into another directory', async () => {
    mkdirSync(path.join(photos, 'Old disk'));
    for (const name of readdirSync(photos).filter((one) => one !== 'Old disk'))
      renameSync(path.join(photos, name), path.join(photos, 'Old disk', name));
    expect(tableText(await libraryTable(await index())).replaceAll('Old disk/', '')).toBe(EXPECTED);
    expect(stateOf(path.join(photos, 'Old disk'))).toEqual(written);
  });
});
