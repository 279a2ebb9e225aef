import { dropBytes } from '../../domain/drop-bytes.ts';
import type { Metadata } from '../../domain/metadata.ts';
import { chooseDate } from '../../knowledge/dates/choose-date.ts';
import type { IndexWriter } from '../../store/index-writer.ts';
import type { PhotoToReadAgain } from '../../store/photo-writer.ts';
import { decodeMetadata } from '../../vision/decode/decode.ts';
import { datesOfName } from '../../vision/decode/read-metadata.ts';
import { photoName } from './photo-name.ts';
import { readUnchanged } from './read-unchanged.ts';

const AT_ONCE = 64;

/**
 * Reads the metadata of photos again that an older reader read, from a file with unchanged bytes, without decoding or
 * recognising them. A photo without a readable file keeps what it has, and waits for a later run. Stops when aborted;
 * the next run continues.
 * @param mayGoOn called before each photo; resolves when work may continue
 * @param now ms since 1970
 */
export async function readMetadataAgain(
  writer: IndexWriter,
  signal: AbortSignal,
  mayGoOn: () => Promise<void>,
  now: () => number,
): Promise<void> {
  let last = 0;
  while (!signal.aborted) {
    const photos = writer.photos.withOldMetadata(last, AT_ONCE);
    if (photos.length === 0) return;
    const read: { photo: number; metadata: Metadata }[] = [];
    for (const photo of photos) {
      await mayGoOn();
      if (signal.aborted) break;
      last = photo.photo;
      const metadata = await metadataOfCopies(photo, signal, now());
      if (metadata !== null) read.push({ photo: photo.photo, metadata });
    }
    writer.photos.setMetadata(read);
  }
}

/** The metadata of the first copy with unchanged bytes, with the best date of the names of all; null for none. */
async function metadataOfCopies(
  { hash, files }: PhotoToReadAgain,
  signal: AbortSignal,
  now: number,
): Promise<Metadata | null> {
  for (const file of files) {
    const bytes = await readUnchanged(file, hash);
    if (!Buffer.isBuffer(bytes)) continue;
    const metadata = await decodeMetadata({ ...photoName(file), bytes }, { signal, now: () => now });
    dropBytes(bytes);
    if (metadata === null) continue;
    const dates = files.flatMap((copy) => datesOfName(photoName(copy), { now }));
    const takenAt = chooseDate(
      [...(metadata.takenAt === undefined ? [] : [metadata.takenAt]), ...dates],
      now,
    );
    return takenAt === undefined ? metadata : { ...metadata, takenAt };
  }
  return null;
}
