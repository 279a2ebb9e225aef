import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Hit } from '../../../src/api/contract.ts';
import type { Handlers } from '../../../src/api/dispatch.ts';
import type { Library } from '../../../src/app/library.ts';
import { vocabulary } from '../../../src/knowledge/labels/vocabulary.ts';
import { indexFolder } from '../../support/index-folder.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { MODELS } from '../../support/paths.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const SAMPLES = path.join(MODELS, 'samples');
const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
const folder = path.join(root, 'photos');
const file = path.join(root, 'library.sqlite');
let library: Library;
let calls: Handlers;

const open = async (): Promise<void> => {
  library = await openAtRest(file, () => {});
  calls = library.handlers;
};
const search = async (text: string, sort: 'relevance' | 'date' = 'relevance') =>
  calls['search.run']({ text, sort, offset: 0, limit: 100 });
const nameOf = (photo: number): string => path.basename(library.paths(photo)[0]?.toString() ?? '');
const names = async (text: string, level?: Hit['level'], sort?: 'relevance' | 'date'): Promise<string[]> =>
  (await search(text, sort)).hits
    .filter((hit) => level === undefined || hit.level === level)
    .map((hit) => nameOf(hit.photo));
const photoOf = async (name: string): Promise<number> => (await search(`name:${name}`)).hits[0]?.photo ?? 0;

beforeAll(async () => {
  mkdirSync(folder);
  for (const name of readdirSync(SAMPLES).filter((one) => /\.jpe?g$/.test(one)))
    copyFileSync(path.join(SAMPLES, name), path.join(folder, name));
  await indexFolder(file, folder);
  await open();
});
afterAll(async () => {
  await library.close();
  removeFolder(root);
});

describe('the place of a photo in a search', () => {
  it.each([
    ['', 'relevance'],
    ['dog', 'relevance'],
    ['animal', 'date'],
  ] as const)('is that of its hit: "%s" by %s', async (text, sort) => {
    const { hits } = await search(text, sort);
    expect(hits.length).toBeGreaterThan(1);
    for (const [rank, { photo }] of hits.entries())
      expect(await calls['search.rank']({ text, sort, photo })).toEqual({ rank });
  });

  it('is none for a photo that is not found, or not there', async () => {
    const bus = await photoOf('bus.jpg');
    expect(await calls['search.rank']({ text: 'dog', sort: 'relevance', photo: bus })).toEqual({
      rank: null,
    });
    expect(await calls['search.rank']({ text: '', sort: 'relevance', photo: 999_999 })).toEqual({
      rank: null,
    });
  });
});

describe('what the person says of labels', () => {
  it('wins over the network at once, both ways, and is undone by what was said before', async () => {
    const dog = await photoOf('dog.jpg');
    expect(await names('dog', 'likely')).toContain('dog.jpg');
    const { before } = await calls['labels.correct']({
      corrections: [{ photo: dog, label: 'dog', applies: false }],
    });
    expect(await names('dog')).not.toContain('dog.jpg');
    // What is no dog is no beagle either.
    expect(await names('beagle')).not.toContain('dog.jpg');
    await calls['labels.correct']({ corrections: before });
    expect(await names('dog', 'likely')).toContain('dog.jpg');

    const bus = await photoOf('bus.jpg');
    const userData = await calls['labels.correct']({
      corrections: [{ photo: bus, label: 'beagle', applies: true }],
    });
    for (const word of ['beagle', 'dog', 'animal']) expect(await names(word, 'likely')).toContain('bus.jpg');
    const details = await calls['photo.get']({ photo: bus, text: 'beagle' });
    expect(details.reasons).toMatchObject([{ label: 'beagle', confirmed: true }]);
    expect(details.labels).toContainEqual(
      expect.objectContaining({ label: 'beagle', correction: true, level: 'likely' }),
    );
    await calls['labels.correct']({ corrections: userData.before });
    expect(await names('beagle')).not.toContain('bus.jpg');
  });

  it('of a label that nobody knows is refused in a sentence', async () => {
    expect(() =>
      calls['labels.correct']({ corrections: [{ photo: 1, label: 'own:99', applies: true }] }),
    ).toThrow('There is no label');
    await expect(
      calls['labels.correct']({ corrections: [{ photo: 999, label: 'dog', applies: true }] }),
    ).rejects.toThrow('999');
  });

  it('survives a rename, another program run and a new index of everything', async () => {
    const sea = await photoOf('sea.jpg');
    await calls['labels.correct']({ corrections: [{ photo: sea, label: 'cat', applies: true }] });
    await library.close();
    mkdirSync(path.join(folder, 'sub'));
    renameSync(path.join(folder, 'sea.jpg'), path.join(folder, 'sub', 'meer.jpg'));
    await indexFolder(file, folder);
    await open();
    expect(await names('cat', 'likely')).toContain('meer.jpg');
  });
});

