import type { PicturePart } from '../api/picture-response.ts';
import { BeachcombError } from '../domain/error.ts';
import type { LibraryParts } from './library-parts.ts';
import { embeddedPart, originalPart } from './original-picture.ts';
import { photoRow } from './views/photo-view.ts';

/**
 * A part of the film of a live photo: of the file beside it, or of a range of its own file.
 * @param version of the part before this one; null for the first
 * @throws BeachcombError `not-found` where the photo has none, or its file cannot be read
 */
export async function motionPart(
  { reader, searcher }: Pick<LibraryParts, 'reader' | 'searcher'>,
  photo: number,
  from: number,
  version: string | null,
): Promise<PicturePart> {
  searcher.refresh();
  const { index } = searcher;
  const row = photoRow(reader, photo);
  const ordinal = index.shownOrdinalOf(row.id);
  const film = ordinal === null ? null : index.filmOf(ordinal);
  if (film !== null) {
    const { id, format } = photoRow(reader, index.columns.id[film] ?? 0);
    return originalPart(format, reader.files.places(id), from, version);
  }
  const { motionAt, motionBytes } = row;
  if (motionAt === null || motionBytes === null)
    throw new BeachcombError('not-found', `Photo ${photo} has no film.`);
  return embeddedPart({ at: motionAt, bytes: motionBytes }, reader.files.places(row.id), from, version);
}
