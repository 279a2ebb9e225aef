import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { type BeachcombError, toBeachcombError } from '../../../../src/domain/error.ts';
import { PACK_MANIFEST, type PackManifest } from '../../../../src/domain/pack.ts';
import { checkPackFile } from '../../../../src/platform/packs/check-pack-file.ts';
import { installPackFromFolder } from '../../../../src/platform/packs/installed-packs.ts';
import { readPack } from '../../../../src/platform/packs/read-pack.ts';
import { readPackOrLayout } from '../../../../src/platform/packs/read-pack-or-layout.ts';
import { openTextTower } from '../../../../src/search/text-embedding/open-text-tower.ts';
import { openImageTower } from '../../../../src/vision/image-text/open-image-tower.ts';
import { ROOT } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const FIXTURES = path.join(ROOT, 'test', 'fixtures', 'packs');
const LAYOUTS = ['clip', 'clip-immich', 'siglip', 'chinese-clip'] as const;
type Layout = (typeof LAYOUTS)[number];

/** A copy that a test may change. */
function copyOf(name: Layout): string {
  const folder = path.join(tempFolder(), name);
  cpSync(path.join(FIXTURES, name), folder, { recursive: true });
  return folder;
}

/** Changes a JSON file of a folder. */
function edit(folder: string, name: string, change: Readonly<Record<string, unknown>>): void {
  const file = path.join(folder, name);
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...change }));
}

const refusal = (work: Promise<unknown>): Promise<BeachcombError['reason']> =>
  work.then(
    () => null,
    (error: unknown) => toBeachcombError(error).reason,
  );

/** Pixels by a formula, so that no decoder is between the reference and ours. */
const picture = (width: number, height: number) => ({
  rgb: Uint8Array.from({ length: width * height * 3 }, (_, at) => (at * 31) % 251),
  width,
  height,
});

