import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { damaged, listedHash } from './listed-hash.ts';

/**
 * Reads one file of the models folder and checks it against SHA256SUMS: a broken download must not become
 * wrong labels.
 * @param name relative to the folder, with `/`
 * @throws Error with a sentence where the file is missing or differs
 */
export async function readModelFile(folder: string, name: string): Promise<Buffer> {
  const wanted = await listedHash(folder, name);
  const bytes = await readFile(path.join(folder, name));
  if (createHash('sha256').update(bytes).digest('hex') !== wanted) throw damaged(name);
  return bytes;
}
