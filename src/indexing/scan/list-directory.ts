import type { Dir, Dirent, OpenDirOptions } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { type CallPlace, fileCalls } from '../../platform/files/file-calls.ts';
import { StalledError } from '../../platform/files/stalled-error.ts';
import { log } from '../../platform/log/log.ts';

/**
 * Opens a directory, to be listed incrementally, in the order of the system, with names as bytes. Stopping early closes
 * the directory.
 * @throws StalledError where its drive does not answer, here and while it is listed; errors of the system
 */
export async function listDirectory(path: Buffer, place: CallPlace): Promise<AsyncIterable<Dirent<Buffer>>> {
  // Node returns names as bytes here as in `readdir`, but its types lack the option.
  const options = { encoding: 'buffer', bufferSize: 256 } as unknown as OpenDirOptions;
  let isLate = false;
  const opening = fileCalls.run(place, async () => {
    const opened = await opendir(path, options);
    if (isLate) await opened.close();
    return opened;
  });
  const opened = await opening.catch((error: unknown) => {
    isLate = true;
    throw error;
  });
  return entriesOf(opened as unknown as Listing, place);
}

type Listing = Omit<Dir, 'read'> & { read(): Promise<Dirent<Buffer> | null> };

async function* entriesOf(directory: Listing, place: CallPlace): AsyncGenerator<Dirent<Buffer>> {
  let isStalled = false;
  try {
    for (;;) {
      const entry = await fileCalls.run(place, () => directory.read());
      if (entry === null) return;
      yield entry;
    }
  } catch (error) {
    isStalled = error instanceof StalledError;
    throw error;
  } finally {
    const closed = directory.close();
    // It closes when the call returns, if it ever does.
    if (isStalled) closed.catch((error: unknown) => log.debug('a directory cannot be closed', { error }));
    else await closed;
  }
}
