import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundledPackages, thisTarget } from '../../../scripts/package/bundled-packages.ts';
import { nodeVersion } from '../../../scripts/package/packaged-node.ts';
import { billOfMaterials } from '../../../scripts/sbom.ts';
import { ROOT } from '../../support/paths.ts';

const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Record<
  'dependencies' | 'devDependencies' | 'optionalDependencies',
  Readonly<Record<string, string>>
>;
const versions: Readonly<Record<string, string>> = {
  ...manifest.dependencies,
  ...manifest.devDependencies,
  ...manifest.optionalDependencies,
};

describe('the bill of materials', () => {
  it('names every package that is shipped, with its version and licence, and nothing of this machine', () => {
    const target = thisTarget();
    const bill = billOfMaterials(target);
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'beachcomb' } } });
    const listed = bill.components.map(({ name, version }) => `${name}@${version}`);
    const shipped = [
      ...bundledPackages(ROOT, target).map(({ name, version }) => `${name}@${version}`),
      ...Object.entries(manifest.dependencies).map(([name, version]) => `${name}@${version}`),
      ...['react', 'react-dom', 'electron'].map((name) => `${name}@${versions[name]}`),
      `node@${nodeVersion(ROOT)}`,
    ];
    expect(listed).toEqual(expect.arrayContaining(shipped));
    for (const name of Object.keys(manifest.devDependencies))
      if (
        ![
          'electron',
          'react',
          'react-dom',
          '@tanstack/react-query',
          '@tanstack/react-virtual',
          '@tensorflow/tfjs',
          'd3-geo',
          'topojson-client',
          'world-atlas',
        ].includes(name)
      )
        expect(bill.components.map((component) => component.name)).not.toContain(name);
    expect(bill.components.filter((component) => !Array.isArray(component['licenses']))).toEqual([]);
    expect(JSON.stringify(bill)).not.toContain(ROOT);
  });
});
