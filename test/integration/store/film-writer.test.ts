import path from 'node:path';
import { expect, it } from 'vitest';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { foundFile } from '../../support/found-file.ts';
import { madePrediction } from '../../support/made-prediction.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A library with so many films whose frames were not seen. */
function filmsIn(count: number) {
  const library = path.join(tempFolder(), 'library.sqlite');
  const userData = new UserDataWriter(library);
  const folder = userData.addFolder(Buffer.from('/films'), 0);
  userData.close();
  const writer = new IndexWriter(library);
  writer.scanned.addFiles(
    folder,
    Array.from({ length: count }, (_, n) => foundFile(`${n}.mp4`, n)),
  );
  writer.photos.save(
    writer.queue.waitingFiles(count, new Set()).map(({ id }) => ({
      file: id,
      kind: 'photo' as const,
      hash: Buffer.alloc(32, id),
      decoded: { format: 'mp4' as const, width: 8, height: 8, metadata: { keywords: [] }, warning: null },
      prediction: null,
      labels: [],
    })),
    'm',
  );
  return { library, writer };
}

it('films wait for a decoder until it has seen them or given them up, each decoder on its own', () => {
  const { library, writer } = filmsIn(3);
  const { films } = writer;
  const [first = 0, second = 0, third = 0] = films.waiting('desktop', '1').sort();
  // One failure is tried again, a codec without a decoder is not.
  films.saveFailure(first, 'desktop', '1', 'failed');
  films.saveFailure(second, 'desktop', '1', 'unsupported');
  expect(films.waiting('desktop', '1').sort()).toEqual([first, third]);
  films.saveFailure(first, 'desktop', '1', 'lost');
  expect(films.waiting('desktop', '1')).toEqual([third]);
  expect(films.waiting('browser', '1')).toHaveLength(3);
  // Another version of the program tries all again, and counts from zero.
  expect(films.waiting('desktop', '2')).toHaveLength(3);
  films.saveFailure(first, 'desktop', '2', 'lost');
  expect(films.waiting('desktop', '2')).toHaveLength(3);

  const prediction = madePrediction(1);
  const seen = { perceptualHash: new Uint8Array(8), colour: 5, appearance: new Uint8Array(0) };
  films.saveSeen(third, { picture: { ...seen, furtherInputs: [] }, prediction, labels: [] }, 'm');
  // Another version has failed at the first one meanwhile.
  expect(films.waiting('desktop', '1')).toEqual([first]);
  const reader = new LibraryReader(library);
  expect(reader.filmCounts('1')).toEqual({ waiting: 1, unreadable: 1 });
  expect(reader.filmCounts('2')).toEqual({ waiting: 2, unreadable: 0 });
  expect([reader.isFilmGivenUp(second, '1'), reader.isFilmGivenUp(third, '1')]).toEqual([true, false]);
  expect(reader.photo(third)).toMatchObject({ frames: 1 });
  // A lost poster makes it wait again; what was recognised stays.
  films.seeAgain(third);
  expect(films.waiting('desktop', '1').sort()).toEqual([first, third]);
  expect(reader.prediction(third)).not.toBeNull();
  films.saveSeen(third, { picture: { ...seen, furtherInputs: [] }, prediction, labels: [] }, 'm');
  expect(reader.photo(third)).toMatchObject({ frames: 1 });
  reader.close();
  writer.close();
});

it('what is saved of a film that was removed meanwhile changes nothing', () => {
  const { library, writer } = filmsIn(1);
  writer.films.saveFailure(999, 'desktop', '1', 'lost');
  writer.films.seeAgain(999);
  const reader = new LibraryReader(library);
  expect(reader.filmCounts('1')).toEqual({ waiting: 1, unreadable: 0 });
  reader.close();
  writer.close();
});
