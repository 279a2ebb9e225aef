import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MISSING_DAYS } from '../../../src/domain/missing-days.ts';
import { manyMissing } from '../../../src/indexing/scan/many-missing.ts';
import { damageOf } from '../../../src/store/damage-of.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { eachLabel } from '../../../src/store/label-bytes.ts';
import { lockLibrary } from '../../../src/store/library-lock.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { asStored, predictionFromBytes, predictionToBytes } from '../../../src/store/prediction-bytes.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { foundFile } from '../../support/found-file.ts';
import { madePhoto } from '../../support/made-photo.ts';
import { madePrediction } from '../../support/made-prediction.ts';
import { recordAttempt } from '../../support/record-attempt.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const hash = (n: number): Uint8Array => madePhoto(1, n).hash;
/** Indexed photos with a file in a folder. */
const visible = (reader: LibraryReader): number[] =>
  [...reader.indexedPhotos(null)].map(({ id }) => id).filter((id) => reader.photo(id) !== null);
/** Photos with a label. */
const labelled = (reader: LibraryReader, label: string): number[] => {
  const keys = reader.labelKeys();
  const found: number[] = [];
  for (const { id, labels } of reader.indexedPhotos(null))
    eachLabel(labels ?? new Uint8Array(), (number) => {
      if (keys.get(number) === label) found.push(id);
    });
  return found;
};
const knownPaths = (writer: IndexWriter, folder: number): string[] =>
  writer.scanned
    .knownDirectories(folder)
    .flatMap((directory) => writer.scanned.knownFiles(folder, directory))
    .map(({ path: file }) => Buffer.from(file).toString());
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, n) => from + n);
const MANY = (): boolean => true;
const FEW = (): boolean => false;

function openLibrary() {
  const library = path.join(tempFolder(), 'library.sqlite');
  const userData = new UserDataWriter(library);
  const folder = userData.addFolder(Buffer.from('/photos'), 0);
  const writer = new IndexWriter(library);
  const reader = new LibraryReader(library);
  return { library, userData, folder, writer, reader };
}

/** A library with files 1..n, each a separate photo. */
function withPhotos(n: number) {
  const open = openLibrary();
  open.writer.scanned.addFiles(
    open.folder,
    Array.from({ length: n }, (_, i) => foundFile(`${i + 1}.jpg`, i + 1)),
  );
  open.writer.photos.save(
    open.writer.queue.waitingFiles(n, new Set()).map(({ id }) => madePhoto(id, id)),
    'm',
  );
  return open;
}

