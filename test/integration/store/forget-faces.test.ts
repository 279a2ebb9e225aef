import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { groupPeople } from '../../../src/search/people/group-people.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { saveFaceGroups } from '../../../src/store/save-face-groups.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { madeFace } from '../../support/made-face.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const PHOTOS = 300;

/** A descriptor that is nowhere else: every number of it is its own. */
function faceOf(photo: number) {
  const face = madeFace(1, photo);
  for (const at of face.descriptor.keys()) face.descriptor[at] = Math.sin(photo * 131 + at);
  return { ...face, box: { ...face.box, bottom: 0.6 + photo / 1000 } };
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
    "INSERT INTO photos (id, hash, format, width, height) VALUES (?, ?, 'jpeg', 4000, 3000)",
  );
  db.exec(
    "INSERT INTO folders (id, path, added_at) VALUES (1, CAST('/photos' AS BLOB), 0); INSERT INTO directories VALUES (1, 1, x'')",
  );
  const file = db.prepare(
    `INSERT INTO files (id, directory_id, name, size, mtime, kind, cloud_only, photo_id)
     VALUES (@photo, 1, CAST(@photo AS BLOB), 1, 1, 'photo', 0, @photo)`,
  );
  for (let photo = 1; photo <= PHOTOS; photo++) {
    insert.run(photo, Buffer.from(`photo ${photo}`));
    file.run({ photo });
  }
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
  const { rows, descriptors, before } = reader.people.rowsToGroup();
  saveFaceGroups(library, groupPeople(rows, descriptors, before, 'state'));
  expect(reader.people.groups().faces).toHaveLength(PHOTOS);
  // Where a face is, in a table of groups.
  const place = Buffer.from(rows.found[0]?.boxText ?? '');
  const withPlaces = (): string[] =>
    readdirSync(folder).filter(
      (name) => name.startsWith('library.sqlite') && readFileSync(path.join(folder, name)).includes(place),
    );
  expect(withPlaces()).not.toEqual([]);
  expect(reader.people.rows().people).toHaveLength(1);
  expect(filesWithDescriptors(folder)).not.toEqual([]);
  writer.analyses.forget('faces', new AbortController().signal);
  expect(filesWithDescriptors(folder)).toEqual([]);
  expect(withPlaces()).toEqual([]);
  expect(reader.people.counts(1)).toEqual({ faces: 0, photos: 0 });
  expect(reader.people.groups()).toMatchObject({ faces: [], questions: [], state: null });
  // What the user named stays.
  expect(reader.people.rows().people).toMatchObject([{ name: 'Anna' }]);
  reader.close();
  userData.close();
  writer.close();
  expect(filesWithDescriptors(folder)).toEqual([]);
});
