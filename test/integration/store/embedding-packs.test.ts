import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { AnalysedPhoto } from '../../../src/store/analysis-writer.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { saveSureness } from '../../../src/store/save-sureness.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const PHOTOS = [1, 2, 3];
const signal = new AbortController().signal;

/** A library with three photos that have no file. */
function withPhotos(): string {
  const library = path.join(tempFolder(), 'library.sqlite');
  new IndexWriter(library).close();
  const db = new Sqlite(library);
  for (const id of PHOTOS)
    db.exec(`INSERT INTO photos (id, hash, format, width, height) VALUES (${id}, x'0${id}', 'jpeg', 4, 3)`);
  db.close();
  return library;
}

function write<T>(library: string, work: (writer: IndexWriter) => T): T {
  const writer = new IndexWriter(library);
  try {
    return work(writer);
  } finally {
    writer.close();
  }
}

/** Embeds photos by a pack, as the analyser does. @returns its number */
const embed = (library: string, name: string, photos: readonly number[]): number =>
  write(library, (writer) => {
    const pack = writer.embeddingPacks.choose(name, 'content');
    const batch = photos.map(
      (photo): AnalysedPhoto => ({
        photo,
        outcome: {
          save: (tables) =>
            tables.embedding(photo, { pack, scale: 0.5, embedding: Int8Array.of(photo, -photo) }),
        },
      }),
    );
    writer.analyses.save('embedding', pack, batch);
    return pack;
  });

function read<T>(library: string, work: (reader: LibraryReader) => T): T {
  const reader = new LibraryReader(library);
  try {
    return work(reader);
  } finally {
    reader.close();
  }
}

const embedded = (library: string, pack: number) =>
  read(library, (reader) =>
    [...reader.packEmbeddings(pack, PHOTOS)].map(({ photo, embedding }) => [photo, ...embedding]),
  );
const done = (library: string, pack: number): number =>
  write(library, (writer) => writer.analyses.doneCount('embedding', pack));

it('keeps the embeddings of several packs, and knows which photos the chosen one has seen', () => {
  const library = withPhotos();
  const first = embed(library, 'clip@1', [1, 2]);
  const second = embed(library, 'siglip@1', [3]);
  expect(embedded(library, first)).toEqual([
    [1, 1, -1],
    [2, 2, -2],
  ]);
  expect(embedded(library, second)).toEqual([[3, 3, -3]]);
  expect([done(library, first), done(library, second)]).toEqual([0, 1]);
  // Back to the first: what it has seen counts again, and nothing else.
  expect(embed(library, 'clip@1', [])).toBe(first);
  expect([done(library, first), done(library, second)]).toEqual([2, 0]);
  expect(embed(library, 'clip@1', [2])).toBe(first);
  expect(embedded(library, first)).toHaveLength(2);
});

it('a pack of the same name with other files is another one', () => {
  const library = withPhotos();
  const first = embed(library, 'clip@1', [1]);
  const other = write(library, (writer) => writer.embeddingPacks.choose('clip@1', 'other content'));
  expect(other).not.toBe(first);
  expect(embedded(library, other)).toEqual([]);
});

it('a new embedding is a change that searches follow only once the pack is whole', () => {
  const library = withPhotos();
  const revision = (): number => read(library, (reader) => reader.revision());
  const before = revision();
  const pack = embed(library, 'clip@1', [1]);
  expect(revision()).toBe(before);
  write(library, (writer) => writer.embeddingPacks.markWhole(pack));
  const whole = revision();
  expect(whole).toBeGreaterThan(before);
  write(library, (writer) => writer.embeddingPacks.markWhole(pack));
  expect(revision()).toBe(whole);
  embed(library, 'clip@1', [2]);
  expect(revision()).toBeGreaterThan(whole);
  saveSureness(library, pack, '{}', Buffer.from('names'));
  read(library, (reader) => {
    expect(reader.embeddingPacks()).toEqual([
      {
        number: pack,
        name: 'clip@1',
        content: 'content',
        size: 2,
        isWhole: true,
        isFailed: false,
        sureness: '{}',
      },
    ]);
    expect(Buffer.from(reader.packNames(pack) ?? []).toString()).toBe('names');
  });
});

it('what packs computed that are not there any more is deleted, unless the work is stopped', () => {
  const library = withPhotos();
  const first = embed(library, 'clip@1', PHOTOS);
  const second = embed(library, 'siglip@1', PHOTOS);
  write(library, (writer) => writer.embeddingPacks.keepOnly(['siglip@1'], AbortSignal.abort()));
  expect(embedded(library, first)).toHaveLength(3);
  write(library, (writer) => writer.embeddingPacks.keepOnly(['siglip@1'], signal));
  expect(embedded(library, first)).toEqual([]);
  expect(embedded(library, second)).toHaveLength(3);
  expect(read(library, (reader) => reader.embeddingPacks().map(({ name }) => name))).toEqual(['siglip@1']);
  // The same pack, added again: nothing of it is there.
  expect(embed(library, 'clip@1', [])).not.toBe(first);
});
