import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Output } from '../../../src/api/contract.ts';
import type { Library } from '../../../src/app/library.ts';
import { openLibrary } from '../../../src/app/open-library.ts';
import { toBeachcombError } from '../../../src/domain/error.ts';
import { madePack, withTextOnly } from '../../support/made-pack.ts';
import { type ModelHost, modelHost } from '../../support/model-host.ts';
import { MODELS, ROOT } from '../../support/paths.ts';
import { rejection } from '../../support/rejection.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const FIXTURES = path.join(ROOT, 'test', 'fixtures', 'packs');
const OPENAI = 'vit-b-32-openai';
const SOON = { timeout: 30_000, interval: 50 };

interface Opened {
  readonly calls: Library['handlers'];
  readonly data: string;
  /** The state when nothing is under way any more. */
  settled(): Promise<Output<'packs.list'>>;
}

async function opened(): Promise<Opened> {
  const root = tempFolder();
  const data = path.join(root, 'data');
  const library = await openLibrary({
    path: path.join(root, 'library.sqlite'),
    models: MODELS,
    dataFolder: data,
    samples: null,
    indexing: false,
    log: () => {},
  });
  onTestFinished(() => library.close());
  const calls = library.handlers;
  const list = async (): Promise<Output<'packs.list'>> => calls['packs.list']({});
  const settled = async (): Promise<Output<'packs.list'>> => {
    await expect.poll(async () => (await list()).work, SOON).toBeNull();
    return list();
  };
  return { calls, data, settled };
}

const openaiHost = (): Promise<ModelHost> =>
  modelHost(path.join(FIXTURES, 'clip-immich'), 'immich-app/ViT-B-32__openai');
const idsOf = ({ packs }: Output<'packs.list'>): string[] =>
  packs.filter(({ isAdded }) => isAdded).map(({ id }) => id);

describe('the packs of an open library', () => {
  it('state why one that an earlier version added cannot be used', async () => {
    const { calls, data } = await opened();
    cpSync(madePack(withTextOnly), path.join(data, 'packs', 'made-pack@1.0'), { recursive: true });
    for (const pack of ['made-pack', 'made-pack@1.0'])
      expect(
        toBeachcombError(await rejection((async () => calls['imageText.use']({ pack }))())).reason,
      ).toEqual({ code: 'pack-without-image-network', name: 'made-pack@1.0' });
  });

  it('are added from a folder by a process of its own, listed apart and removed', async () => {
    const { calls, settled } = await opened();
    await calls['packs.add']({ path: path.join(FIXTURES, 'clip') });
    expect((await calls['packs.list']({})).work).toMatchObject({ name: 'clip' });
    expect(
      toBeachcombError(await rejection((async () => calls['packs.fetch']({ id: OPENAI }))())).reason,
    ).toEqual({ code: 'pack-under-way' });
    const list = await settled();
    expect([idsOf(list), list.failure]).toEqual([['clip'], null]);
    expect(list.packs.filter(({ isAdded }) => !isAdded)).toHaveLength(4);
    await calls['packs.remove']({ name: 'clip' });
    expect(idsOf(await calls['packs.list']({}))).toEqual([]);
  });

  it('that cannot be used are refused with a reason, by which no path crosses', async () => {
    const { calls, data, settled } = await opened();
    for (const [place, code] of [
      [madePack(), 'pack-not-addable'],
      [tempFolder(), 'pack-not-found'],
    ] as const) {
      await calls['packs.add']({ path: place });
      const { failure } = await settled();
      expect(failure).toMatchObject({ name: path.basename(place), reason: { code } });
      expect(JSON.stringify(failure)).not.toContain(path.dirname(place));
    }
    const archive = path.join(tempFolder(), 'not.zip');
    writeFileSync(archive, 'no archive');
    await calls['packs.add']({ path: archive });
    expect((await settled()).failure).toMatchObject({ reason: { code: 'pack-archive' } });
    for (const [wanted, code] of [
      ['models/clip', 'not-absolute'],
      [path.join(data, 'none'), 'missing'],
    ] as const)
      expect(
        toBeachcombError(await rejection((async () => calls['packs.add']({ path: wanted }))())).reason,
      ).toMatchObject({ code });
  });

  it('are fetched at a request from the mirror that is set, stopped, and resumed', async () => {
    const host = await openaiHost();
    const { calls, data, settled } = await opened();
    await calls['packs.connect']({ mirror: host.address, proxy: null });
    const reached = Promise.withResolvers<void>();
    host.onFile = ({ name, response, bytes, answer }) => {
      if (name !== 'visual/model.onnx') return answer();
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 50), () => reached.resolve());
    };
    expect(host.requests).toEqual([]);
    await calls['packs.fetch']({ id: OPENAI });
    await reached.promise;
    const part = path.join(data, 'packs', `.fetching-${OPENAI}`, OPENAI, 'visual', 'model.onnx.part');
    await expect.poll(() => existsSync(part), SOON).toBe(true);
    await calls['packs.stop']({});
    const offer = async () => (await calls['packs.list']({})).offered.find(({ id }) => id === OPENAI);
    expect(await offer()).toMatchObject({ isAdded: false, fetchedBytes: expect.any(Number) });
    expect((await calls['packs.list']({})).failure).toBeNull();
    host.onFile = ({ answer }) => answer();
    await calls['packs.fetch']({ id: OPENAI });
    const list = await settled();
    expect([idsOf(list), list.failure]).toEqual([[OPENAI], null]);
    expect(await offer()).toMatchObject({ isAdded: true, fetchedBytes: null });
  });

  it('whose host lies is told of, and what came of them can be thrown away', async () => {
    const host = await openaiHost();
    const { calls, data, settled } = await opened();
    await calls['packs.connect']({ mirror: host.address, proxy: null });
    host.onFile = ({ name, bytes, answer }) =>
      answer(name === 'visual/model.onnx' ? Buffer.alloc(bytes.length) : bytes);
    await calls['packs.fetch']({ id: OPENAI });
    expect((await settled()).failure).toMatchObject({
      name: OPENAI,
      reason: { code: 'fetch-changed', file: 'visual/model.onnx' },
    });
    await calls['packs.discard']({ id: OPENAI });
    expect(readdirSync(path.join(data, 'packs'))).toEqual([]);
  });

  it('refuse an address that is none, and what the catalogue lacks', async () => {
    const { calls } = await opened();
    for (const work of [
      async () => calls['packs.connect']({ mirror: 'ftp://mirror', proxy: null }),
      async () => calls['packs.connect']({ mirror: null, proxy: 'proxy' }),
      async () => calls['packs.fetch']({ id: 'none' }),
      async () => calls['packs.discard']({ id: '../..' }),
      async () => calls['packs.remove']({ name: '../..' }),
      async () => calls['packs.remove']({ name: 'beachcomb-photo' }),
    ])
      expect(toBeachcombError(await rejection(work())).reason).not.toBeNull();
    expect((await calls['packs.list']({})).connection).toEqual({ mirror: null, proxy: null });
  });
});
