import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { Corner, TextLine } from '../../../src/domain/text-line.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const CORNERS: readonly [Corner, Corner, Corner, Corner] = [
  [0, 0.25],
  [1, 0.25],
  [1, 0.5],
  [0, 0.5],
];
const line = (text: string, confidence = 0.9): TextLine => ({ text, confidence, box: CORNERS });

/** A library with one photo that has no file. */
function withPhoto(): string {
  const library = path.join(tempFolder(), 'library.sqlite');
  new IndexWriter(library).close();
  const db = new Sqlite(library);
  db.exec("INSERT INTO photos (id, hash, format, width, height) VALUES (1, x'01', 'jpeg', 4, 3)");
  db.close();
  return library;
}

function save(library: string, lines: readonly TextLine[], photo = 1): void {
  const writer = new IndexWriter(library);
  writer.analyses.save('text', 1, [{ photo, outcome: { save: (tables) => tables.text(photo, lines) } }]);
  writer.close();
}

it('lines of text are kept as they are, and what is read again replaces them', () => {
  const library = withPhoto();
  save(library, [line('海滩入口', 0.8), line('\u202Egpj.exe')]);
  const reader = new LibraryReader(library);
  const [first, second] = reader.textLines(1);
  expect([first?.text, second?.text]).toEqual(['海滩入口', '\u202Egpj.exe']);
  expect(first?.confidence).toBeCloseTo(0.8, 2);
  expect(first?.box.flat().map((fraction) => Math.round(fraction * 1000) / 1000)).toEqual(CORNERS.flat());
  save(library, [line('again')]);
  expect(reader.textLines(1).map(({ text }) => text)).toEqual(['again']);
  expect([...reader.indexedText(null)]).toEqual([{ photo: 1, text: 'again' }]);
  reader.close();
});

it('a picture of ten thousand long lines keeps two hundred lines of a thousand characters', () => {
  const library = withPhoto();
  save(
    library,
    Array.from({ length: 10_000 }, () => line('汉'.repeat(5000))),
  );
  const reader = new LibraryReader(library);
  const lines = reader.textLines(1);
  reader.close();
  expect(lines.length).toBe(200);
  expect(new Set(lines.map(({ text }) => text.length))).toEqual(new Set([1000]));
});

it('a photo that was removed while it was being analysed is passed over', () => {
  const library = withPhoto();
  save(library, [line('gone')], 2);
  const reader = new LibraryReader(library);
  expect([...reader.indexedText(null)]).toEqual([]);
  reader.close();
});
