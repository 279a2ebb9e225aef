import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder that a person chose, and the missing ones above it, by the umask. The `recursive` of Node tries for
 * ever where the system makes no folder in one that is there (/proc, an automounter).
 * @param folder absolute path, as bytes of the file system
 * @throws Error of the file system
 */
export async function makeChosenFolder(folder: Buffer): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (await isDirectory(folder)) return;
    const above = folderAbove(folder);
    if (code !== 'ENOENT' || above.equals(folder)) throw error;
    // Where it is there, the system makes no folder in it, or another program made it just now.
    if (!(await isDirectory(above))) await makeChosenFolder(above);
    await makeLast(folder);
  }
}

/** Another program may have made it meanwhile. */
const makeLast = (folder: Buffer): Promise<void> =>
  mkdir(folder).catch(async (error: unknown) => {
    if (!(await isDirectory(folder))) throw error;
  });

const isDirectory = (place: Buffer): Promise<boolean> =>
  stat(place).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** One character for each byte, because a path need not be UTF-8. */
const folderAbove = (folder: Buffer): Buffer =>
  Buffer.from(path.dirname(folder.toString('latin1')), 'latin1');
