import { dirname } from 'node:path';
import { joinPath } from '../domain/path-bytes.ts';
import { pathKey } from '../domain/path-key.ts';
import type { ResolvedQuery } from '../domain/query.ts';
import { partsOf } from '../search/query-parts.ts';
import type { FilePlaceRow } from '../store/library-rows.ts';
import { type FileAt, fileNamesOf, isNamedBy } from './file-names.ts';

/** Rank of a chosen file: more than the words of any search. */
const CHOSEN = 1_000_000;

const pathOf = ({ folderPath, path }: FileAt): string => pathKey(joinPath(folderPath, path));

/**
 * Puts the files of a photo that are meant before others of the same bytes; the order is else as it was.
 * @param chosen places of files that were chosen; those beside them come next, as the RAW of a chosen picture
 * @param query the search that found the photo: the more of its words name a file or its folders, the earlier it comes
 */
export function meantFirst(
  chosen: readonly FileAt[],
  query: ResolvedQuery | null,
): (places: readonly FilePlaceRow[]) => readonly FilePlaceRow[] {
  const paths = new Set(chosen.map(pathOf));
  const directories = new Set([...paths].map((path) => dirname(path)));
  const parts = query === null ? [] : partsOf(query);
  const rank = (place: FilePlaceRow): number => {
    const path = pathOf(place);
    if (paths.has(path)) return CHOSEN;
    const names = fileNamesOf(place);
    const named = parts.map(
      ({ words, negated }) => words.filter((word) => isNamedBy(word, names)).length * (negated ? -1 : 1),
    );
    return named.reduce((sum, n) => sum + n, directories.has(dirname(path)) ? 1 : 0);
  };
  return (places) => {
    if (places.length < 2) return places;
    const ranks = new Map(places.map((place) => [place, rank(place)]));
    return places.toSorted((a, b) => (ranks.get(b) ?? 0) - (ranks.get(a) ?? 0));
  };
}
