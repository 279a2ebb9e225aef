import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PACK_FORMAT, PACK_MANIFEST, type PackManifest } from '../../src/domain/pack.ts';
import { tempFolder } from './temp-folder.ts';

const LICENCE = 'LICENSE.txt';

/** A valid manifest of a pack that consists of the files. */
export function manifestOf(files: Readonly<Record<string, Uint8Array>>): PackManifest {
  return {
    format: PACK_FORMAT,
    id: 'made-pack',
    version: '1.0',
    purpose: 'faces',
    files: Object.entries(files).map(([name, bytes]) => ({
      path: name,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
    licence: { spdx: 'MIT', files: [LICENCE] },
    sources: ['https://example.org/made'],
    inputs: [],
    languages: ['en'],
    measured: [],
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

/** A manifest of image-text towers made of the files of a made pack. */
export const withTowers = (valid: PackManifest): PackManifest => ({
  ...valid,
  purpose: 'image-text',
  towers: {
    image: {
      kind: 'network',
      file: 'network.onnx',
      preparation: {
        width: 224,
        height: 224,
        resize: { kind: 'squash' },
        interpolation: 'bicubic',
        mean: [0, 0, 0],
        deviation: [1, 1, 1],
      },
    },
    text: {
      file: 'network.onnx',
      tokenizer: 'text/tokenizer.json',
      tokens: { clean: 'none', length: 77, padding: null },
    },
    logitScale: null,
    logitBias: null,
  },
});

/** The same whose image tower is an output of the network that ships: nothing can use it. */
export const withTextOnly = (valid: PackManifest): PackManifest => {
  const { towers, ...rest } = withTowers(valid);
  if (towers === undefined) throw new Error('no towers');
  const image = { kind: 'output', pack: 'beachcomb-photo', output: 'phrase' } as const;
  return { ...rest, towers: { ...towers, image } };
};
