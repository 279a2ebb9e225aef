import path from 'node:path';
import type { DurableFiles } from './durable-files.ts';

/**
 * Writes a file so that, after a power cut at any moment, either the old or the complete new content is there.
 * @returns size of the new file in bytes
 */
export function replaceFile(
  files: DurableFiles,
  target: string,
  chunks: Iterable<string | Uint8Array>,
): number {
  const fresh = `${target}.new`;
  let size = 0;
  try {
    const file = files.open(fresh, 'new');
    try {
      for (const chunk of chunks) {
        const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
        file.write(bytes, size);
        size += bytes.length;
      }
      file.sync();
    } finally {
      file.close();
    }
    files.rename(fresh, target);
  } catch (error) {
    files.remove(fresh);
    throw error;
  }
  files.syncFolder(path.dirname(target));
  return size;
}

const CHUNK = 1 << 20;

/** Content of a file, in parts. */
export function* readParts(files: DurableFiles, source: string): Generator<Buffer> {
  const file = files.open(source, 'read');
  try {
    const size = file.size();
    for (let at = 0; ; ) {
      // Never 0: a file that another program extends is read to its end.
      const part = Buffer.alloc(Math.min(CHUNK, Math.max(1, size - at)));
      const read = file.read(part, at);
      if (read === 0) return;
      at += read;
      yield part.subarray(0, read);
    }
  } finally {
    file.close();
  }
}
