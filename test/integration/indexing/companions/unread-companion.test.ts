import { copyFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { completePhotos } from '../../../../src/indexing/companions/complete-photos.ts';
import { IndexWriter } from '../../../../src/store/index-writer.ts';
import { LibraryReader } from '../../../../src/store/library-reader.ts';
import { closeDecoders } from '../../../../src/vision/decode/decode.ts';
import { indexFolder } from '../../../support/index-folder.ts';
import { MODELS } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const sidecarOf = (keyword: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag><rdf:li>${keyword}</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`;

async function madeLibrary() {
  const root = tempFolder();
  const folder = path.join(root, 'photos');
  mkdirSync(folder);
  copyFileSync(path.join(MODELS, 'samples', 'beach.jpg'), path.join(folder, 'a.jpg'));
  const sidecar = path.join(folder, 'a.jpg.xmp');
  writeFileSync(sidecar, sidecarOf('Hoopoelet'));
  const library = path.join(root, 'library.sqlite');
  await indexFolder(library, folder);
  const change = (sql: string): void => {
    const db = new Sqlite(library);
    db.exec(sql);
    db.close();
  };
  /** What the indexer does with companions after a scan. */
  const complete = async (): Promise<number> => {
    const writer = new IndexWriter(library);
    try {
      return await completePhotos(writer.companions, new AbortController().signal, async () => {}, Date.now);
    } finally {
      writer.close();
    }
  };
  const keywords = (): unknown => {
    const reader = new LibraryReader(library);
    try {
      const [photo] = [...reader.indexedPhotos(null)];
      return JSON.parse(photo?.keywords ?? 'null');
    } finally {
      reader.close();
    }
  };
  onTestFinished(closeDecoders);
  return { sidecar, away: `${sidecar} away`, change, complete, keywords };
}

it('a companion that cannot be read just now leaves what was read of it, and is read by the next run', async () => {
  const { sidecar, away, change, complete, keywords } = await madeLibrary();
  expect(keywords()).toEqual(['Hoopoelet']);
  // Changed, as the scan saw it, and gone when it is to be read.
  change('UPDATE companion_files SET mtime = mtime + 1');
  renameSync(sidecar, away);
  expect(await complete()).toBe(0);
  expect(keywords()).toEqual(['Hoopoelet']);
  writeFileSync(sidecar, sidecarOf('Zebrafinch'));
  expect(await complete()).toBe(1);
  expect(keywords()).toEqual(['Zebrafinch']);
  expect(await complete()).toBe(0);
});

it('a companion that was never read is tried again by each run', async () => {
  const { sidecar, away, change, complete, keywords } = await madeLibrary();
  change('DELETE FROM photo_companions');
  renameSync(sidecar, away);
  await complete();
  expect(await complete()).toBe(0);
  renameSync(away, sidecar);
  expect(await complete()).toBe(1);
  expect(keywords()).toEqual(['Hoopoelet']);
});