describe('an own label', () => {
  it('is taught by example, proposes further photos, and its name finds it alone and with other words', async () => {
    const { label } = await calls['labels.add']({ name: 'Harbour tours' });
    expect(await names('"harbour tours"')).toEqual([]);
    const yes = await Promise.all(['sailing.jpg', 'lighthouse.jpg'].map(photoOf));
    const no = await Promise.all(['dog.jpg', 'receipt.jpg'].map(photoOf));
    await calls['labels.correct']({
      corrections: [
        ...yes.map((photo) => ({ photo, label, applies: true })),
        ...no.map((photo) => ({ photo, label, applies: false })),
      ],
    });
    expect((await names('harbour tours', 'likely')).sort()).toEqual(
      expect.arrayContaining(['lighthouse.jpg', 'sailing.jpg']),
    );
    expect(await names('harbour tours')).not.toContain('dog.jpg');
    expect(await names('harbour tours -lighthouse', 'likely')).not.toContain('lighthouse.jpg');
    const proposed = await calls['labels.propose']({ label, limit: 5 });
    expect(proposed.length).toBe(5);
    for (const hit of proposed) expect([...yes, ...no]).not.toContain(hit.photo);
    expect(await calls['labels.own']({})).toMatchObject([{ name: 'Harbour tours', yes: 2, no: 2 }]);
  });

  it('that no photo has yet takes no words from what they find', async () => {
    const before = await names('dog on a chain');
    expect(before.length).toBeGreaterThan(0);
    const { label } = await calls['labels.add']({ name: 'Dog on a chain' });
    expect(await names('dog on a chain')).toEqual(before);
    await calls['labels.remove']({ label });
  });

  it.each(['Dog', 'dog', ' DOG ', '狗'])('is not named as a label of the vocabulary: “%s”', async (name) => {
    await expect((async () => calls['labels.add']({ name }))()).rejects.toMatchObject({
      reason: { code: 'name-taken' },
    });
    const { label } = await calls['labels.add']({ name: 'Kennel of ours' });
    await expect((async () => calls['labels.rename']({ label, name }))()).rejects.toMatchObject({
      reason: { code: 'name-taken' },
    });
    await calls['labels.remove']({ label });
  });

  it('is found while typing, like every label, whether the library has photos of it or not', async () => {
    const found = await calls['labels.find']({ text: 'harb', language: 'en' });
    expect(found.map(({ name }) => name)).toEqual(expect.arrayContaining(['Harbour tours', 'Waterfront']));
    expect(await calls['labels.find']({ text: 'zeb', language: 'en' })).toMatchObject([{ label: 'zebra' }]);
    expect(
      (await calls['labels.find']({ text: 'banma', language: 'zh' })).map(({ label }) => label),
    ).toContain('zebra');
  });

  it.each([
    ['Beach', 'beach'],
    ['seasi', 'beach'],
    ['Beach hut', null],
    ['Rex tower', null],
    ['sunste', null],
    ['strand', 'beach'],
    ['chiens', 'dog'],
  ])('is meant by a text as a whole, not by its end or a similar word: %s', async (text, meant) => {
    const found = await calls['labels.find']({ text, language: 'en' });
    expect(found.length).toBeGreaterThan(0);
    expect(found.find(({ isMeant }) => isMeant)?.label ?? null).toBe(meant);
    expect(await calls['labels.find']({ text, language: 'en', onlyWords: true })).toEqual(
      found.filter(({ word }) => word !== null),
    );
  });
});

