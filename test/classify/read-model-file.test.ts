import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkModelFile } from '../../src/classify/check-model-file.ts';
import { readModelFile } from '../../src/classify/read-model-file.ts';
import { MODELS } from '../support/paths.ts';
import { tempFolder } from '../support/temp-folder.ts';

const SUMS = readFileSync(path.join(MODELS, 'SHA256SUMS'), 'utf8');
const NAME = 'text/phrase-map.f32';

/** A models folder with one file, of which one bit may have changed. */
function folderWith(change: (bytes: Buffer) => Buffer): string {
  const folder = tempFolder();
  mkdirSync(path.join(folder, 'text'));
  writeFileSync(path.join(folder, 'SHA256SUMS'), SUMS);
  writeFileSync(path.join(folder, NAME), change(readFileSync(path.join(MODELS, NAME))));
  return folder;
}
const flipped = (bytes: Buffer): Buffer => {
  bytes[1000] = (bytes[1000] ?? 0) ^ 1;
  return bytes;
};

describe.each([
  { how: 'read into memory', load: readModelFile },
  { how: 'loaded by its path', load: checkModelFile },
])('a file of the models that is $how', ({ load }) => {
  it('is taken where its hash is the listed one', async () => {
    const folder = folderWith((bytes) => bytes);
    const taken = await load(folder, NAME);
    const bytes = typeof taken === 'string' ? readFileSync(taken) : taken;
    expect(bytes.equals(readFileSync(path.join(MODELS, NAME)))).toBe(true);
  });

  it('is refused with its name where one bit differs, where it is cut off, and where it is not listed', async () => {
    await expect(load(folderWith(flipped), NAME)).rejects.toThrow(`models/${NAME} is damaged`);
    await expect(
      load(
        folderWith((bytes) => bytes.subarray(1)),
        NAME,
      ),
    ).rejects.toThrow(/is damaged/);
    await expect(load(folderWith(flipped), 'SHA256SUMS')).rejects.toThrow(/does not list SHA256SUMS/);
  });

  it('is missed where it is not there', async () => {
    const folder = folderWith(flipped);
    rmSync(path.join(folder, NAME));
    await expect(load(folder, NAME)).rejects.toThrow(/ENOENT/);
  });
});
