import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { madeFace } from '../../support/made-face.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const PHOTOS = 300;

/** A descriptor that is nowhere else: every number of it is its own. */
function faceOf(photo: number) {
  const face = madeFace(1, photo);
  for (const at of face.descriptor.keys()) face.descriptor[at] = Math.sin(photo * 131 + at);
  return face;
}
const bytesOf = (photo: number): Buffer => Buffer.from(faceOf(photo).descriptor.buffer);

/** Files of a folder that hold any half or quarter of a descriptor. */
function filesWithDescriptors(folder: string): string[] {
  const parts = Array.from({ length: PHOTOS }, (_, at) => bytesOf(at + 1)).flatMap((bytes) =>
    [0, 128, 256, 384].map((from) => bytes.subarray(from, from + 64)),
  );
  return readdirSync(folder).filter((name) => {
    const content = readFileSync(path.join(folder, name));
    return parts.some((part) => content.includes(part));
  });
}

it('no byte of a descriptor is in any file of the library after its faces were forgotten', () => {
  const folder = tempFolder();
  const library = path.join(folder, 'library.sqlite');
  const writer = new IndexWriter(library);
  const db = new Sqlite(library);
  const insert = db.prepare(
    "INSERT INTO photos (id, hash, format, width, height) VALUES (?, ?, 'jpeg', 4, 3)",
  );
  for (let photo = 1; photo <= PHOTOS; photo++) insert.run(photo, Buffer.from(`photo ${photo}`));
  db.close();
  const userData = new UserDataWriter(library);
  const save = (): void =>
    writer.analyses.save(
      'faces',
      1,
      Array.from({ length: PHOTOS }, (_, at) => ({
        photo: at + 1,
        outcome: { save: (tables) => tables.faces(at + 1, [faceOf(at + 1)]) },
      })),
    );
  save();
  // Saved again, and moved about by photos that are removed: what was freed has to go too.
  save();
  userData.people.act((actions) =>
    actions.assign(
      actions.named('Anna', 1),
      [{ photo: Buffer.from('photo 1'), box: '3277,13107,13107,32768' }],
      1,
    ),
  );
  const reader = new LibraryReader(library);
  expect(reader.people.rows().people).toHaveLength(1);
  expect(filesWithDescriptors(folder)).not.toEqual([]);
  writer.analyses.forget('faces', new AbortController().signal);
  expect(filesWithDescriptors(folder)).toEqual([]);
  expect(reader.people.counts(1)).toEqual({ faces: 0, photos: 0 });
  // What the user named stays.
  expect(reader.people.rows().people).toMatchObject([{ name: 'Anna' }]);
  reader.close();
  userData.close();
  writer.close();
  expect(filesWithDescriptors(folder)).toEqual([]);
});
