import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { dropBytes } from '../domain/drop-bytes.ts';
import { BeachcombError } from '../domain/error.ts';
import { readPhoto } from '../platform/files/read-photo.ts';
import { log } from '../platform/log/log.ts';
import type { UserDataWriter } from '../store/user-data-writer.ts';
import { DEFAULT_LIMITS } from '../vision/decode/decode-limits.ts';

/** In ms: so long an action of the user waits for the files of its photos. What was read until then is kept. */
const WITHIN_MS = 20_000;
/** Contents that are written in one transaction. */
const BATCH = 50;

/**
 * Reads the files of those photos whose content is not known yet, because what a user states is stored by the content.
 * @throws BeachcombError `unavailable` where a file cannot be read, or not within 20 s for all
 */
export async function settlePhotos(
  { contents }: Pick<UserDataWriter, 'contents'>,
  photos: readonly number[],
): Promise<void> {
  const unread = contents.unread(photos);
  if (unread.length === 0) return;
  const ended = new AbortController();
  const late = sleep(WITHIN_MS, null, { signal: ended.signal }).catch(() => null);
  let read: { photo: number; hash: Uint8Array }[] = [];
  try {
    for (const { photo, folder, path } of unread) {
      const bytes = await Promise.race([readPhoto(folder, path, DEFAULT_LIMITS.maxBytes), late]);
      if (!Buffer.isBuffer(bytes)) {
        log.warn('a photo about which something is stated cannot be read', { detail: bytes?.kind ?? 'late' });
        throw new BeachcombError(
          'unavailable',
          'Not all of these photos are read yet. Try again in a moment.',
        );
      }
      read.push({ photo, hash: createHash('sha256').update(bytes).digest() });
      dropBytes(bytes);
      if (read.length < BATCH) continue;
      contents.settle(read);
      read = [];
    }
  } finally {
    ended.abort();
    contents.settle(read);
  }
}
