import { lstat, open } from 'node:fs/promises';

/**
 * Content of a file that comes from anywhere. Nothing but a regular file is opened: no link, pipe or device.
 * @param most bytes that are read
 * @throws Error of the file system
 */
export async function readPlainFile(file: string, most: number): Promise<Buffer | 'not-plain' | 'too-large'> {
  const found = await lstat(file);
  if (!found.isFile()) return 'not-plain';
  if (found.size > most) return 'too-large';
  const handle = await open(file);
  try {
    // It may have grown in between.
    const bytes = Buffer.alloc(found.size + 1);
    let size = 0;
    for (;;) {
      const { bytesRead } = await handle.read(bytes, size, bytes.length - size, size);
      size += bytesRead;
      if (size > found.size) return 'too-large';
      if (bytesRead === 0) return bytes.subarray(0, size);
    }
  } finally {
    await handle.close();
  }
}
