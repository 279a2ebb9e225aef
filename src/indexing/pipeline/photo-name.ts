import { displayPath } from '../../domain/path-bytes.ts';
import type { PhotoName } from '../../vision/decode/read-metadata.ts';

/** A file of a photo in a chosen folder. */
interface PhotoFile {
  readonly folder: Uint8Array;
  /** Relative to the folder. */
  readonly path: Uint8Array;
  /** In microseconds since 1970. */
  readonly mtime: number;
}

/** What the name of a file states of its photo. The chosen folder's own name counts, what lies above it does not. */
export function photoName({ folder, path, mtime }: PhotoFile): PhotoName {
  const parts = displayPath(path).split('/');
  const chosen = displayPath(folder).split(/[/\\]/u).filter(Boolean).at(-1) ?? '';
  return {
    name: parts.at(-1) ?? '',
    folders: [chosen, ...parts.slice(0, -1)],
    mtime,
    place: { folder, path },
  };
}
