import { fold } from '../../domain/fold.ts';
import type { PhotoIndex } from '../index/photo-index.ts';

/**
 * Ordinals of the photos of people by their names: by their faces, and where another program wrote the name into the
 * photo. May include dead ordinals.
 */
export function photosOfPeople(index: PhotoIndex, names: readonly string[]): Set<number> {
  const wanted = new Set(names.map(fold));
  if (wanted.size === 0) return new Set();
  const found = new Set(index.people.flatMap(({ name, photos }) => (wanted.has(fold(name)) ? photos : [])));
  const { people } = index.columns;
  // The index keeps a list as JSON, as the library has it.
  const named = index.texts.people.where((json) =>
    (JSON.parse(json) as string[]).some((name) => wanted.has(fold(name))),
  );
  if (named.includes(1))
    for (const ordinal of index.newest) if (named[people[ordinal] as number] === 1) found.add(ordinal);
  return found;
}
