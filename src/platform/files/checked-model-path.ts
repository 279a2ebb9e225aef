import { createReadStream } from 'node:fs';
import path from 'node:path';
import { check, listedSum } from './read-model-file.ts';
import { sha256Of } from './sha256-of.ts';

/**
 * Path of a file of the models folder, for libraries that read it by path. Checks the file against the manifest of its
 * pack without holding it in memory.
 * @param name relative to the folder, with `/`
 * @throws as `readModelFile`
 */
export async function checkedModelPath(folder: string, name: string): Promise<string> {
  const file = path.join(folder, name);
  const listed = await listedSum(folder, name);
  check(name, await sha256Of(createReadStream(file)), listed);
  return file;
}