describe('IndexWriter', () => {
  it('returns the newest pending files by directory, except those in progress', () => {
    const { writer, folder } = openLibrary();
    writer.scanned.addFiles(folder, [
      foundFile('a/old', 1),
      foundFile('b/2', 4),
      foundFile('a/9', 3),
      foundFile('b/1', 2),
      foundFile('b/old', 0),
    ]);
    const waiting = writer.queue.waitingFiles(3, new Set());
    expect(waiting.map((file) => file.path.toString())).toEqual(['a/9', 'b/1', 'b/2']);
    expect(
      writer.queue.waitingFiles(9, new Set(waiting.map(({ id }) => id))).map((file) => file.path.toString()),
    ).toEqual(['a/old', 'b/old']);
  });

  it('stores one photo per content, regardless of the number of files', () => {
    const { writer, reader, folder } = openLibrary();
    writer.scanned.addFiles(folder, [foundFile('a'), foundFile('copy of a')]);
    const [a, b] = writer.queue.waitingFiles(2, new Set());
    writer.photos.save([madePhoto(a?.id ?? 0, 7), madePhoto(b?.id ?? 0, 7)], 'm');
    expect(visible(reader)).toHaveLength(1);
    expect(reader.files.places(1)).toHaveLength(2);
    expect(writer.photos.photoWithHash(hash(7))).toBe(1);
  });

  it('removes a moved file at once, but the last file of a photo only if allowed', () => {
    const { writer, reader, folder } = withPhotos(3);
    writer.scanned.addFiles(folder, [foundFile('moved/1.jpg')]);
    const [moved] = writer.queue.waitingFiles(1, new Set());
    writer.photos.save(
      [{ file: moved?.id ?? 0, kind: 'known', dates: [], photo: writer.photos.photoWithHash(hash(1)) ?? 0 }],
      'm',
    );
    expect(writer.scanned.finishScan(folder, [1, 2], MANY, 5)).toBe(1);
    expect(knownPaths(writer, folder).sort()).toEqual(['2.jpg', '3.jpg', 'moved/1.jpg']);
    expect(reader.folders()[0]).toMatchObject({
      missing: [{ since: 5, files: 1, isMany: true, isExpected: false }],
      photos: 2,
    });
    const forget = [{ folder, since: 5 }];
    expect(writer.scanned.finishScan(folder, [2], MANY, 6, forget)).toBe(0);
    expect(visible(reader)).toEqual([1, 3]);
  });

  it('marks missing files whatever their number, each scan for itself, and tells many from few', () => {
    const { userData, writer, reader, folder } = withPhotos(100);
    const [unplugged, deleted] = [range(1, 40), range(41, 50)];
    const isManyOf = (known: number) => (gone: number) => manyMissing(known, gone);
    expect(writer.scanned.finishScan(folder, unplugged, isManyOf(100), 5)).toBe(40);
    expect(writer.scanned.countKnown(folder)).toBe(60);
    // A scan lists the ones that are missing already, too.
    expect(writer.scanned.finishScan(folder, [...unplugged, ...deleted], isManyOf(60), 6)).toBe(50);
    expect(reader.folders()[0]).toMatchObject({
      missing: [
        { since: 5, files: 40, isMany: true, isExpected: false },
        { since: 6, files: 10, isMany: false, isExpected: false },
      ],
      photos: 50,
    });
    expect(visible(reader)).toHaveLength(100);
    const gone = range(1, 80);
    expect(writer.scanned.finishScan(folder, gone, isManyOf(50), 7)).toBe(80);
    userData.answerMissing(folder, [{ since: 5, forget: false }]);
    writer.scanned.expectBack({ folder });
    expect(reader.folders()[0]?.missing).toMatchObject([
      { since: 5, isExpected: true },
      { since: 6, isExpected: false },
      { since: 7, files: 30, isMany: true, isExpected: false },
    ]);
    expect(writer.scanned.finishScan(folder, gone, MANY, 8, [{ folder, since: 7 }])).toBe(10);
    expect(reader.folders()[0]?.missing.map(({ since }) => since)).toEqual([5, 6]);
    expect(visible(reader)).toHaveLength(70);
  });

  describe('removes missing photos by itself', () => {
    const AFTER = MISSING_DAYS * 86_400_000;
    const ids = (writer: IndexWriter, folder: number) =>
      writer.scanned.knownFiles(folder, new Uint8Array()).map(({ id }) => id);

    it('only after the documented days, where few went and nothing was stated about them', () => {
      const { userData, writer, reader, folder } = withPhotos(6);
      const { statements } = userData;
      statements.setFavourite([1], true, 1);
      statements.correct([{ photo: 2, label: 'beach', applies: false }], 1);
      statements.setInAlbum(statements.addAlbum('Italy', null, 1), [3], true);
      const gone = [1, 2, 3, 4];
      writer.scanned.finishScan(folder, gone, FEW, 5);
      writer.scanned.finishScan(folder, gone, FEW, 5 + AFTER - 1);
      expect(ids(writer, folder)).toEqual([1, 2, 3, 4, 5, 6]);
      const { revision } = { revision: reader.revision() };
      expect(writer.scanned.finishScan(folder, gone, FEW, 5 + AFTER)).toBe(3);
      expect(ids(writer, folder)).toEqual([1, 2, 3, 5, 6]);
      expect(reader.revision()).toBeGreaterThan(revision);
      writer.scanned.finishScan(folder, [1, 2, 3], FEW, 5 + 100 * AFTER);
      expect(ids(writer, folder)).toEqual([1, 2, 3, 5, 6]);
    });

    it('never where many went at once, or the user expects them back', () => {
      const { userData, writer, folder } = withPhotos(4);
      writer.scanned.finishScan(folder, [1, 2], MANY, 5);
      writer.scanned.finishScan(folder, [1, 2, 3], FEW, 6);
      userData.answerMissing(folder, [{ since: 6, forget: false }]);
      writer.scanned.finishScan(folder, [1, 2, 3], FEW, 7 + AFTER);
      expect(ids(writer, folder)).toEqual([1, 2, 3, 4]);
    });
  });

  it('counts a missing photo once, at the scan that missed its last file', () => {
    const { writer, reader, folder } = withPhotos(3);
    writer.scanned.addFiles(folder, [foundFile('copy.jpg')]);
    const [copy] = writer.queue.waitingFiles(1, new Set());
    writer.photos.save([{ file: copy?.id ?? 0, kind: 'known', dates: [], photo: 1 }], 'm');
    writer.scanned.finishScan(folder, [1, 2, copy?.id ?? 0], FEW, 5);
    expect(reader.files.missingPhotos([1, 2])).toEqual([{ folder, since: 5, photos: 2 }]);
    expect(reader.folders()[0]?.missing).toMatchObject([{ since: 5, files: 3 }]);
    expect(reader.files.missingPhotos([])).toEqual([]);
  });

  it('names the time since when a photo has no file, and forgets it when one file is back', () => {
    const { writer, reader, folder } = withPhotos(2);
    expect(reader.files.missingSince(1)).toBeNull();
    writer.scanned.finishScan(folder, [1], MANY, 5);
    expect([reader.files.missingSince(1), reader.files.missingSince(2)]).toEqual([5, null]);
    const before = reader.revision();
    writer.scanned.setThere([1]);
    expect(reader.files.missingSince(1)).toBeNull();
    expect(reader.revision()).toBeGreaterThan(before);
    // The photos of a drive that is disconnected are not missing.
    writer.scanned.setUnreachable(folder, 'away');
    expect(reader.files.missingSince(2)).toBeNull();
  });

  it('gives no people of a photo before its content is known, because what is stated of them is stored by it', () => {
    const { writer, reader, folder } = openLibrary();
    writer.scanned.addFiles(folder, [foundFile('1.jpg', 1)]);
    const [file = 0] = writer.listed.toList([]);
    const { decoded } = madePhoto(file, 1);
    const people = [{ name: 'Anna', area: { left: 0.1, top: 0.1, width: 0.2, height: 0.2 } }];
    writer.listed.add([
      { file, format: 'jpeg', width: 4, height: 3, metadata: { ...decoded.metadata, people } },
    ]);
    expect(visible(reader)).toHaveLength(1);
    expect(reader.people.rows().regions).toEqual([]);
    writer.listed.settle(visible(reader)[0] ?? 0, hash(1));
    expect(reader.people.rows().regions).toMatchObject([{ name: 'Anna' }]);
  });

  it('refuses to rename the album of another program before the contents of its photos are known', () => {
    const { writer, userData, reader, folder } = openLibrary();
    writer.scanned.addFiles(folder, [foundFile('1.jpg', 1)]);
    const [file = 0] = writer.listed.toList([]);
    const { metadata } = madePhoto(file, 1).decoded;
    writer.listed.add([{ file, format: 'jpeg', width: 4, height: 3, metadata }]);
    const [photo = 0] = visible(reader);
    writer.companions.complete([
      { photo, fingerprint: 'f', own: metadata, metadata, isFavourite: false, albums: ['Summer'] },
    ]);
    const album = reader.userData.albums()[0]?.id ?? 0;
    expect(() => userData.statements.renameAlbum(album, 'Holiday')).toThrow(/not read yet/);
    expect(reader.userData.albums().map(({ name }) => name)).toEqual(['Summer']);
    writer.listed.settle(photo, hash(1));
    userData.statements.renameAlbum(album, 'Holiday');
    expect(reader.userData.albums().map(({ name, photos }) => [name, photos])).toEqual([
      ['Holiday', [photo]],
    ]);
  });

  it('keeps the photo of a removed file, so that the file can return without inference', () => {
    const { writer, reader, folder } = withPhotos(1);
    writer.scanned.finishScan(folder, [1], FEW, 5);
    writer.scanned.finishScan(folder, [1], FEW, 6, [{ folder, since: 5 }]);
    expect(visible(reader)).toEqual([]);
    writer.scanned.addFiles(folder, [foundFile('back.jpg')]);
    const [back] = writer.queue.waitingFiles(1, new Set());
    writer.photos.save(
      [{ file: back?.id ?? 0, kind: 'known', dates: [], photo: writer.photos.photoWithHash(hash(1)) ?? 0 }],
      'm',
    );
    expect(visible(reader)).toEqual([1]);
  });

  it('removes the files of removed folders and excluded subfolders, but not of folders with a similar name', () => {
    const { writer, userData, folder } = openLibrary();
    writer.scanned.addFiles(folder, [
      foundFile('private/a.jpg'),
      foundFile('private.jpg'),
      foundFile('private2/b.jpg'),
      foundFile('c.jpg'),
    ]);
    userData.setExcluded(folder, [Buffer.from('private')]);
    expect(writer.scanned.dropUnwantedFiles()).toBe(1);
    expect(knownPaths(writer, folder)).not.toContain('private/a.jpg');
    userData.removeFolder(folder);
    expect(writer.scanned.dropUnwantedFiles()).toBe(3);
  });

  it('quarantines a file if the indexer crashed on it twice while it was alone', () => {
    const { writer, reader, folder } = openLibrary();
    writer.scanned.addFiles(folder, [foundFile('a'), foundFile('b')]);
    for (let i = 0; i < 5; i++) writer.queue.recordCrashes([1, 2], 'died');
    expect(writer.queue.suspects().map(({ id }) => id)).toEqual([1, 2]);
    writer.queue.recordCrashes([1], 'died');
    expect(reader.files.problems(0, 9).total).toBe(0);
    writer.queue.recordCrashes([1], 'died');
    expect(reader.files.problems(0, 9).rows).toMatchObject([{ file: 1, kind: 'crashed', crashes: 2 }]);
    writer.queue.retry([1]);
    expect(writer.queue.waitingFiles(9, new Set()).map(({ id }) => id)).toEqual([1, 2]);
  });

  it('retries content with a problem only if requested, and then for all of its files', () => {
    const { writer, reader, folder } = openLibrary();
    writer.scanned.addFiles(folder, [foundFile('a'), foundFile('b')]);
    const problem = { kind: 'damaged', detail: 'no pixels' } as const;
    writer.photos.save(
      [1, 2].map((file) => ({ file, kind: 'problem', problem, hash: hash(9) })),
      'm',
    );
    expect(reader.files.problems(0, 9).total).toBe(2);
    expect(writer.photos.photoWithHash(hash(9))).toBe(1);
    writer.queue.retry([1]);
    expect(reader.files.problems(0, 9).total).toBe(0);
    expect(writer.photos.photoWithHash(hash(9))).toBeNull();
    expect(writer.queue.waitingFiles(9, new Set())).toHaveLength(2);
  });

  it('recomputes labels from stored predictions, and removes the old ones', () => {
    const { writer, reader } = withPhotos(1200);
    const computeLabels = (prediction: { embedding: Int8Array }) => [
      { label: `s${prediction.embedding[0]}`, score: 0.25 },
    ];
    expect(writer.predictions.recomputeLabels('v2', computeLabels, new AbortController().signal)).toBe(1200);
    expect(labelled(reader, 'dog')).toEqual([]);
    // The first file of its directory became the first photo.
    const first = asStored(madePrediction(1)).embedding[0];
    expect(labelled(reader, `s${first}`)).toContain(1);
    expect(writer.predictions.recomputeLabels('v2', computeLabels, new AbortController().signal)).toBe(0);
  });

  it('is no damage where labels were being derived again when the process ended', () => {
    const { writer, reader, library } = withPhotos(600);
    const stop = new AbortController();
    const stopped = (): never[] => {
      stop.abort();
      return [];
    };
    expect(writer.predictions.recomputeLabels('v2', stopped, stop.signal)).toBe(500);
    writer.close();
    reader.close();
    expect(damageOf(library, true)).toBeNull();
    const next = new IndexWriter(library);
    expect(next.predictions.recomputeLabels('v2', () => [], new AbortController().signal)).toBe(600);
    next.close();
    expect(damageOf(library, true)).toBeNull();
  });

  it('reads predictions of beachcomb-photo-1: 92 concepts, 0 for the others, no phrase embedding', () => {
    const prediction = madePrediction(4);
    const old = predictionToBytes({
      ...prediction,
      concepts: prediction.concepts.slice(0, 92),
      phrase: null,
    });
    // 64 classes of 3 bytes and 119 concepts of 10 bits, the last of which are in missing bytes.
    const back = predictionFromBytes({ ...old, scores: old.scores.slice(0, 64 * 3 + 115) });
    const whole = asStored(prediction);
    expect(back.phrase).toBeNull();
    expect(back).toMatchObject({ classes: whole.classes, embedding: whole.embedding });
    expect(back.concepts).toHaveLength(119);
    expect(back.concepts.slice(0, 92)).toEqual(whole.concepts.slice(0, 92));
    expect([...back.concepts.slice(92)]).toEqual(Array.from({ length: 27 }, () => 0));
  });

  it('stores a prediction in 789 bytes that give the same labels', () => {
    const prediction = madePrediction(3);
    const bytes = predictionToBytes(prediction);
    expect(bytes.signature.length + bytes.scores.length + (bytes.phrase?.length ?? 0)).toBe(789);
    const back = predictionFromBytes(bytes);
    expect(back).toEqual(asStored(back));
    expect(back.classes).toEqual(prediction.classes);
    expect(back.embedding).toEqual(prediction.embedding);
    expect(back.phrase).toEqual(prediction.phrase);
    back.probabilities.forEach((p, i) => {
      expect(Math.abs(p - (prediction.probabilities[i] ?? 0))).toBeLessThan(p / 1000 + 2 ** -23);
    });
    back.concepts.forEach((p, i) => {
      expect(Math.abs(p - (prediction.concepts[i] ?? 0))).toBeLessThan(0.003);
    });
  });

  it('stores scores that are 1, 0 or too small to represent', () => {
    const ends = Float32Array.of(0, 1, 1e-9, 0.999_999_9);
    const prediction = { ...madePrediction(3) };
    prediction.probabilities.set(ends);
    prediction.concepts.set(ends);
    const back = asStored(prediction);
    expect([...back.probabilities.slice(0, 4)].map((p) => Math.round(p * 1e6) / 1e6)).toEqual([0, 1, 0, 1]);
    expect([...back.concepts.slice(0, 4)].map((p) => Math.round(p * 1e4) / 1e4)).toEqual([0, 1, 0, 1]);
  });

  it('reports to followers the changed photos, or that a full reload is required', () => {
    const { writer, reader, userData, folder } = withPhotos(3);
    const start = reader.changesAfter(null);
    expect(start.photos).toBeNull();
    expect(reader.changesAfter(start.point).photos).toEqual([]);
    writer.scanned.addFiles(folder, [foundFile('copy.jpg', 9)]);
    writer.photos.save([{ file: 4, kind: 'known', dates: [], photo: 2 }], 'm');
    const next = reader.changesAfter(start.point);
    expect(next.photos).toEqual([2]);
    writer.scanned.changeFiles([{ id: 1, found: foundFile('1.jpg', 99) }]);
    expect(reader.changesAfter(next.point).photos).toEqual([1]);
    expect(writer.predictions.recomputeLabels('v3', () => [], new AbortController().signal)).toBe(3);
    const computed = reader.changesAfter(next.point);
    expect(computed.photos).toBeNull();
    userData.removeFolder(folder);
    expect(reader.changesAfter(computed.point).photos).toBeNull();
  });

  it('drops old changes and requires a full reload of followers that are too far behind', () => {
    const { writer, reader } = withPhotos(2);
    const { point } = reader.changesAfter(null);
    const toAndFro = (times: number): void =>
      writer.photos.save(
        Array.from(
          { length: times },
          (_, at) => ({ file: 1, kind: 'known', dates: [], photo: 2 - (at % 2) }) as const,
        ),
        'm',
      );
    toAndFro(100);
    expect(reader.changesAfter(point).photos?.toSorted()).toEqual([1, 2]);
    // Two changes each.
    toAndFro(26_000);
    expect(reader.changesAfter(point).photos).toBeNull();
  });

  it('shares the library with readers and the user data writer, but not with a second indexer', () => {
    const { library, userData, reader, writer, folder } = withPhotos(1);
    const lock = lockLibrary(library);
    expect(() => lockLibrary(library)).toThrow('Another Beachcomb');
    userData.setSetting('window', { theme: 'dark' });
    writer.scanned.addFiles(folder, [foundFile('more')]);
    expect(reader.setting('window')).toEqual({ theme: 'dark' });
    lock.release();
    lockLibrary(library).release();
    recordAttempt({
      suite: 'faults',
      what: 'Two indexers on one library',
      times: 1,
      outcome: 'the second is refused with library-busy; free when the first is gone',
      lost: 0,
    });
  });
});

describe('UserDataWriter', () => {
  it('rejects a folder inside another, so that no photo is found twice', () => {
    const { userData, folder } = openLibrary();
    expect(userData.addFolder(Buffer.from('/photos'), 1)).toBe(folder);
    expect(userData.addFolder(Buffer.from('/photos/2019'), 1)).toBe(folder);
    expect(userData.addFolder(Buffer.from('/photos2'), 1)).not.toBe(folder);
    expect(() => userData.addFolder(Buffer.from('/'), 1)).toThrow('/photos');
  });

  it('never reuses the id of a removed folder', () => {
    const { userData, folder } = openLibrary();
    userData.removeFolder(folder);
    expect(userData.addFolder(Buffer.from('/other'), 1)).toBeGreaterThan(folder);
  });
});
