import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Output } from '../../../src/api/contract.ts';
import type { Library } from '../../../src/app/library.ts';
import { openLibrary } from '../../../src/app/open-library.ts';
import { packName } from '../../../src/platform/packs/installed-packs.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { bundledLayout } from '../../support/bundled-layout.ts';
import { copySamples } from '../../support/copy-samples.ts';
import { indexWithPack, type LibraryWithPacks } from '../../support/index-with-pack.ts';
import { modelHost } from '../../support/model-host.ts';
import { CAN_MOUNT, fillDisk, mountSmallDisk } from '../../support/mounts.ts';
import { MODELS } from '../../support/paths.ts';
import { sendSignal } from '../../support/send-signal.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/*
 * The whole way of a pack: a row of the catalogue that ships, whose files are the two towers that ship in the layout of
 * transformers.js, served on 127.0.0.1; fetched, embedded by an indexer that is killed and whose disk is full, searched,
 * and removed.
 */
const ID = 'siglip2-base-patch32-256';
const REPOSITORY = 'onnx-community/siglip2-base-patch32-256-ONNX';
const PHOTOS = 24;
const TEXTS = [
  'a dog lying down',
  'boats with white sails',
  'meaning:"snow on trees"',
  'something sweet to eat',
];
const SLOW_MS = 300_000;
const SOON = { timeout: 60_000, interval: 50 };

async function opened<T>(
  { library, data }: LibraryWithPacks,
  work: (open: Library) => Promise<T>,
): Promise<T> {
  const open = await openLibrary({
    path: library,
    models: MODELS,
    dataFolder: data,
    samples: null,
    indexing: false,
    log: () => {},
  });
  try {
    return await work(open);
  } finally {
    await open.close();
  }
}

const firsts = (open: Library): Promise<readonly (number | undefined)[]> =>
  Promise.all(
    TEXTS.map(
      async (text) => (await open.search(text, { sort: 'relevance', all: true })).hits(0, 1)[0]?.photo,
    ),
  );

const rowsOf = ({ library }: LibraryWithPacks) => {
  const reader = new LibraryReader(library);
  try {
    return reader.embeddingPacks();
  } finally {
    reader.close();
  }
};

/** A library of indexed photos that has fetched the pack and chosen it. @returns its name */
async function withPack(place: LibraryWithPacks, root: string): Promise<string> {
  const layout = bundledLayout(path.join(root, 'towers'));
  renameSync(
    path.join(layout, 'onnx', 'text_model.onnx'),
    path.join(layout, 'onnx', 'text_model_quantized.onnx'),
  );
  const host = await modelHost(layout, REPOSITORY);
  let breaks = 1;
  host.onFile = ({ name, bytes, response, answer }) => {
    if (!name.endsWith('text_model_quantized.onnx') || breaks-- <= 0) return answer();
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, 1 << 20), () => response.destroy());
  };
  const photos = path.join(root, 'photos');
  mkdirSync(photos);
  copySamples(photos, PHOTOS);
  return opened(place, async ({ addFolder, handlers: calls }) => {
    await addFolder(Buffer.from(photos));
    await calls['packs.connect']({ mirror: host.address, proxy: null });
    await calls['packs.fetch']({ id: ID });
    const list = async (): Promise<Output<'packs.list'>> => calls['packs.list']({});
    await expect.poll(async () => (await list()).work, SOON).toBeNull();
    expect((await list()).failure).toBeNull();
    // How much of it had arrived is up to the system; that a download is resumed is shown by fetch-pack.test.ts.
    const asked = host.requests.filter((request) => request.includes('text_model_quantized.onnx'));
    expect(asked.length).toBeGreaterThan(1);
    const pack = (await list()).packs.find(({ isAdded }) => isAdded);
    if (pack === undefined) throw new Error('no pack was added');
    expect(pack).toMatchObject({ id: ID, licence: 'Apache-2.0', purpose: 'image-text' });
    return packName(pack);
  });
}

it(
  'a pack is served, fetched over a break, embedded although the indexer is killed, searched, and removed',
  async () => {
    const root = tempFolder();
    const place = { library: path.join(root, 'library.sqlite'), data: path.join(root, 'data') };
    const name = await withPack(place, root);
    await indexWithPack(place, null);
    const bundled = await opened(place, firsts);
    await opened(place, async ({ handlers }) => handlers['imageText.use']({ pack: name }));
    let killed = 0;
    const embedded = await indexWithPack(place, name, (done, pid) => {
      if (killed > 0 || done < 3 || pid === undefined) return;
      killed = done;
      sendSignal(pid, 'SIGKILL');
    });
    // What was embedded before is not embedded again.
    expect(killed).toBeGreaterThan(0);
    expect(embedded).toBeLessThanOrEqual(PHOTOS - killed + 1);
    expect(rowsOf(place)).toMatchObject([{ name, isWhole: true, isFailed: false }]);
    await opened(place, async (open) => {
      await open.fitImageText();
      expect(await open.handlers['imageText.get']({})).toMatchObject({ answering: name, state: 'answering' });
      expect(await firsts(open)).toEqual(bundled);
      await open.handlers['packs.remove']({ name });
      expect(await open.handlers['imageText.get']({})).toMatchObject({ answering: null, state: 'missing' });
      expect(await firsts(open)).toEqual(bundled);
    });
  },
  SLOW_MS,
);

it.skipIf(!CAN_MOUNT)(
  'a pack on a full disk waits with its reason, and the next run embeds what is left (needs the right to mount)',
  async () => {
    const root = tempFolder();
    const disk = path.join(root, 'disk');
    mountSmallDisk(disk, 8 << 20);
    const place = { library: path.join(disk, 'library.sqlite'), data: path.join(root, 'data') };
    const name = await withPack(place, root);
    await indexWithPack(place, null);
    const bundled = await opened(place, firsts);
    await opened(place, async ({ handlers }) => handlers['imageText.use']({ pack: name }));
    let free: (() => void) | null = null;
    const ended = indexWithPack(place, name, (done) => {
      if (done >= 1) free ??= fillDisk(disk);
    });
    await expect(ended).rejects.toMatchObject({ kind: 'disk-full' });
    expect(rowsOf(place)).toMatchObject([{ name, isWhole: false }]);
    expect(await opened(place, firsts)).toEqual(bundled);
    (free as (() => void) | null)?.();
    await indexWithPack(place, name);
    expect(rowsOf(place)).toMatchObject([{ name, isWhole: true, isFailed: false }]);
  },
  SLOW_MS,
);
