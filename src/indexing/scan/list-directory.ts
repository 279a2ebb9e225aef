import type { Dirent, OpenDirOptions } from 'node:fs';
import { opendir } from 'node:fs/promises';

/**
 * Lists a directory incrementally, in the order of the system, with names as bytes. Stopping early closes the
 * directory.
 */
export async function listDirectory(path: Buffer): Promise<AsyncIterable<Dirent<Buffer>>> {
  // Node returns names as bytes here as in `readdir`, but its types lack the option.
  const options = { encoding: 'buffer', bufferSize: 256 } as unknown as OpenDirOptions;
  return (await opendir(path, options)) as unknown as AsyncIterable<Dirent<Buffer>>;
}
