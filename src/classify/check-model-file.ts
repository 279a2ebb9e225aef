import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { damaged, listedHash } from './listed-hash.ts';

/**
 * Checks one file of the models folder against SHA256SUMS as `readModelFile` does, without holding it in memory:
 * for a network that is loaded by its path.
 * @param name relative to the folder, with `/`
 * @returns its full path
 * @throws Error with a sentence where the file is missing or differs
 */
export async function checkModelFile(folder: string, name: string): Promise<string> {
  const wanted = await listedHash(folder, name);
  const file = path.join(folder, name);
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  if (hash.digest('hex') !== wanted) throw damaged(name);
  return file;
}