describe('what is shown of a library', () => {
  const hidden = new Set(vocabulary.labels.filter(({ shown }) => !shown).map(({ name }) => name.en));
  const things = async () => (await calls['explore.get']({ language: 'en' })).things;

  it('is no label that only a taxonomist says, in Explore or beside a photo, though search finds it', async () => {
    const cards = (await things()).map(({ name }) => name);
    expect(cards.length).toBeGreaterThan(3);
    expect(cards.filter((name) => hidden.has(name))).toEqual([]);
    const dog = await photoOf('dog.jpg');
    const { labels } = await calls['photo.get']({ photo: dog, text: '' });
    expect(labels.map(({ label }) => label)).toContain('dog');
    expect(labels.filter(({ name }) => hidden.has(name.en))).toEqual([]);
    expect(await names('canine', 'likely')).toContain('dog.jpg');
  });

  it('is no two cards of the same photos', async () => {
    const photosOf = await Promise.all(
      (await things()).map(async ({ text }) => (await names(text, 'likely')).join()),
    );
    expect(new Set(photosOf).size).toBe(photosOf.length);
  });

  it('is what the person said, though no photo is likely to show it by itself', async () => {
    const bus = await photoOf('bus.jpg');
    const { before } = await calls['labels.correct']({
      corrections: [{ photo: bus, label: 'volleyball', applies: true }],
    });
    expect(await names('volleyball', 'likely')).toEqual(['bus.jpg']);
    const { labels } = await calls['photo.get']({ photo: bus, text: '' });
    expect(labels).toContainEqual(expect.objectContaining({ label: 'volleyball', correction: true }));
    await calls['labels.correct']({ corrections: before });
    expect(await names('volleyball', 'likely')).toEqual([]);
  });
});

describe('suggestions', () => {
  const suggest = (typed: string, language: 'en' | 'zh' = 'en', field: string | null = null) =>
    calls['search.suggest']({ typed, field, language });

  it('come from what this library holds, with counts, in both languages, with a typo, and in pinyin', async () => {
    expect((await suggest('beac'))[0]).toMatchObject({ kind: 'label', text: 'Beach' });
    expect((await suggest('baech')).map(({ text }) => text)).toContain('Beach');
    expect((await suggest('haitan', 'zh')).map(({ text }) => text)).toContain('海滩');
    expect((await suggest('海', 'zh')).map(({ text }) => text)).toContain('海滩');
    expect((await suggest('zebr')).filter(({ kind }) => kind === 'label')).toEqual([]);
    expect((await suggest('nik'))[0]).toMatchObject({ kind: 'camera' });
    for (const { photos, kind } of await suggest('be'))
      if (kind === 'label') expect(photos).toBeGreaterThan(0);
  });

  it('behind a field are values of that field', async () => {
    const cameras = await suggest('', 'en', 'camera');
    expect(cameras.length).toBeGreaterThan(0);
    expect(cameras.every(({ kind }) => kind === 'camera')).toBe(true);
    expect(await suggest('x', 'en', 'rating')).toEqual([]);
  });

  it('begin with the searches that led somewhere and those that were saved', async () => {
    await calls['searches.note']({ text: 'dog -beach' });
    await calls['searches.save']({ text: 'lighthouse' });
    expect((await suggest('')).slice(0, 2)).toMatchObject([
      { kind: 'recent', text: 'dog -beach' },
      { kind: 'saved', text: 'lighthouse' },
    ]);
    await calls['searches.remove']({ text: 'lighthouse' });
    await calls['searches.forgetRecent']({});
    expect(await calls['searches.list']({})).toEqual({ saved: [], recent: [] });
  });
});

describe('a part of a search', () => {
  it('can be read in other ways, each with the text that asks for just that, and its photos', async () => {
    const others = await calls['search.others']({ part: 'crane' });
    expect(others.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['label:crane-bird', 'label:crane-machine', 'meaning:crane']),
    );
    for (const { text } of others) {
      const [interpretation] = (await search(text)).interpretations;
      expect(interpretation?.photos).toBeGreaterThanOrEqual(0);
    }
    const orange = await calls['search.others']({ part: 'orange' });
    expect(orange.map(({ as }) => as)).toEqual(expect.arrayContaining(['label', 'place', 'meaning']));
  });

  it('has all readings of its words, and the phrase as a whole finds what no vocabulary knows', async () => {
    const { interpretations, phrases, hits } = await search('puppies lying together');
    expect(interpretations).toMatchObject([
      { text: 'puppies', as: 'label', meaning: { en: expect.stringContaining('among Dog') } },
      { text: 'lying', as: 'meaning' },
      { text: 'together', as: 'meaning' },
    ]);
    expect(phrases).toMatchObject([{ text: 'puppies lying together' }]);
    expect(hits.slice(0, 3).map(({ photo }) => nameOf(photo))).toContain('puppies.jpg');
    const combined = await search('puppies lying together -name:puppies');
    expect(combined.hits.map(({ photo }) => nameOf(photo))).not.toContain('puppies.jpg');
  });

  it('more like this begins with the photo itself', async () => {
    const dog = await photoOf('dog.jpg');
    const { hits, interpretations } = await search(`similar:${dog}`);
    expect(hits[0]?.photo).toBe(dog);
    expect(interpretations).toMatchObject([{ as: 'similar' }]);
  });
});

