import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../../src/api/client.ts';
import { dispatch } from '../../../src/api/dispatch.ts';
import type { Library } from '../../../src/app/library.ts';
import { openLibrary } from '../../../src/app/open-library.ts';
import { readXmp } from '../../../src/transfer/read-xmp.ts';
import { indexFolder } from '../../support/index-folder.ts';
import { MODELS } from '../../support/paths.ts';
import { removeFolder } from '../../support/remove-folder.ts';

describe('copies of a library’s photos', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-copies-'));
  const [photosFolder, to] = [path.join(root, 'photos'), path.join(root, 'to')];
  let library: Library;
  const browser = createClient((request) => dispatch(library.handlers, 'browser', request));
  const window = createClient((request) => dispatch(library.handlers, 'window', request));
  const finished = () =>
    expect.poll(async () => (await window('copies.get', {})).working, { timeout: 20_000 }).toBe(false);

  beforeAll(async () => {
    for (const folder of ['photos/2024', 'photos/2025', 'to'])
      mkdirSync(path.join(root, folder), { recursive: true });
    // Two photos of one name.
    copyFileSync(path.join(MODELS, 'samples', 'dog.jpg'), path.join(photosFolder, '2024', 'IMG.jpg'));
    copyFileSync(path.join(MODELS, 'samples', 'beach.jpg'), path.join(photosFolder, '2025', 'IMG.jpg'));
    await indexFolder(path.join(root, 'library.sqlite'), photosFolder);
    library = await openLibrary({
      path: path.join(root, 'library.sqlite'),
      models: MODELS,
      samples: null,
      indexing: false,
      log: () => {},
    });
  });
  afterAll(async () => {
    await library?.close();
    removeFolder(root);
  });

  it('get the names of their labels in the language of the window, what the person said included', async () => {
    const [beach] = (await window('search.run', { text: 'beach' })).hits;
    const [dog] = (await window('search.run', { text: 'dog' })).hits;
    if (beach === undefined || dog === undefined) throw new Error('not found');
    const mine = await window('labels.add', { name: 'Rex | "R"' });
    await window('labels.correct', { corrections: [{ photo: dog.photo, label: mine.label, applies: true }] });
    await window('labels.correct', { corrections: [{ photo: beach.photo, label: 'beach', applies: false }] });
    const wanted = { photos: [dog.photo, beach.photo], path: to, labels: true, language: 'zh' as const };
    await expect(window('copies.start', wanted)).rejects.toMatchObject({ kind: 'not-allowed' });
    await browser('copies.start', wanted);
    await finished();
    expect(await window('copies.get', {})).toEqual({
      working: false,
      done: 2,
      of: 2,
      copied: 2,
      failed: 0,
      stopped: false,
      problems: [],
      failure: null,
    });
    expect(readdirSync(to).sort()).toEqual(['IMG (2).jpg', 'IMG (2).jpg.xmp', 'IMG.jpg', 'IMG.jpg.xmp']);
    const keywords = (name: string) => readXmp(readFileSync(path.join(to, name), 'utf8')).keywords;
    expect(keywords('IMG.jpg.xmp')).toEqual(expect.arrayContaining(['狗', 'Rex | "R"']));
    // What the person denied is not written.
    expect(keywords('IMG (2).jpg.xmp')).not.toContain('海滩');
    expect(readFileSync(path.join(to, 'IMG.jpg'))).toEqual(
      readFileSync(path.join(photosFolder, '2024', 'IMG.jpg')),
    );
    expect(readdirSync(path.join(photosFolder, '2024'))).toEqual(['IMG.jpg']);
    expect(statSync(path.join(photosFolder, '2025', 'IMG.jpg')).size).toBeGreaterThan(0);
  });

  it('of a photo that is gone are told, and of one that is there made; without labels no file more', async () => {
    const { hits } = await window('search.run', { text: '' });
    const path2 = path.join(root, 'plain');
    mkdirSync(path2);
    const photos = [4711, ...hits.map(({ photo }) => photo)];
    await browser('copies.start', { photos, path: path2, labels: false, language: 'en' });
    await finished();
    expect(await window('copies.get', {})).toMatchObject({
      done: 3,
      copied: 2,
      failed: 1,
      problems: [{ name: '4711', reason: { code: 'no-source' } }],
    });
    expect(readdirSync(path2)).toHaveLength(2);
  });

  it('need a full path to a folder that is there or can be created', async () => {
    const wanted = { photos: [1], labels: false, language: 'en' as const };
    await expect(browser('copies.start', { ...wanted, path: 'to' })).rejects.toMatchObject({
      kind: 'folder-missing',
    });
    await browser('copies.start', { ...wanted, path: path.join(photosFolder, '2024', 'IMG.jpg', 'none') });
    await finished();
    expect((await window('copies.get', {})).failure).toBe('folder-missing');
  });
});
