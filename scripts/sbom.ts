import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import * as z from 'zod';
import { shippedPackages, type Target, thisTarget } from './package/bundled-packages.ts';
import { nodeVersion } from './package/packaged-node.ts';
import { programFacts } from './package/program-facts.ts';

/** npm run sbom: writes dist/sbom.cdx.json, the bill of materials (CycloneDX) of the program as it is shipped. */

const root = path.resolve(import.meta.dirname, '..');
const componentSchema = z.looseObject({ 'bom-ref': z.string(), name: z.string(), version: z.string() });
const billSchema = z.looseObject({
  metadata: z.looseObject({ component: componentSchema }),
  components: z.array(componentSchema),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
});
type Bill = z.infer<typeof billSchema>;

/**
 * npm's bill of materials, filtered to the packages that are shipped to `target`, and Node. npm's `--omit dev` is not used,
 * because it also omits packages needed by both, such as zod, and does not include what is bundled into the window.
 * @throws Error with the output of npm, or with the packages that are shipped and not installed
 */
export function billOfMaterials(target: Target): Bill {
  const told = spawnSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'], {
    cwd: root,
    // Without --preserve-symlinks, because npm itself is a link and would not find its files.
    env: { ...process.env, NODE_OPTIONS: '' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  if (told.status !== 0) throw new Error(`npm sbom failed: ${told.stderr || told.error?.message}`);
  const bill = billSchema.parse(JSON.parse(told.stdout));
  const shipped = new Set(shippedPackages(root, target).map(({ name, version }) => `${name}@${version}`));
  const components = bill.components.filter(({ 'bom-ref': ref }) => shipped.has(ref));
  const isTold = new Set(components.map(({ 'bom-ref': ref }) => ref));
  const missing = [...shipped].filter((ref) => !isTold.has(ref));
  if (missing.length > 0) throw new Error(`npm sbom tells nothing of ${missing.join(', ')}.`);
  // npm uses the name of the folder.
  const { name } = programFacts(root);
  const { component } = bill.metadata;
  const node = nodeVersion(root);
  return {
    ...bill,
    metadata: { ...bill.metadata, component: { ...component, name } },
    components: [
      ...components,
      {
        'bom-ref': `node@${node}`,
        type: 'application',
        name: 'node',
        version: node,
        purl: `pkg:generic/node@${node}`,
        licenses: [{ license: { id: 'MIT' } }],
      },
    ],
    dependencies: bill.dependencies
      .filter(({ ref }) => ref === component['bom-ref'] || isTold.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => isTold.has(other)) })),
  };
}

if (process.argv[1] === import.meta.filename) {
  const file = path.join(root, 'dist', 'sbom.cdx.json');
  mkdirSync(path.dirname(file), { recursive: true });
  const bill = billOfMaterials(thisTarget());
  writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
  process.stdout.write(`${bill.components.length} packages: ${path.relative(root, file)}\n`);
}
