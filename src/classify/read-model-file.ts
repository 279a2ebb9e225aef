import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Reads one file of the models folder and checks it against SHA256SUMS: a broken download must not become
 * wrong labels.
 * @param name relative to the folder, with `/`
 * @throws Error with a sentence where the file is missing or differs
 */
export async function readModelFile(folder: string, name: string): Promise<Buffer> {
  const sums = await readFile(path.join(folder, 'SHA256SUMS'), 'utf8');
  const line = sums.split('\n').find((row) => row.endsWith(`  ${name}`));
  if (line === undefined) throw new Error(`models/SHA256SUMS does not list ${name}.`);
  const bytes = await readFile(path.join(folder, name));
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (hash !== line.slice(0, 64))
    throw new Error(`models/${name} is damaged: its SHA-256 is not the listed one.`);
  return bytes;
}
