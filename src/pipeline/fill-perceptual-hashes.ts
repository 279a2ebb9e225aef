import { hashOfPicture } from '../decode/perceptual-hash.ts';
import { HASH_SIZE } from '../domain/photo.ts';
import type { MachineWriter } from '../store/machine-writer.ts';
import type { ThumbnailCache } from '../store/thumbnail-cache.ts';

const AT_ONCE = 64;

/**
 * Makes the perceptual hashes that an older form of the library did not keep, from the thumbnails: no photo is
 * opened. A photo without a thumbnail gets zeros, which say that nothing is known.
 */
export async function fillPerceptualHashes(
  writer: MachineWriter,
  thumbnails: ThumbnailCache,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const photos = writer.withoutPerceptualHash(AT_ONCE);
    if (photos.length === 0) return;
    const hashes: { photo: number; perceptualHash: Uint8Array }[] = [];
    for (const { photo, hash } of photos) {
      const picture = thumbnails.get(hash);
      const perceptualHash =
        picture === null ? null : await hashOfPicture(picture).catch(() => null /* a damaged thumbnail */);
      hashes.push({ photo, perceptualHash: perceptualHash ?? new Uint8Array(HASH_SIZE) });
    }
    writer.setPerceptualHashes(hashes);
  }
}
