import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readPack } from '../packs/read-pack.ts';
import { ModelFileError } from './model-file-error.ts';
import { sha256Of } from './sha256-of.ts';

/**
 * Reads a file of the models folder and checks it against the manifest of its pack, because a broken download or a
 * modified model would give wrong labels.
 * @param name relative to the folder, with `/`: the folder of the pack, then the file in it
 * @throws ModelFileError if the file differs or is not listed; BeachcombError if the pack has no valid manifest; the
 * system's error if the file is missing
 */
export async function readModelFile(folder: string, name: string): Promise<Buffer> {
  const listed = await listedSum(folder, name);
  const bytes = await readFile(path.join(folder, name));
  check(name, await sha256Of([bytes]), listed);
  return bytes;
}

/** SHA-256 of a file as the manifest of its pack lists it, in hexadecimal. */
export async function listedSum(folder: string, name: string): Promise<string> {
  const [pack = '', ...rest] = name.split('/');
  const { manifest } = await readPack(path.join(folder, pack));
  const file = manifest.files.find((one) => one.path === rest.join('/'));
  if (file === undefined) throw new ModelFileError(`models/${pack}/pack.json does not list ${name}.`);
  return file.sha256;
}

/** @throws ModelFileError if the hash differs from the listed one */
export function check(name: string, hash: string, listed: string): void {
  if (hash !== listed)
    throw new ModelFileError(
      `models/${name} is damaged or was changed: its SHA-256 is not the listed one. Install Beachcomb again.`,
    );
}
