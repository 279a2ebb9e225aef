import { turnedOrientation } from '../domain/turned-area.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { PhotoRow } from '../store/library-rows.ts';
import type { EditedRow } from '../store/photo-edits.ts';
import type { SidecarContent } from '../transfer/sidecar-record.ts';
import { storedPicture } from './sidecar-regions.ts';

/** Rating, date, place and orientation of a photo for its sidecar, as the user edited them. */
export async function sidecarEdits(
  reader: LibraryReader,
  row: EditedRow<PhotoRow>,
): Promise<Pick<SidecarContent, 'rating' | 'taken' | 'place' | 'orientation'>> {
  const { rating, taken = null, place = null, turn } = reader.editsOf(row.hash);
  const stored = turn === undefined ? null : await storedPicture(reader, row);
  return {
    // Not rated, although the file may state otherwise.
    rating: rating === 0 ? 0 : row.rating,
    taken,
    place,
    orientation: stored === null || turn === undefined ? null : turnedOrientation(stored.orientation, turn),
  };
}