describe('a model in the layout of another program', () => {
  it.each([
    ['clip', 'onnx/vision_model.onnx', { kind: 'shortest', pixels: 32 }, 'bicubic', 'none', 77],
    ['clip-immich', 'visual/model.onnx', { kind: 'shortest', pixels: 32 }, 'bicubic', 'spaces', 77],
    ['siglip', 'onnx/vision_model_quantized.onnx', { kind: 'squash' }, 'bicubic', 'canonical', 64],
    ['chinese-clip', 'onnx/vision_model.onnx', { kind: 'squash' }, 'bilinear', 'none', 52],
  ] as const)(
    '%s becomes a manifest as its configuration states',
    async (name, file, resize, interpolation, clean, length) => {
      const { folder, manifest } = await readPackOrLayout(path.join(FIXTURES, name));
      expect(manifest).toMatchObject({
        id: name,
        purpose: 'image-text',
        measured: [],
        licence: { spdx: 'NOASSERTION', files: [] },
        towers: {
          image: { file, preparation: { width: 32, height: 32, resize, interpolation } },
          text: { tokens: { clean, length } },
        },
      });
      const faults = await Promise.all(manifest.files.map((one) => checkPackFile(folder, one)));
      expect(faults.filter((fault) => fault !== null)).toEqual([]);
      expect(manifest.files).toHaveLength(3);
    },
  );

  it.each(LAYOUTS)(
    '%s places pictures at unit length and texts at the length of the network in one space',
    async (name) => {
      const pack = await readPackOrLayout(path.join(FIXTURES, name));
      const [image, text] = await Promise.all([openImageTower(pack), openTextTower(pack)]);
      const photo = await image.embed(picture(90, 60));
      for (const phrase of ['a dog', '海滩上的狗', '', 'wave '.repeat(5000)]) {
        const embedding = await text.embed(phrase);
        expect(embedding).toHaveLength(photo.length);
        expect(Math.hypot(...embedding)).toBeGreaterThan(0.1);
      }
      expect(Math.hypot(...photo)).toBeCloseTo(1, 5);
      expect(await image.embed(picture(90, 60))).toEqual(photo);
      expect(await image.embed(picture(60, 90))).not.toEqual(photo);
      await Promise.all([image.close(), text.close()]);
    },
  );

  it('takes weights beside a network and licences along, and the most exact variant', async () => {
    const folder = copyOf('clip');
    writeFileSync(path.join(folder, 'onnx', 'vision_model.onnx_data'), 'weights');
    writeFileSync(path.join(folder, 'onnx', 'vision_model_fp16.onnx'), 'another variant');
    writeFileSync(path.join(folder, 'LICENSE'), 'terms');
    writeFileSync(path.join(folder, 'README.md'), 'words');
    const { manifest } = await readPackOrLayout(folder);
    expect(manifest.licence.files).toEqual(['LICENSE']);
    expect(manifest.files.map((file) => file.path)).toEqual([
      'onnx/vision_model.onnx',
      'onnx/text_model.onnx',
      'tokenizer.json',
      'onnx/vision_model.onnx_data',
      'LICENSE',
    ]);
  });

  it.each(['clip', 'clip-immich'] as const)(
    '%s gets pictures as a manifest beside it states, and is another version then',
    async (name) => {
      const folder = copyOf(name);
      const plain = (await readPackOrLayout(folder)).manifest;
      const stating = async (preprocessing: object): Promise<PackManifest> => {
        writeFileSync(path.join(folder, PACK_MANIFEST), JSON.stringify({ format: 1, preprocessing }));
        return (await readPackOrLayout(folder)).manifest;
      };
      const trimmed = await stating({ resize: { kind: 'trim' }, interpolation: 'lanczos' });
      expect(trimmed).toEqual({
        ...plain,
        version: trimmed.version,
        towers: {
          ...plain.towers,
          image: {
            ...plain.towers?.image,
            preparation: {
              ...(plain.towers?.image.kind === 'network' && plain.towers.image.preparation),
              resize: { kind: 'trim' },
              interpolation: 'lanczos',
            },
          },
        },
      });
      const versions = [plain, trimmed, await stating({ resize: { kind: 'squash' } })].map(
        ({ version }) => version,
      );
      expect(new Set(versions).size).toBe(3);
      // As an installed pack it has one manifest, that of the whole.
      const installed = await installPackFromFolder(tempFolder(), folder);
      expect((await readPack(installed.folder)).manifest).toEqual(installed.manifest);
      expect(installed.manifest.towers?.image).toMatchObject({ preparation: { resize: { kind: 'squash' } } });
    },
  );

  it.each<[string, object, unknown]>([
    [
      'a field that is not known',
      { format: 1, preprocessing: { rotate: 90 } },
      { code: 'pack-invalid', detail: expect.stringContaining('rotate') },
    ],
    [
      'a part of a manifest of its own',
      { format: 1, id: 'mine', preprocessing: {} },
      { code: 'pack-invalid', detail: expect.stringContaining('id') },
    ],
    [
      'a crop that is larger than the picture',
      { format: 1, preprocessing: { resize: { kind: 'shortest', pixels: 16 } } },
      { code: 'pack-layout', detail: expect.stringContaining('crop') },
    ],
    [
      'a later format',
      { format: 2, preprocessing: { anything: 1 } },
      { code: 'pack-newer', format: 2, supported: 1 },
    ],
  ])('with a manifest beside it that has %s is refused with a sentence', async (_, manifest, reason) => {
    const folder = copyOf('clip');
    writeFileSync(path.join(folder, PACK_MANIFEST), JSON.stringify(manifest));
    expect(await refusal(readPackOrLayout(folder))).toEqual(reason);
  });

  it('of SigLIP 2, whose configuration leaves defaults out, has lower case and 64 tokens', async () => {
    const folder = copyOf('siglip');
    edit(folder, 'config.json', { text_config: { vocab_size: 256_000 } });
    edit(folder, 'tokenizer_config.json', { tokenizer_class: 'GemmaTokenizer', model_max_length: 1e30 });
    expect((await readPackOrLayout(folder)).manifest.towers?.text.tokens).toMatchObject({
      length: 64,
      clean: 'lower',
    });
  });

  it.each<[string, Layout, (folder: string) => void, unknown]>([
    ['an empty folder', 'clip', (folder) => rmSync(folder, { recursive: true }), { code: 'pack-not-found' }],
    [
      'no text network',
      'clip',
      (folder) => rmSync(path.join(folder, 'onnx', 'text_model.onnx')),
      { code: 'pack-layout', detail: 'There is no onnx/text_model.onnx.' },
    ],
    [
      'no configuration of the picture',
      'clip-immich',
      (folder) => rmSync(path.join(folder, 'visual', 'preprocess_cfg.json')),
      { code: 'pack-file-missing', file: 'visual/preprocess_cfg.json' },
    ],
    [
      'a resize that is not known',
      'clip-immich',
      (folder) => edit(folder, 'visual/preprocess_cfg.json', { resize_mode: 'longest' }),
      { code: 'pack-layout', detail: expect.stringContaining('resize_mode') },
    ],
    [
      'a picture of gigabytes',
      'clip-immich',
      (folder) => edit(folder, 'visual/preprocess_cfg.json', { size: 100_000 }),
      { code: 'pack-layout', detail: expect.stringContaining('preparation') },
    ],
    [
      'a deviation of 0',
      'siglip',
      (folder) => edit(folder, 'preprocessor_config.json', { image_std: [0.5, 0, 0.5] }),
      { code: 'pack-layout', detail: expect.stringContaining('deviation') },
    ],
    [
      'no crop of a picture with a shortest edge',
      'clip',
      (folder) => edit(folder, 'preprocessor_config.json', { do_center_crop: false }),
      { code: 'pack-layout', detail: expect.stringContaining('crop') },
    ],
    [
      'a context of a million tokens',
      'clip-immich',
      (folder) => edit(folder, 'config.json', { text_cfg: { context_length: 1e6 } }),
      { code: 'pack-layout', detail: expect.stringContaining('length') },
    ],
    [
      'a tokenizer that is no JSON',
      'siglip',
      (folder) => writeFileSync(path.join(folder, 'tokenizer.json'), 'version https://git-lfs'),
      { code: 'pack-layout', detail: expect.stringContaining('tokenizer.json') },
    ],
    [
      'a token for padding that the tokenizer lacks',
      'siglip',
      (folder) => edit(folder, 'tokenizer_config.json', { pad_token: '<none>' }),
      { code: 'pack-layout', detail: expect.stringContaining('<none>') },
    ],
  ])('with %s is refused with a sentence', async (_, name, change, reason) => {
    const folder = copyOf(name);
    change(folder);
    expect(await refusal(readPackOrLayout(folder))).toEqual(reason);
  });

  it.skipIf(process.platform === 'win32')(
    'with a network that is a link is refused (needs links)',
    async () => {
      const folder = copyOf('clip');
      const network = path.join(folder, 'onnx', 'vision_model.onnx');
      rmSync(network);
      symlinkSync(path.join(FIXTURES, 'clip', 'onnx', 'vision_model.onnx'), network);
      expect(await refusal(readPackOrLayout(folder))).toEqual({
        code: 'pack-file-not-plain',
        file: 'onnx/vision_model.onnx',
      });
    },
  );
});

