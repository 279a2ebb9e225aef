import { FORMATS } from '../src/domain/photo-format.ts';

/** Extensions that systems open with a picture viewer. */
const EXTENSIONS: ReadonlySet<string> = new Set(
  Object.values(FORMATS).flatMap(({ extensions }): readonly string[] => extensions),
);

/**
 * Whether opening this path shows a picture. A photo may be recognised by its bytes alone: with the extension of a
 * program, the system would execute it.
 */
export function opensAsPicture(path: string): boolean {
  const dot = path.lastIndexOf('.');
  return dot >= 0 && EXTENSIONS.has(path.slice(dot + 1).toLowerCase());
}
