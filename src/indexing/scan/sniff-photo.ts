import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { formatWhere } from '../../domain/photo-format.ts';

const HEAD_BYTES = 32;

/**
 * Whether a file begins as a photo does. It is opened for reading only; neither a link nor a pipe that took
 * its place is followed or waited for. A file that cannot be read is no photo.
 */
export async function sniffPhoto(path: Buffer): Promise<boolean> {
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const file = await open(path, flags).catch(() => null);
  if (file === null) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.toString('latin1', 0, bytesRead);
    return formatWhere(({ surelyBegins }) => surelyBegins(head)) !== null;
  } catch {
    // Expected of a failing drive: whoever reads the file next says so.
    return false;
  } finally {
    await file.close();
  }
}
