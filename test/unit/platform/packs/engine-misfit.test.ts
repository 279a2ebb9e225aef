import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { engineMisfit } from '../../../../src/platform/packs/engine-misfit.ts';
import { inCatalogue, readCatalogue } from '../../../../src/platform/packs/read-catalogue.ts';
import { MODELS, ROOT } from '../../../support/paths.ts';

const catalogue = await readCatalogue(MODELS);
const { packages } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { version?: string }>;
};

it.each(catalogue.engines)(
  '$id for $engine.system fits the package of this program',
  ({ engine, version }) => {
    const { name } = engine.completes;
    expect(engine.completes.version).toBe(packages[`node_modules/${name}`]?.version);
    expect(version).toBe(engine.completes.version);
    expect(engineMisfit(engine, engine.system)).toBeNull();
  },
);

it('libraries of another system, another version or without their package are refused, each with its reason', () => {
  const [cuda] = catalogue.engines;
  if (cuda === undefined) return expect.unreachable();
  const { engine } = cuda;
  const completes = { ...engine.completes, version: '1.0.0' };
  expect(engineMisfit(engine, 'darwin-arm64')).toEqual({ code: 'engine-system', system: 'linux-x64' });
  expect(engineMisfit({ ...engine, completes }, engine.system)).toEqual({
    code: 'engine-version',
    name: 'onnxruntime-node',
    version: '1.0.0',
    supported: engine.completes.version,
  });
  expect(
    engineMisfit({ ...engine, completes: { ...completes, name: 'no-such-package' } }, engine.system),
  ).toEqual({ code: 'engine-without-package', name: 'no-such-package' });
});

it('of an engine the row for this system counts, and the reason names the other where there is none', () => {
  for (const system of ['linux-x64', 'win32-x64'])
    expect(inCatalogue(catalogue, 'tensorflow-gpu', system)).toMatchObject({ engine: { system } });
  expect(() => inCatalogue(catalogue, 'onnxruntime-cuda', 'win32-x64')).toThrow(
    expect.objectContaining({ reason: { code: 'engine-system', system: 'linux-x64' } }),
  );
});
