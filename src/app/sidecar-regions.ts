import { readPhoto, readPhotoPart } from '../platform/files/read-photo.ts';
import { log } from '../platform/log/log.ts';
import type { PeopleIndex } from '../search/people/people-index.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { PhotoRow } from '../store/library-rows.ts';
import type { EditedRow } from '../store/photo-edits.ts';
import type { SidecarRegions } from '../transfer/sidecar-record.ts';
import { formatOfBytes } from '../vision/decode/format-of-bytes.ts';
import { FIRST_BYTES, headNeeded, readHead } from '../vision/decode/read-head.ts';
import { namedFaces } from './named-faces.ts';

/** In bytes: a larger file that is no JPEG has its regions left out. */
const MOST_BYTES = 512 * 1024 * 1024;

/** The faces with a name in a photo, for its sidecar; null if there are none. */
export async function sidecarRegions(
  people: PeopleIndex,
  reader: LibraryReader,
  row: EditedRow<PhotoRow>,
): Promise<SidecarRegions | null> {
  const faces = namedFaces(people, row.id, row.people).map(({ name, box }) => ({ name, box }));
  return faces.length === 0 ? null : { faces, picture: await storedPicture(reader, row) };
}

/**
 * How the picture lies in its file: regions are of that, not of the upright picture. Null, and logged, where no file of
 * it can be read: the names are written without their places then.
 */
export async function storedPicture(
  reader: LibraryReader,
  row: EditedRow<PhotoRow>,
): Promise<SidecarRegions['picture']> {
  for (const { folderPath, path } of reader.places(row.id)) {
    const bytes = await metadataBytes(folderPath, path);
    const head =
      bytes === null
        ? null
        : await readHead({ bytes, name: '', mtime: 0 }, { now: Date.now() }, new AbortController().signal);
    if (head === null) continue;
    const { orientation } = head;
    // The sides of the row are those of the picture as the user turned it.
    const isTurned = orientation >= 5 !== (row.turn === 90 || row.turn === 270);
    return {
      width: isTurned ? row.height : row.width,
      height: isTurned ? row.width : row.height,
      orientation,
    };
  }
  log.warn('a sidecar lacks what depends on how the picture lies in its file, which cannot be read', {
    detail: `photo ${row.id}`,
  });
  return null;
}

/** The bytes of a file that its orientation is in; null, and logged, if they cannot be read. */
async function metadataBytes(folder: Uint8Array, file: Uint8Array): Promise<Uint8Array | null> {
  const first = await readPhotoPart(folder, file, 0, FIRST_BYTES);
  if (!('bytes' in first)) {
    log.debug('a photo cannot be read for its orientation', { detail: first.kind });
    return null;
  }
  const isJpeg = formatOfBytes(first.bytes) === 'jpeg';
  if (isJpeg && headNeeded(first.bytes) <= first.bytes.length) return first.bytes;
  const more = isJpeg
    ? await readPhotoPart(folder, file, 0, headNeeded(first.bytes))
    : await readPhoto(folder, file, MOST_BYTES);
  if ('kind' in more) {
    log.debug('a photo cannot be read for its orientation', { detail: more.kind });
    return null;
  }
  return 'bytes' in more ? more.bytes : more;
}
