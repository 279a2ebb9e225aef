import { joinPath } from '../domain/path-bytes.ts';
import { pathKey } from '../domain/path-key.ts';
import type { LibraryReader } from '../store/library-reader.ts';

/** A file, and the photo that it is. */
export interface PhotoAtPath {
  readonly photo: number;
  readonly file: number;
}

/**
 * Photos by the full paths of their files. Reads the places of all photos once, whatever the number of paths.
 * @returns for each path its file with the photo, by their ids, or null
 */
export function photosAt(reader: LibraryReader, paths: readonly Uint8Array[]): (PhotoAtPath | null)[] {
  const found = new Map<string, PhotoAtPath | null>(paths.map((path) => [pathKey(path), null]));
  for (const { folderPath, path, photo, file } of reader.files.places()) {
    const key = pathKey(joinPath(folderPath, path));
    if (found.has(key)) found.set(key, { photo, file });
  }
  return paths.map((path) => found.get(pathKey(path)) ?? null);
}
