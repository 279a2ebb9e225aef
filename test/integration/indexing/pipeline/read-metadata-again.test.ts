import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LibraryReader } from '../../../../src/store/library-reader.ts';
import { dumpIndex } from '../../../support/dump-index.ts';
import { indexFolder } from '../../../support/index-folder.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

async function photo(shade: number): Promise<Buffer> {
  const background = { r: shade, g: shade, b: 200 };
  return sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .withExif({
      IFD0: { ImageDescription: `Quokka ${shade}` },
      IFD2: { DateTimeOriginal: '1985:00:00 00:00:00' },
    })
    .jpeg()
    .toBuffer();
}

/** A library of photos by their paths. */
async function indexed(photos: Readonly<Record<string, Buffer>>) {
  const root = tempFolder();
  const folder = path.join(root, 'photos');
  for (const [name, bytes] of Object.entries(photos)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
  const library = path.join(root, 'library.sqlite');
  await indexFolder(library, folder);
  return { folder, library };
}

function change(file: string, sql: string): void {
  const db = new Sqlite(file);
  db.exec(sql);
  db.close();
}

function datesIn(library: string): (readonly [local: string | null, from: string | null])[] {
  const reader = new LibraryReader(library);
  onTestFinished(() => reader.close());
  return [...reader.indexedPhotos(null)].map(({ id }) => {
    const row = reader.photo(id);
    return [row?.takenAt ?? null, row?.takenFrom ?? null] as const;
  });
}

/** As an older Beachcomb left it. */
const OUTDATE =
  "UPDATE photos SET metadata_version = 0, caption = NULL, taken_at = '2024-05-05T12:00:00', taken_precision = 'second', taken_from = 'file-time'";

describe('metadata of older libraries', () => {
  it('is read again without recognising the photos, equal to that of a fresh library', async () => {
    const { folder, library } = await indexed({ 'a.jpg': await photo(10), '2019-07/b.jpg': await photo(90) });
    const fresh = dumpIndex(library);
    change(library, OUTDATE);
    expect(dumpIndex(library)).not.toEqual(fresh);
    const { summary } = await indexFolder(library, folder);
    expect(summary).toMatchObject({ indexed: 0, recognisedAgain: 0 });
    expect(dumpIndex(library)).toEqual(fresh);
  });

  it('stays as it is while no file has the same bytes', async () => {
    const { folder, library } = await indexed({ 'a.jpg': await photo(10) });
    change(library, OUTDATE);
    change(library, "UPDATE photos SET hash = x'00'");
    await indexFolder(library, folder);
    expect(datesIn(library)).toEqual([['2024-05-05T12:00:00', 'file-time']]);
  });
});

describe('copies of one photo', () => {
  const undated = (): Promise<Buffer> =>
    sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } })
      .jpeg()
      .toBuffer();

  it.each([
    [['a/lake.jpg', 'z/IMG-20190712-WA0001.jpg']],
    [['a/IMG-20190712-WA0001.jpg', 'z/lake.jpg']],
    [['2019/lake.jpg', 'a/IMG-20190712-WA0001.jpg', 'z/lake.jpg']],
  ])('%j are asked for their date, in any order', async (names) => {
    const bytes = await undated();
    const { library } = await indexed(Object.fromEntries(names.map((name) => [name, bytes])));
    expect(datesIn(library)).toEqual([['2019-07-12T00:00:00', 'file-name']]);
  });

  it('a file that is given a name with a date has it after the next scan', async () => {
    const { folder, library } = await indexed({ 'lake.jpg': await undated() });
    expect(datesIn(library)[0]?.[1]).toBe('file-time');
    renameSync(path.join(folder, 'lake.jpg'), path.join(folder, '2019-07-12 lake.jpg'));
    await indexFolder(library, folder);
    expect(datesIn(library)).toEqual([['2019-07-12T00:00:00', 'file-name']]);
  });
});
