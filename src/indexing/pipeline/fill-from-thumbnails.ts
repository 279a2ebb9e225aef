import { UNKNOWN_APPEARANCE } from '../../domain/appearance.ts';
import { HASH_SIZE } from '../../domain/photo.ts';
import { log } from '../../platform/log/log.ts';
import type { IndexWriter } from '../../store/index-writer.ts';
import type { FilledPhoto, PhotoToFill } from '../../store/photo-writer.ts';
import type { ThumbnailCache } from '../../store/thumbnail-cache.ts';
import { appearanceOfThumbnail } from '../../vision/decode/appearance.ts';
import { hashOfPicture } from '../../vision/decode/perceptual-hash.ts';

const AT_ONCE = 64;

/**
 * Computes data that an older schema version did not store (perceptual hashes, appearances) from the thumbnails,
 * without opening any photo. A photo without a thumbnail gets a hash of zeros and UNKNOWN_APPEARANCE, which mean
 * "unknown". Stops when aborted; the next run continues.
 * @param mayGoOn called before each photo; resolves when work may continue
 */
export async function fillFromThumbnails(
  writer: IndexWriter,
  thumbnails: ThumbnailCache,
  signal: AbortSignal,
  mayGoOn: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    const photos = writer.photos.withoutThumbnailFacts(AT_ONCE);
    if (photos.length === 0) return;
    const filled: FilledPhoto[] = [];
    for (const photo of photos) {
      await mayGoOn();
      if (signal.aborted) break;
      filled.push(await filledPhoto(photo, thumbnails.get(photo.hash)));
    }
    writer.photos.setThumbnailFacts(filled);
  }
}

/** One damaged thumbnail must not stop the others from being processed. */
function onDamaged(error: unknown): null {
  log.warn('a thumbnail cannot be read', { error });
  return null;
}

async function filledPhoto(
  { photo, perceptualHash, appearance }: PhotoToFill,
  thumbnail: Uint8Array | null,
): Promise<FilledPhoto> {
  const computed = async (compute: (thumbnail: Uint8Array) => Promise<Uint8Array>) =>
    thumbnail === null ? null : compute(thumbnail).catch(onDamaged);
  return {
    photo,
    perceptualHash: perceptualHash ?? (await computed(hashOfPicture)) ?? new Uint8Array(HASH_SIZE),
    appearance: appearance ?? (await computed(appearanceOfThumbnail)) ?? UNKNOWN_APPEARANCE,
  };
}
