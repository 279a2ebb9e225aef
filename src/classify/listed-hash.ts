import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The SHA-256 that models/SHA256SUMS lists for a file, in hexadecimal.
 * @param folder the models folder
 * @param name relative to the folder, with `/`
 * @throws Error where it lists none
 */
export async function listedHash(folder: string, name: string): Promise<string> {
  const sums = await readFile(path.join(folder, 'SHA256SUMS'), 'utf8');
  const line = sums.split('\n').find((row) => row.endsWith(`  ${name}`));
  if (line === undefined) throw new Error(`models/SHA256SUMS does not list ${name}.`);
  return line.slice(0, 64);
}

/** What is said of a file whose bytes have another hash. */
export const damaged = (name: string): Error =>
  new Error(`models/${name} is damaged: its SHA-256 is not the listed one.`);
