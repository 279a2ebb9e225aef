import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PACK_FORMAT, PACK_MANIFEST, type PackManifest } from '../../src/domain/pack.ts';
import { tempFolder } from './temp-folder.ts';

const LICENCE = 'LICENSE.txt';

/** A valid manifest of a pack that consists of the files. */
export function manifestOf(files: Readonly<Record<string, Uint8Array>>): PackManifest {
  return {
    ...{ format: PACK_FORMAT, id: 'made-pack', version: '1.0', purpose: 'faces' },
    files: Object.entries(files).map(([name, bytes]) => ({
      ...{ path: name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
    })),
    licence: { spdx: 'MIT', files: [LICENCE] },
    ...{ sources: ['https://example.org/made'], inputs: [], languages: ['en'], measured: [] },
  };
}

/**
 * Makes a pack in a temporary folder.
 * @param manifest what the manifest has instead of the valid one
 */
export function madePack(
  manifest: (valid: PackManifest) => unknown = (valid) => valid,
  names: readonly string[] = ['network.onnx', 'text/tokenizer.json'],
): string {
  const folder = tempFolder();
  const files = Object.fromEntries(
    [...names, LICENCE].map((name) => [name, Buffer.from(`content of ${name}`)]),
  );
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
  const wanted = manifest(manifestOf(files));
  writeFileSync(
    path.join(folder, PACK_MANIFEST),
    typeof wanted === 'string' ? wanted : JSON.stringify(wanted),
  );
  return folder;
}
