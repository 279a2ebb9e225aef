import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ModelFileError } from './model-file-error.ts';
import { sha256Of } from './sha256-of.ts';

/**
 * Reads a file of the models folder and checks it against SHA256SUMS, because a broken download or a modified model
 * would give wrong labels.
 * @param name relative to the folder, with `/`
 * @throws ModelFileError if the file differs or is not listed; the system's error if it is missing
 */
export async function readModelFile(folder: string, name: string): Promise<Buffer> {
  const listed = await listedSum(folder, name);
  const bytes = await readFile(path.join(folder, name));
  check(name, await sha256Of([bytes]), listed);
  return bytes;
}

/** SHA-256 of a file as listed in SHA256SUMS, in hexadecimal. */
export async function listedSum(folder: string, name: string): Promise<string> {
  const sums = await readFile(path.join(folder, 'SHA256SUMS'), 'utf8');
  const line = sums.split('\n').find((row) => row.endsWith(`  ${name}`));
  if (line === undefined) throw new ModelFileError(`models/SHA256SUMS does not list ${name}.`);
  return line.slice(0, 64);
}

/** @throws ModelFileError if the hash differs from the listed one */
export function check(name: string, hash: string, listed: string): void {
  if (hash !== listed)
    throw new ModelFileError(
      `models/${name} is damaged or was changed: its SHA-256 is not the listed one. Install Beachcomb again.`,
    );
}
