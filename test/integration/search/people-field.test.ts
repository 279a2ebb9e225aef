import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaceBox } from '../../../src/domain/face.ts';
import { faceBoxText } from '../../../src/domain/face-box.ts';
import { wordsOf } from '../../../src/search/query-parts.ts';
import { Searcher } from '../../../src/search/searcher.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { indexFolder } from '../../support/index-folder.ts';
import { madeDescriptor } from '../../support/made-face.ts';
import { MODELS } from '../../support/paths.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const SAMPLES = path.join(MODELS, 'samples');
/** The files, each with the sides of its faces; null: they are never looked for. */
const FACES: Readonly<Record<string, readonly number[] | null>> = {
  'beach.jpg': [0.1, 0.11, 0.09],
  'bus.jpg': [0.2],
  'lighthouse.jpg': [0.36],
  // Of an animal: no face of a person.
  'dog.jpg': [0.36],
  'house.jpg': [],
  'sea.jpg': null,
  'kayak selfie.jpg': [0.14, 0.1],
  'cactus.jpg': null,
};

const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
const library = path.join(root, 'library.sqlite');
let reader: LibraryReader;
let searcher: Searcher;
let ids: ReadonlyMap<string, number>;

const boxOf = (side: number, nth: number): FaceBox => ({
  left: 0.02 + nth * 0.3,
  top: 0.1,
  right: 0.02 + nth * 0.3 + side,
  bottom: 0.1 + side,
});

const REGION = (name: string, x: number): string =>
  `<rdf:li rdf:parseType="Resource"><mwg-rs:Name>${name}</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type><mwg-rs:Area stArea:x="${x}" stArea:y="0.5" stArea:w="0.1" stArea:h="0.1" stArea:unit="normalized"/></rdf:li>`;
const SIDECAR = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#"><mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag>${REGION('Zora', 0.2)}${REGION('Yann', 0.7)}</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions></rdf:Description></rdf:RDF></x:xmpmeta>`;

/** Saves the faces of some photos, as the analyser does. */
function saveFaces(wanted: readonly string[]): void {
  const writer = new IndexWriter(library);
  writer.analyses.save(
    'faces',
    1,
    wanted.map((name) => ({
      photo: ids.get(name) ?? 0,
      outcome: {
        save: (tables) =>
          tables.faces(
            ids.get(name) ?? 0,
            (FACES[name] ?? []).map((side, nth) => ({
              score: 0.99,
              box: boxOf(side, nth),
              descriptor: madeDescriptor(nth, 0),
            })),
          ),
      },
    })),
  );
  writer.close();
}

const hits = (text: string, level?: string, most = 99): string[] => {
  searcher.refresh();
  return searcher
    .search(text, { sort: 'relevance', all: false })
    .hits(0, most)
    .filter((hit) => level === undefined || hit.level === level)
    .flatMap(({ photo }) => reader.files.places(photo).map(({ path: file }) => Buffer.from(file).toString()))
    .sort();
};

const WORDS = [
  'portrait',
  'selfie',
  '自拍',
  'group photo',
  '合影',
  'nobody',
  'no people',
  '没有人',
  'people',
  'one person',
  'two people',
  '两个人',
];
let without: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  const folder = path.join(root, 'photos');
  mkdirSync(folder);
  for (const name of Object.keys(FACES))
    copyFileSync(path.join(SAMPLES, name.replace(' selfie', '')), path.join(folder, name));
  writeFileSync(path.join(folder, 'cactus.jpg.xmp'), SIDECAR);
  await indexFolder(library, folder);
  reader = new LibraryReader(library);
  searcher = new Searcher(reader);
  searcher.refresh();
  const all = searcher.search('', { sort: 'relevance', all: false }).hits(0, 99);
  ids = new Map(
    all.map(
      ({ photo }) => [Buffer.from(reader.files.places(photo)[0]?.path ?? []).toString(), photo] as const,
    ),
  );
});
afterAll(() => {
  reader.close();
  removeFolder(root);
});

describe('people: by the number of faces', () => {
  it('counts named regions where faces were never looked for, and finds nothing elsewhere', () => {
    expect(hits('people:2')).toEqual(['cactus.jpg']);
    expect(hits('people:0+')).toEqual(['cactus.jpg']);
    expect(hits('person:Zora Yann')).toEqual(['cactus.jpg']);
    without = new Map(WORDS.map((word) => [word, hits(word)]));
  });

  it('counts the faces that the analyser found, and those that it did not', () => {
    saveFaces(Object.keys(FACES).filter((name) => FACES[name] !== null));
    expect(hits('people:3+')).toEqual(['beach.jpg']);
    expect(hits('people:1')).toEqual(['bus.jpg', 'lighthouse.jpg']);
    expect(hits('人数:2-5')).toEqual(['beach.jpg', 'cactus.jpg', 'kayak selfie.jpg']);
    expect(hits('people:0')).toEqual(['dog.jpg', 'house.jpg']);
    expect(hits('people:group')).toEqual(['beach.jpg']);
    expect(hits('people:portrait')).toEqual(['bus.jpg', 'lighthouse.jpg']);
    expect(hits('people:selfie', 'likely')).toEqual(['kayak selfie.jpg']);
    // Near as at arm's length, but perhaps somebody else's photo.
    expect(hits('people:selfie', 'possible')).toEqual(['lighthouse.jpg']);
  });

  it('is the name of a person where it is no number', () => {
    expect(hits('people:Zora')).toEqual(['cactus.jpg']);
  });

  it('is strict: a photo in which faces were never looked for has no number of them', () => {
    expect(hits('people:0+')).not.toContain('sea.jpg');
    expect(hits('-people:1+')).toContain('sea.jpg');
  });
});

