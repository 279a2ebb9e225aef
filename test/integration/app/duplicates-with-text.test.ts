import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../../src/api/contract.ts';
import { superviseIndexer } from '../../../src/indexing/process/supervise.ts';
import { indexFolder } from '../../support/index-folder.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { MODELS, ROOT } from '../../support/paths.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const FIXTURES = path.join(ROOT, 'test', 'fixtures', 'duplicates');

/** Cards and receipts of one design each, and smaller copies of one of each. */
describe('near duplicates among photos of text', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-'));
  afterAll(() => removeFolder(root));
  const [photos, library] = [path.join(root, 'photos'), path.join(root, 'library.sqlite')];

  beforeAll(async () => {
    cpSync(FIXTURES, photos, { recursive: true });
    mkdirSync(path.join(photos, 'small'));
    for (const name of ['card-london', 'receipt-9.90'])
      await sharp(path.join(photos, `${name}.png`))
        .resize(450)
        .jpeg({ quality: 70 })
        .toFile(path.join(photos, 'small', `${name}.jpg`));
    await indexFolder(library, photos);
  }, 120_000);

  async function near(): Promise<{ unread: number; groups: string[][] }> {
    const open = await openAtRest(library);
    try {
      const list = async (): Promise<Output<'duplicates.groups'>> =>
        open.handlers['duplicates.groups']({ kind: 'near', offset: 0, limit: 50 });
      await list();
      await expect.poll(async () => (await list()).working, { timeout: 60_000 }).toBe(false);
      const { unread, groups } = await list();
      return { unread, groups: groups.map(({ members }) => members.map(({ name }) => name).sort()).sort() };
    } finally {
      await open.close();
    }
  }

  it('wait until their text is read, and then are those with the same text only', async () => {
    const before = await near();
    expect(before.groups).toEqual([]);
    expect(before.unread).toBeGreaterThanOrEqual(4);
    await superviseIndexer(
      { library, models: MODELS, folders: null, resident: false, paused: false, analysers: ['text'] },
      { onProgress: () => {} },
    ).finished;
    expect(await near()).toEqual({
      unread: 0,
      groups: [
        ['card-london.jpg', 'card-london.png'],
        ['receipt-9.90.jpg', 'receipt-9.90.png'],
      ],
    });
  }, 120_000);
});