describe('a network of a pack', () => {
  it('that is no network is refused with a sentence', async () => {
    const folder = copyOf('clip');
    writeFileSync(
      path.join(folder, 'onnx', 'vision_model.onnx'),
      'version https://git-lfs.github.com/spec/v1',
    );
    expect(await refusal(openImageTower(await readPackOrLayout(folder)))).toMatchObject({
      code: 'pack-network',
      file: 'onnx/vision_model.onnx',
    });
  });

  it('of another input than its configuration states is refused with a sentence', async () => {
    const folder = copyOf('siglip');
    edit(folder, 'preprocessor_config.json', { size: { height: 64, width: 64 } });
    expect(await refusal(openImageTower(await readPackOrLayout(folder)))).toEqual({
      code: 'pack-network',
      file: 'onnx/vision_model_quantized.onnx',
      detail: 'it takes no picture as float32 [N, 3, 64, 64].',
    });
  });

  it('with an input that is not known is refused with a sentence', async () => {
    const folder = copyOf('clip');
    cpSync(path.join(folder, 'onnx', 'vision_model.onnx'), path.join(folder, 'onnx', 'text_model.onnx'));
    expect(await refusal(openTextTower(await readPackOrLayout(folder)))).toEqual({
      code: 'pack-network',
      file: 'onnx/text_model.onnx',
      detail: 'the input pixel_values is not supported.',
    });
  });

  it('that changed since its manifest was made is refused', async () => {
    const folder = copyOf('clip');
    const pack = await readPackOrLayout(folder);
    const file = path.join(folder, 'onnx', 'vision_model.onnx');
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
    writeFileSync(file, bytes);
    expect(await refusal(openImageTower(pack))).toEqual({
      code: 'pack-file-changed',
      file: 'onnx/vision_model.onnx',
    });
  });
});
