import { FORMATS } from '../src/domain/photo-format.ts';

/** Extensions that a system opens with a viewer of pictures. */
const EXTENSIONS: ReadonlySet<string> = new Set(
  Object.values(FORMATS).flatMap(({ extensions }): readonly string[] => extensions),
);

/**
 * True where opening this path shows a picture. A photo may be known by its bytes alone: under the name of a
 * program the system would run it.
 */
export function opensAsPicture(path: string): boolean {
  const dot = path.lastIndexOf('.');
  return dot >= 0 && EXTENSIONS.has(path.slice(dot + 1).toLowerCase());
}
