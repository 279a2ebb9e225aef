import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Library } from '../../../src/app/library.ts';
import {
  installPackFromFolder,
  packFolder,
  packName,
  removePack,
} from '../../../src/platform/packs/installed-packs.ts';
import { surenessSchema } from '../../../src/search/image-text/sureness.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { bundledLayout } from '../../support/bundled-layout.ts';
import { indexWithPack } from '../../support/index-with-pack.ts';
import { indexedSamples } from '../../support/indexed-samples.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { ROOT } from '../../support/paths.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const TEXTS = [
  'a dog lying down',
  'boats with white sails',
  'meaning:"snow on trees"',
  '海边的岩石',
  'something sweet to eat',
];
const SAMPLES = 26;
/** The fit embeds the names of all labels. */
const SLOW_MS = 300_000;

const folder = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
const library = path.join(folder, 'library.sqlite');
let name = '';

/** Indexes all that waits, as `beachcomb index` does. @returns photos embedded; undefined where no pack is chosen */
async function index(): Promise<number | undefined> {
  const open = await openAtRest(library);
  const { chosen: pack } = await open.handlers['imageText.get']({});
  await open.close();
  return indexWithPack({ library, data: folder }, pack);
}

async function withLibrary<T>(work: (open: Library) => Promise<T> | T): Promise<T> {
  const open = await openAtRest(library, () => {});
  try {
    return await work(open);
  } finally {
    await open.close();
  }
}

const use = (pack: string | null) => withLibrary((open) => open.handlers['imageText.use']({ pack }));
const state = () => withLibrary((open) => open.handlers['imageText.get']({}));
const fitPack = () => withLibrary((open) => open.fitImageText());

/** The first five photos of each text, with their levels. */
const found = (texts: readonly string[] = TEXTS) =>
  withLibrary(async (open) => {
    const hits: string[][] = [];
    for (const text of texts) {
      const result = await open.search(text, { sort: 'relevance', all: true });
      hits.push(result.hits(0, 5).map(({ photo, level }) => `${photo} ${level}`));
    }
    return hits;
  });

function packRows() {
  const reader = new LibraryReader(library);
  const rows = reader.embeddingPacks();
  reader.close();
  return rows;
}

const firsts = (hits: readonly (readonly string[])[]): string[] =>
  hits.map(([first = '']) => first.split(' ')[0] ?? '');

beforeAll(async () => {
  await indexedSamples(library);
  name = packName(
    (await installPackFromFolder(folder, bundledLayout(path.join(folder, 'bundled-towers')))).manifest,
  );
});

afterAll(() => removeFolder(folder));

describe('an added image-text pack', () => {
  it(
    'answers once every photo is embedded by it and its scores are fitted, and until then the one before',
    async () => {
      const before = await found();
      expect(await state()).toMatchObject({ chosen: null, answering: null, state: 'answering' });
      expect(await use(name)).toMatchObject({ chosen: name, answering: null, state: 'preparing' });
      expect(await found()).toEqual(before);
      expect(await index()).toBe(SAMPLES);
      expect(await state()).toMatchObject({ chosen: name, answering: null, state: 'fitting' });
      await fitPack();
      expect(await state()).toMatchObject({ chosen: name, answering: name, state: 'answering' });
      const [row] = packRows();
      expect(row).toMatchObject({ name, size: 192, isWhole: true, isFailed: false });
      const sureness = surenessSchema.parse(JSON.parse(row?.sureness ?? ''));
      // The same towers as those of the program: their scores are about the same, and so are their names.
      expect(sureness.agreement).toBeGreaterThan(0.9);
      expect(sureness.beyondLatin).toBe(true);
      expect(sureness.rivalCosine).toBeCloseTo(0.7, 1);
      expect(firsts(await found())).toEqual(firsts(before));
    },
    SLOW_MS,
  );

  it('is left and taken again at once, without embedding a photo twice', async () => {
    const answered = await found();
    expect(await use(null)).toMatchObject({ chosen: null, answering: null, state: 'answering' });
    expect(await index()).toBeUndefined();
    expect(await use('bundled-towers')).toMatchObject({ chosen: name, answering: name, state: 'answering' });
    expect(await index()).toBe(0);
    expect(await found()).toEqual(answered);
  });

  it(
    'leaves similar photos and custom labels as they were',
    async () => {
      const texts = await withLibrary(async (open) => {
        const [hit] = (await open.search('dog', { sort: 'relevance', all: false })).hits(0, 1);
        const { label } = await open.handlers['labels.add']({ name: 'Shore' });
        const shown = (await open.search('beach', { sort: 'relevance', all: false })).hits(0, 3);
        const corrections = shown.map(({ photo }) => ({ photo, label, applies: true }));
        await open.handlers['labels.correct']({ corrections });
        return [`similar:${hit?.photo}`, 'label:Shore'];
      });
      const withPack = await found(texts);
      await use(null);
      expect(await found(texts)).toEqual(withPack);
      await use(name);
    },
    SLOW_MS,
  );

  it('that is not there any more leaves the search to the one that ships, and takes its embeddings along', async () => {
    await use(null);
    const bundled = await found();
    await use(name);
    await removePack(folder, name);
    expect(await state()).toMatchObject({ chosen: name, answering: null, state: 'missing' });
    expect(await found()).toEqual(bundled);
    // It may be back tomorrow, so what was computed by it stays for as long as it is chosen.
    expect(await index()).toBe(0);
    expect(packRows()).toHaveLength(1);
    await use(null);
    await index();
    expect(packRows()).toEqual([]);
    await expect(use(name)).rejects.toMatchObject({
      kind: 'not-found',
      reason: { code: 'pack-not-added', name },
    });
  });

  it(
    'whose networks find no more than chance never answers',
    async () => {
      const random = packName(
        (await installPackFromFolder(folder, path.join(ROOT, 'test', 'fixtures', 'packs', 'clip'))).manifest,
      );
      const before = await found();
      await use(random);
      expect(await index()).toBe(SAMPLES);
      await fitPack();
      expect(await state()).toMatchObject({ chosen: random, answering: null, state: 'unfit' });
      expect(await found()).toEqual(before);
    },
    SLOW_MS,
  );

  it('whose image network is damaged is unusable, and the photos wait', async () => {
    const damaged = packName(
      (await installPackFromFolder(folder, path.join(ROOT, 'test', 'fixtures', 'packs', 'siglip'))).manifest,
    );
    appendFileSync(path.join(packFolder(folder, damaged), 'onnx', 'vision_model_quantized.onnx'), 'x');
    await use(damaged);
    expect(await index()).toBe(0);
    expect(await state()).toMatchObject({ chosen: damaged, answering: null, state: 'unusable' });
    rmSync(packFolder(folder, damaged), { recursive: true });
    await use(null);
  });
});
