import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { formatWhere } from '../../domain/photo-format.ts';
import { type CallPlace, fileCalls } from '../../platform/files/file-calls.ts';

const HEAD_BYTES = 32;

/**
 * Whether a file begins like a photo. Opens it read-only; never follows a link or waits for a pipe that replaced it. An
 * unreadable file is not a photo.
 * @param place its directory
 * @throws StalledError where its drive does not answer
 */
export const sniffPhoto = (path: Buffer, place: CallPlace): Promise<boolean> =>
  fileCalls.run({ ...place, on: 'file' }, () => beginsLikePhoto(path));

async function beginsLikePhoto(path: Buffer): Promise<boolean> {
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const file = await open(path, flags).catch(() => null);
  if (file === null) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.toString('latin1', 0, bytesRead);
    return formatWhere(({ surelyBegins }) => surelyBegins(head)) !== null;
  } catch {
    // Expected of a failing drive: whoever reads the file next states so.
    return false;
  } finally {
    await file.close();
  }
}
