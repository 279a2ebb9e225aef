import { createReadStream, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { PACK_MANIFEST, type PackFile } from '../src/domain/pack.ts';
import { sha256Of } from '../src/platform/files/sha256-of.ts';
import { listPacks } from '../src/platform/packs/list-packs.ts';
import { readPack } from '../src/platform/packs/read-pack.ts';

/** Writes size and SHA-256 of every file of the packs below models/ into their manifests. All else in them stays. */
const models = path.resolve(import.meta.dirname, '..', 'models');
const { packs } = await listPacks(models);
for (const { folder } of packs) {
  const place = path.join(folder, PACK_MANIFEST);
  const files: PackFile[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = path.join(folder, name);
    if (name === PACK_MANIFEST || !statSync(file).isFile()) continue;
    const sha256 = await sha256Of(createReadStream(file));
    files.push({ path: name.split(path.sep).join('/'), bytes: statSync(file).size, sha256 });
  }
  const manifest: object = JSON.parse(readFileSync(place, 'utf8'));
  writeFileSync(place, `${JSON.stringify({ ...manifest, files }, null, 2)}\n`);
  await readPack(folder);
  process.stdout.write(`${path.basename(folder)}: ${files.length} files\n`);
}
