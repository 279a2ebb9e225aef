import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { APPEARANCE } from '../../../../src/domain/appearance.ts';
import { hasProperty } from '../../../../src/search/evaluate/plain-properties.ts';
import { PhotoIndex } from '../../../../src/search/index/photo-index.ts';
import { LibraryReader } from '../../../../src/store/library-reader.ts';
import { thumbnailPath } from '../../../../src/store/thumbnail-path.ts';
import { dumpIndex } from '../../../support/dump-index.ts';
import { indexFolder } from '../../../support/index-folder.ts';
import { MODELS } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const NAMES = ['dog.jpg', 'beach.jpg', 'bus.jpg'];

/** A library of sample photos, and what it held when it was fresh. */
async function indexed() {
  const root = tempFolder();
  const folder = path.join(root, 'photos');
  mkdirSync(folder);
  for (const name of NAMES) copyFileSync(path.join(MODELS, 'samples', name), path.join(folder, name));
  const library = path.join(root, 'library.sqlite');
  await indexFolder(library, folder);
  return { folder, library, fresh: dumpIndex(library) };
}

function change(file: string, sql: string): void {
  const db = new Sqlite(file);
  db.exec(sql);
  db.close();
}

/** Rows of an index without what is computed from thumbnails, which are JPEGs. */
const withoutAppearance = (dump: readonly string[]): string[] =>
  dump.map((row) => row.replace(/"appearance":"[0-9A-F]+",/u, ''));

/** The appearances of a library, byte by byte, by the content of the photos. */
function appearances(library: string): number[][] {
  const db = new Sqlite(library, { readonly: true });
  const found = db.prepare<[], Buffer>('SELECT appearance FROM photos ORDER BY hash').pluck().all();
  db.close();
  return found.map((bytes) => [...bytes]);
}

describe('what older libraries did not keep', () => {
  it('is filled in from the thumbnails, nearly that of a fresh library, and a window that is open follows', async () => {
    const { folder, library, fresh } = await indexed();
    const ofPhotos = appearances(library);
    change(library, 'UPDATE photos SET appearance = NULL');
    expect(dumpIndex(library)).not.toEqual(fresh);
    const reader = new LibraryReader(library);
    onTestFinished(() => reader.close());
    const index = new PhotoIndex(reader);
    index.refresh();
    const known = () => [...index.newest].map((ordinal) => index.isAppearanceKnown(ordinal));
    expect(known()).toEqual([false, false, false]);
    expect([...index.newest].some((ordinal) => hasProperty(index, ordinal, 'dark'))).toBe(false);
    const { summary } = await indexFolder(library, folder);
    expect(summary).toMatchObject({ indexed: 0 });
    expect(withoutAppearance(dumpIndex(library))).toEqual(withoutAppearance(fresh));
    for (const [at, filled] of appearances(library).entries())
      for (const part of [
        APPEARANCE.brightness,
        APPEARANCE.colourfulness,
        APPEARANCE.tint,
        APPEARANCE.sharpness,
      ])
        expect(Math.abs((filled[part] ?? -99) - (ofPhotos[at]?.[part] ?? 0)), `${at} ${part}`).toBeLessThan(
          12,
        );
    expect(index.refresh()).toBe(true);
    expect(known()).toEqual([true, true, true]);
  });

  it('is left unknown, once and for all, where there is no thumbnail or a damaged one', async () => {
    const { folder, library } = await indexed();
    change(library, 'UPDATE photos SET appearance = NULL, perceptual_hash = NULL');
    change(
      thumbnailPath(library),
      "DELETE FROM thumbnails WHERE rowid = 1; UPDATE thumbnails SET picture = x'00' WHERE rowid = 2",
    );
    await indexFolder(library, folder);
    const db = new Sqlite(library, { readonly: true });
    onTestFinished(() => {
      db.close();
    });
    const lengths = db.prepare('SELECT length(appearance) FROM photos ORDER BY 1').pluck().all();
    expect(lengths).toEqual([1, 1, 21]);
    expect(db.prepare('SELECT count(*) FROM photos WHERE perceptual_hash IS NULL').pluck().get()).toBe(0);
  });
});