describe('bare words by faces', () => {
  it('find what the faces show', () => {
    expect(hits('portrait', 'likely')).toEqual(['bus.jpg', 'lighthouse.jpg']);
    expect(hits('肖像', 'likely')).toEqual(['bus.jpg', 'lighthouse.jpg']);
    expect(hits('selfie', 'likely')).toEqual(['kayak selfie.jpg']);
    expect(hits('自拍', 'likely')).toEqual(['kayak selfie.jpg']);
    expect(hits('selfie', 'possible')).toContain('lighthouse.jpg');
    expect(hits('group photo', 'likely')).toEqual(['beach.jpg']);
    expect(hits('合影', 'likely')).toEqual(['beach.jpg']);
    expect(hits('nobody', 'likely')).toEqual(['dog.jpg', 'house.jpg']);
    expect(hits('people', 'likely')).toEqual(
      expect.arrayContaining(['beach.jpg', 'bus.jpg', 'cactus.jpg', 'kayak selfie.jpg', 'lighthouse.jpg']),
    );
  });

  it('never lose a photo that was found without faces, except where faces deny it', () => {
    for (const word of WORDS.filter((one) => !['no people', '没有人', 'nobody'].includes(one)))
      expect(hits(word)).toEqual(expect.arrayContaining([...(without.get(word) ?? ['-'])]));
    for (const word of ['no people', '没有人']) {
      expect(hits(word)).toEqual(expect.arrayContaining(['house.jpg', 'sea.jpg']));
      expect(hits(word)).not.toContain('bus.jpg');
    }
  });

  it('nobody is without people by labels until a photo is known to be without faces, and then no face', () => {
    expect(without.get('nobody')).toEqual(expect.arrayContaining(['house.jpg', 'sea.jpg']));
    expect(hits('nobody')).toEqual(['dog.jpg', 'house.jpg']);
  });

  it('put photos with so many faces first, likely, for a number before a word for people', () => {
    const first = (text: string): string[] => hits(text, 'likely', 2);
    expect(first('one person')).toEqual(['bus.jpg', 'lighthouse.jpg']);
    for (const text of ['two people', '2 people', '两个人'])
      expect(first(text)).toEqual(['cactus.jpg', 'kayak selfie.jpg']);
  });

  it('add up with the words beside them', () => {
    expect(hits('portrait beach')).not.toContain('bus.jpg');
    expect(hits('group photo beach', 'likely')).toEqual(['beach.jpg']);
  });

  it('are one reading among others, which the search explains', () => {
    const [portrait] = wordsOf(searcher.read('portrait'));
    expect(portrait?.word.interpretations.map(({ as }) => as)).toEqual(['label', 'filter']);
    expect(searcher.others('portrait')).toMatchObject([
      { text: 'label:people' },
      { text: 'people:portrait', photos: 2 },
      { text: 'meaning:portrait' },
    ]);
    const result = searcher.search('selfie', { sort: 'relevance', all: false });
    expect(result.reasons(ids.get('kayak selfie.jpg') ?? 0)[0]).toMatchObject({
      word: 'selfie',
      label: 'people',
    });
    expect([...result.alone.values()]).toContain(1);
  });
});

describe('what the user says is no face', () => {
  it('is not counted from then on, and counted again when it is taken back', () => {
    const userData = new UserDataWriter(library);
    const photo = reader.photo(ids.get('bus.jpg') ?? 0)?.hash ?? new Uint8Array();
    const box = faceBoxText(boxOf(0.2, 0));
    const { undo } = userData.people.act((actions) => actions.denyFaces([{ photo, box }], Date.now()));
    expect(hits('people:1')).toEqual(['lighthouse.jpg']);
    expect(hits('people:0')).toEqual(['bus.jpg', 'dog.jpg', 'house.jpg']);
    userData.people.undo(undo);
    expect(hits('people:1')).toEqual(['bus.jpg', 'lighthouse.jpg']);
    userData.close();
  });
});

describe('forgetting faces', () => {
  it('leaves the numbers of the named regions alone', () => {
    const writer = new IndexWriter(library);
    writer.analyses.forget('faces', new AbortController().signal);
    writer.close();
    expect(hits('people:0+')).toEqual(['cactus.jpg']);
    for (const word of WORDS) expect(hits(word)).toEqual(without.get(word));
  });
});
