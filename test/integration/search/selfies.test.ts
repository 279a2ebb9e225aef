import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ANALYSERS } from '../../../src/domain/analyser.ts';
import { Searcher } from '../../../src/search/searcher.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { foundFile } from '../../support/found-file.ts';
import { madeDescriptor } from '../../support/made-face.ts';
import { madePhoto } from '../../support/made-photo.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
afterAll(() => removeFolder(root));

/** A photo by its lens and the sides of the faces in it, as parts of the picture. */
interface Row {
  readonly lens: string | null;
  readonly faces: readonly number[];
  readonly level: 'likely' | 'possible' | null;
}
const ROWS: readonly Row[] = [
  { lens: 'iPhone 12 front camera 2.71mm f/2.2', faces: [0.2], level: 'likely' },
  { lens: 'iPhone 12 front camera 2.71mm f/2.2', faces: [0.3, 0.2, 0.15], level: 'likely' },
  { lens: 'iPhone 12 front camera 2.71mm f/2.2', faces: [0.3, 0.2, 0.2, 0.2], level: null },
  { lens: 'iPhone 12 front camera 2.71mm f/2.2', faces: [0.05], level: null },
  { lens: 'iPhone 12 back dual wide camera 4.2mm f/1.6', faces: [0.5], level: null },
  { lens: 'EF85mm f/1.8 USM', faces: [0.5], level: null },
  { lens: null, faces: [0.5], level: 'possible' },
  { lens: null, faces: [0.2], level: null },
  { lens: null, faces: [], level: null },
];

function makeLibrary(library: string): void {
  const userData = new UserDataWriter(library);
  const folder = userData.addFolder(Buffer.from('/photos'), 0);
  userData.close();
  const writer = new IndexWriter(library);
  writer.scanned.addFiles(
    folder,
    ROWS.map((_, at) => foundFile(`${at}.jpg`, at)),
  );
  writer.photos.save(
    ROWS.map(({ lens }, at) => {
      const made = madePhoto(at + 1, at + 1);
      return {
        ...made,
        decoded: { ...made.decoded, metadata: { keywords: [], ...(lens === null ? {} : { lens }) } },
      };
    }),
    'm',
  );
  writer.analyses.save(
    'faces',
    ANALYSERS.faces.version,
    ROWS.map(({ faces }, at) => ({
      photo: at + 1,
      outcome: {
        save: (tables) =>
          tables.faces(
            at + 1,
            faces.map((side, nth) => ({
              score: 0.99,
              box: { left: nth * 0.25, top: 0.1, right: nth * 0.25 + side, bottom: 0.1 + side },
              descriptor: madeDescriptor(nth, 0),
            })),
          ),
      },
    })),
  );
  writer.close();
}

it('a selfie is near a front camera, or perhaps where no lens is named and the face fills the picture', () => {
  const library = path.join(root, 'library.sqlite');
  makeLibrary(library);
  const reader = new LibraryReader(library);
  try {
    const hits = new Searcher(reader)
      .search('people:selfie', { sort: 'relevance', all: false })
      .hits(0, ROWS.length);
    const levels = ROWS.map((_, at) => hits.find(({ photo }) => photo === at + 1)?.level ?? null);
    expect(levels).toEqual(ROWS.map(({ level }) => level));
  } finally {
    reader.close();
  }
});
