import { joinPath } from '../domain/path-bytes.ts';
import type { LibraryReader } from '../store/library-reader.ts';

/**
 * Photos by the full paths of their files. Reads the places of all photos once, whatever the number of paths.
 * @returns for each path the id of its photo, or null
 */
export function photosAt(reader: LibraryReader, paths: readonly Uint8Array[]): (number | null)[] {
  // Latin-1 has one character for each byte: a path need not be text.
  const keyOf = (path: Uint8Array): string => Buffer.from(path).toString('latin1');
  const photos = new Map<string, number | null>(paths.map((path) => [keyOf(path), null]));
  for (const { folderPath, path, photo } of reader.places()) {
    const key = keyOf(joinPath(folderPath, path));
    if (photos.has(key)) photos.set(key, photo);
  }
  return paths.map((path) => photos.get(keyOf(path)) ?? null);
}
