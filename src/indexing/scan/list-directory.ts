import type { Dirent, OpenDirOptions } from 'node:fs';
import { opendir } from 'node:fs/promises';

/** Lists a directory bit by bit, in the system's own order, names as bytes. Stopping early closes it. */
export async function listDirectory(path: Buffer): Promise<AsyncIterable<Dirent<Buffer>>> {
  // Node has names as bytes here as in `readdir`, but its types do not know.
  const options = { encoding: 'buffer', bufferSize: 256 } as unknown as OpenDirOptions;
  return (await opendir(path, options)) as unknown as AsyncIterable<Dirent<Buffer>>;
}
