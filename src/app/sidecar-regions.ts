import { log } from '../platform/log/log.ts';
import type { PeopleIndex } from '../search/people/people-index.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { PhotoRow } from '../store/library-rows.ts';
import type { EditedRow } from '../store/photo-edits.ts';
import type { SidecarRegions } from '../transfer/sidecar-record.ts';
import { readHead } from '../vision/decode/read-head.ts';
import { readHeadBytes } from '../vision/decode/read-head-bytes.ts';
import { namedFaces } from './named-faces.ts';

/** In bytes: so much is read of a file that is no JPEG. */
const MOST_BYTES = 8 * 1024 * 1024;

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
  for (const { folderPath, path } of reader.files.places(row.id)) {
    const bytes = await readHeadBytes(folderPath, path, MOST_BYTES);
    if (!Buffer.isBuffer(bytes)) {
      log.debug('a photo cannot be read for its orientation', { detail: bytes.kind });
      continue;
    }
    const { signal } = new AbortController();
    const head = await readHead({ bytes, name: '', mtime: 0 }, { now: Date.now() }, signal);
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