describe('favourites and albums', () => {
  it('are searched like everything else', async () => {
    const [dog, bus] = [await photoOf('dog.jpg'), await photoOf('bus.jpg')];
    expect(await calls['favourites.set']({ photos: [dog, bus], on: true })).toEqual({ changed: [dog, bus] });
    expect((await names('is:favourite')).sort()).toEqual(['bus.jpg', 'dog.jpg']);
    expect(await names('is:favourite dog', 'likely')).toEqual(['dog.jpg']);
    expect((await search('is:favourite')).hits.every((hit) => hit.favourite)).toBe(true);

    const { album } = await calls['albums.add']({ name: 'Best of', search: null });
    await calls['albums.set']({ album, photos: [bus, dog], on: true });
    await calls['albums.add']({ name: 'Lights', search: 'lighthouse' });
    expect((await names('album:"best of"')).sort()).toEqual(['bus.jpg', 'dog.jpg']);
    const lights = await names('lighthouse', 'likely', 'date');
    expect(await names('album:lights', undefined, 'date')).toEqual(lights);
    const albums = await calls['albums.list']({});
    expect(albums).toMatchObject([
      { name: 'Best of', photos: 2, cover: bus },
      { name: 'Lights', photos: (await search('lighthouse')).likely },
    ]);
  });

  it('an album that is a search for itself finds nothing and does not hang', async () => {
    await calls['albums.add']({ name: 'Loop', search: 'album:loop' });
    expect(await names('album:loop')).toEqual([]);
    // Each of them asks for itself, and for the other, as often as fits into a search.
    await calls['albums.add']({ name: 'X', search: 'album:x album:y '.repeat(120) });
    await calls['albums.add']({ name: 'Y', search: 'album:y | album:x | '.repeat(99) });
    expect(await names('album:x | album:y')).toEqual([]);
    expect((await calls['albums.list']({})).map(({ name }) => name)).toContain('Y');
  });
});

describe('everything that was said', () => {
  it('goes out as JSON and comes back into a new library of the same photos', async () => {
    const { json } = await calls['userData.export']({});
    const other = path.join(root, 'other.sqlite');
    await indexFolder(other, folder);
    const second = await openAtRest(other, () => {});
    const result = await second.handlers['userData.import']({ json });
    expect(result.customLabels).toBe(1);
    const found = await second.handlers['search.run']({
      text: 'harbour tours',
      sort: 'relevance',
      offset: 0,
      limit: 9,
    });
    expect(found.likely).toBeGreaterThanOrEqual(2);
    expect((await second.handlers['albums.list']({})).map(({ name }) => name)).toEqual(
      (await calls['albums.list']({})).map(({ name }) => name),
    );
    await expect(async () => second.handlers['userData.import']({ json: '{"form": 1' })).rejects.toThrow();
    await second.close();
  });

  it('goes out as sidecars beside nothing but themselves, and comes back', async () => {
    const out = path.join(root, 'sidecars');
    mkdirSync(out);
    const before = readdirSync(folder).sort();
    const { written, problems } = await calls['userData.exportSidecars']({ path: out, form: 'digikam' });
    expect(problems).toEqual([]);
    expect(written).toBeGreaterThan(3);
    expect(readdirSync(folder).sort()).toEqual(before);
    expect(readFileSync(path.join(out, 'photos', 'dog.jpg.xmp'), 'utf8')).toContain('beachcomb');
    expect(await calls['userData.importSidecars']({ path: out })).toEqual({
      read: written,
      matched: written,
    });
  });
});

describe('duplicates', () => {
  it('are groups of the same picture, the best first, and photos alone are none', async () => {
    await expect
      .poll(() => calls['duplicates.list']({ kind: null }))
      .toEqual({ working: false, part: 1, total: 0, groups: [], exact: [], unread: 0 });
  });
});
