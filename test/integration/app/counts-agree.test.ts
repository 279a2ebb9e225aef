import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Library } from '../../../src/app/library.ts';
import { LANGUAGES } from '../../../src/domain/label.ts';
import { onlyPart } from '../../../src/query/edit-query.ts';
import { indexedSamples } from '../../support/indexed-samples.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { removeFolder } from '../../support/remove-folder.ts';

let library: Library;
let root = '';

beforeAll(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
  const file = path.join(root, 'library.sqlite');
  await indexedSamples(file);
  library = await openAtRest(file, () => {});
}, 120_000);
afterAll(async () => {
  await library?.close();
  removeFolder(root);
});

const run = async (text: string, limit = 1) =>
  library.handlers['search.run']({ text, sort: 'relevance', verbatim: true, offset: 0, limit });

/** What a count says, beside what the search behind it finds, of those that differ. */
async function differing(counts: readonly { readonly text: string; readonly photos: number }[]) {
  const found: { text: string; photos: number; likely: number }[] = [];
  for (const { text, photos } of counts) {
    const { likely } = await run(text);
    if (likely !== photos) found.push({ text, photos, likely });
  }
  return found;
}

describe('the number on what is clicked is the number after the click', () => {
  it.each(LANGUAGES)('on every card of Explore (%s)', async (language) => {
    const { things, places, years, cameras } = await library.handlers['explore.get']({ language });
    for (const cards of [things, years, cameras]) expect(cards.length).toBeGreaterThan(0);
    expect(await differing([...things, ...places, ...years, ...cameras])).toEqual([]);
  });

  it.each(LANGUAGES)('on every suggestion of a search (%s)', async (language) => {
    const counts = new Map<string, number>();
    const beginnings = [...'abcdefghilmnoprstuw'].flatMap((one) => [one, `${one}a`, `${one}e`, `${one}o`]);
    for (const typed of [...beginnings, '海', '狗', '鸟', '船', '树', '雪']) {
      const shown = await library.handlers['search.suggest']({ typed, field: null, language });
      // Others open a page, or go on being typed.
      for (const { text, name, photos, album } of shown)
        if (album === null && text === name && photos > 0) counts.set(text, photos);
    }
    expect(counts.size).toBeGreaterThan(20);
    expect(await differing([...counts].map(([text, photos]) => ({ text, photos })))).toEqual([]);
  });

  it('on the phrase of several words', async () => {
    for (const text of [
      'red boat on the water',
      'happy dog',
      'a bird at sunset',
      'quiet',
      'sea in the sun',
    ]) {
      const { phrases } = await run(text);
      const shown = phrases.filter(({ as }) => as === 'meaning');
      expect(
        await differing(shown.map((one) => ({ text: `meaning:"${one.text}"`, photos: one.photos }))),
        text,
      ).toEqual([]);
    }
  });

  it('on the chip of a search of one word, with its phrase', async () => {
    const words = [
      'tree',
      'sea',
      'boat',
      'dog',
      'bird',
      'light',
      'red',
      '2002',
      '海滩',
      'people',
      'snow',
      'food',
      'quiet',
    ];
    const chips = [];
    for (const text of words) {
      const { likely, interpretations } = await run(text);
      const [only] = interpretations;
      if (interpretations.length === 1 && only !== undefined && only.meanings.length > 0)
        chips.push({ text, chip: only.photos, likely });
    }
    expect(chips.length).toBeGreaterThan(8);
    expect(chips.filter(({ chip, likely }) => chip !== likely)).toEqual([]);
  });

  it('on each chip of a search of several words, which opens a search for its word alone', async () => {
    const texts = [
      'dog beach',
      'tree sea boat',
      'red boat on the water',
      'Hund und Strand',
      'light snow food 2002',
      'quiet people -dog',
      '海滩 狗',
      'bird sunset holiday',
      'puppy in the garden',
      'happy dog',
    ];
    const chips: { text: string; photos: number }[] = [];
    for (const text of texts) {
      const { interpretations } = await run(text);
      expect(interpretations.length, text).toBeGreaterThan(1);
      for (const part of interpretations) chips.push({ text: onlyPart(text, part), photos: part.photos });
    }
    expect(chips.filter(({ photos }) => photos > 0).length).toBeGreaterThan(8);
    expect(await differing(chips)).toEqual([]);
  });

  it('on albums by hand and by search, favourites and memories', async () => {
    const { handlers } = library;
    const photos = (await run('sea', 5)).hits.map(({ photo }) => photo);
    const { album } = await handlers['albums.add']({ name: 'By the sea', search: null });
    await handlers['albums.set']({ album, photos, on: true });
    await handlers['albums.add']({ name: 'All dogs', search: 'dog' });
    await handlers['edits.change']({ photos: photos.slice(0, 1), what: { change: 'hidden', hidden: true } });
    const albums = await handlers['albums.list']({});
    expect(albums).toHaveLength(2);
    expect(
      await differing(albums.map((one) => ({ text: `album:"${one.name}"`, photos: one.photos }))),
    ).toEqual([]);
    const memory = 'year-2002-01-01_2002-12-31';
    const opened = await handlers['memories.open']({ memory, language: 'en' });
    expect(opened?.photos).toBeGreaterThan(0);
    expect(await differing([{ text: `memory:${memory}`, photos: opened?.photos ?? 0 }])).toEqual([]);
  });
});

describe('a correction of a label', () => {
  it('says how many other photos came above the line or below it, and its undo takes them back', async () => {
    const { handlers } = library;
    const likelyOf = async (label: string): Promise<Set<number>> => {
      const { hits } = await run(`label:${label}`, 100);
      return new Set(hits.filter(({ level }) => level === 'likely').map(({ photo }) => photo));
    };
    let mostMoved = 0;
    for (const label of [
      'sea',
      'beach',
      'boat',
      'tree',
      'bird',
      'dog',
      'animal',
      'sky',
      'mountain',
      'plant',
    ]) {
      const before = await likelyOf(label);
      for (const photo of [...before].slice(0, 2)) {
        const { before: undo, moved } = await handlers['labels.correct']({
          corrections: [{ photo, label, applies: false }],
        });
        const after = await likelyOf(label);
        const others = (some: Set<number>, but: Set<number>): number =>
          [...some].filter((one) => one !== photo && !but.has(one)).length;
        expect(moved).toEqual({ above: others(after, before), below: others(before, after) });
        mostMoved = Math.max(mostMoved, moved.below);
        // Told to move nothing else, all but the corrected photo is as it was; and back.
        const steady = await handlers['labels.setSteady']({ label, steady: true });
        expect(steady).toEqual({ before: false, moved: { above: moved.below, below: moved.above } });
        expect(await likelyOf(label)).toEqual(new Set([...before].filter((one) => one !== photo)));
        const { label: known } = (await handlers['labels.steady']({}))[0] ?? {};
        expect(known).toBe(label);
        const again = await handlers['labels.setSteady']({ label, steady: false });
        expect(again).toEqual({ before: true, moved });
        expect(await likelyOf(label)).toEqual(after);
        await handlers['labels.correct']({ corrections: [...undo] });
        expect(await likelyOf(label)).toEqual(before);
      }
    }
    expect(mostMoved).toBeGreaterThan(0);
  });
});
