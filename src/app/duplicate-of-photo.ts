import { shownName } from '../domain/path-bytes.ts';
import type { Duplicate } from '../search/duplicates/best-first.ts';
import type { PhotoRow, ScannedFileRow } from '../store/library-rows.ts';

/**
 * What distinguishes a photo, or one of its files, from others of the same picture.
 * @param sharpness of its sharpest parts, 0 to 255; null if unknown, or the same for all
 */
export function duplicateOf(
  { width, height, format, camera, latitude, takenFrom }: PhotoRow,
  file: Pick<ScannedFileRow, 'name' | 'directory' | 'size' | 'mtime'>,
  sharpness: number | null,
  hasStatements: boolean,
): Duplicate {
  return {
    width,
    height,
    format,
    camera,
    latitude,
    takenFrom,
    hasStatements,
    size: file.size,
    mtime: file.mtime,
    sharpness,
    name: shownName(file.name),
    directory: shownName(file.directory),
  };
}
