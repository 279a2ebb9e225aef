import { displayPath, joinPath } from '../domain/path-bytes.ts';
import { pathKey } from '../domain/path-key.ts';
import type { LibraryReader } from '../store/library-reader.ts';

/** A file, and the photo that it is. */
export interface PhotoAtPath {
  readonly photo: number;
  readonly file: number;
}

/** What stands in a text for bytes that are not UTF-8: Node has no others of an argument of a command. */
const REPLACED = '\ufffd';

/**
 * Photos by the full paths of their files. Reads the places of all photos once, whatever the number of paths. A path
 * whose bytes were replaced is that of the one file which reads so.
 * @returns for each path its file with the photo, by their ids, or null
 */
export function photosAt(reader: LibraryReader, paths: readonly Uint8Array[]): (PhotoAtPath | null)[] {
  const found = new Map<string, PhotoAtPath | null>(paths.map((path) => [pathKey(path), null]));
  const texts = paths.map((path) => displayPath(path));
  const replaced = new Map<string, PhotoAtPath[]>(
    texts.filter((text) => text.includes(REPLACED)).map((text) => [text, []]),
  );
  for (const { folderPath, path, photo, file } of reader.files.places()) {
    const full = joinPath(folderPath, path);
    const key = pathKey(full);
    if (found.has(key)) found.set(key, { photo, file });
    if (replaced.size > 0) replaced.get(displayPath(full))?.push({ photo, file });
  }
  return paths.map((path, at) => {
    const [one, ...others] = replaced.get(texts[at] ?? '') ?? [];
    return found.get(pathKey(path)) ?? (others.length === 0 ? (one ?? null) : null);
  });
}
