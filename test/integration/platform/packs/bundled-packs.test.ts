import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { InferenceSession } from '../../../../src/platform/onnx/onnxruntime.ts';
import { checkPackFile } from '../../../../src/platform/packs/check-pack-file.ts';
import { listPacks } from '../../../../src/platform/packs/list-packs.ts';
import { MODELS } from '../../../support/paths.ts';

const { packs, broken } = await listPacks(MODELS);

describe('the packs that ship', () => {
  it('are all folders of networks, one of each purpose but engines', () => {
    expect(broken).toEqual([]);
    const folders = readdirSync(MODELS).filter((name) => statSync(path.join(MODELS, name)).isDirectory());
    expect(packs.map(({ folder }) => path.basename(folder))).toEqual(
      folders.filter((name) => name !== 'samples').sort(),
    );
    expect(packs.map(({ manifest }) => manifest.purpose).sort()).toEqual([
      'faces',
      'image-text',
      'labels',
      'text-in-photos',
    ]);
  });

  it.each(packs.map((pack) => [pack.manifest.id, pack] as const))(
    '%s lists every file of its folder, as it is',
    async (_, { folder, manifest }) => {
      const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => statSync(path.join(folder, name)).isFile() && name !== 'pack.json')
        .map((name) => name.split(path.sep).join('/'));
      expect(manifest.files.map((file) => file.path).sort(), 'run npm run build:packs').toEqual(found.sort());
      const faults = await Promise.all(manifest.files.map((file) => checkPackFile(folder, file)));
      expect(faults.filter((fault) => fault !== null)).toEqual([]);
    },
  );

  it.each(packs.map((pack) => [pack.manifest.id, pack] as const))(
    '%s states the inputs that its networks declare',
    async (_, { folder, manifest }) => {
      for (const { path: file } of manifest.files.filter((one) => one.path.endsWith('.onnx'))) {
        const session = await InferenceSession.create(path.join(folder, file), {
          graphOptimizationLevel: 'disabled',
          logSeverityLevel: 3,
        });
        const declared = session.inputMetadata.map((input) => ({
          name: input.name,
          ...(input.isTensor
            ? {
                type: input.type,
                shape: input.shape.map((size) => (typeof size === 'number' ? size : null)),
              }
            : {}),
        }));
        await session.release();
        const stated = manifest.inputs.filter((input) => input.file === file);
        expect(stated.map(({ name, type, shape }) => ({ name, type, shape }))).toEqual(declared);
      }
    },
  );
});
