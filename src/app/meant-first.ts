import { dirname } from 'node:path';
import { fold, foldForms } from '../domain/fold.ts';
import { displayPath, folderName, joinPath } from '../domain/path-bytes.ts';
import { pathKey } from '../domain/path-key.ts';
import type { QueryWord, ResolvedQuery } from '../domain/query.ts';
import { partsOf } from '../search/query-parts.ts';
import type { FilePlaceRow } from '../store/library-rows.ts';

/** Rank of a chosen file: more than the words of any search. */
const CHOSEN = 1_000_000;

type Place = Pick<FilePlaceRow, 'folderPath' | 'path'>;

/** The name of a file and those of its folders, from its folder of the library on, in all forms that are searched for. */
interface PlaceNames {
  readonly name: string;
  readonly folders: string;
}

function namesOf({ folderPath, path }: Place): PlaceNames {
  const parts = displayPath(path).split('/');
  const name = parts.pop() ?? '';
  const searched = (names: readonly string[]): string => names.flatMap(foldForms).join('/');
  return { name: searched([name]), folders: searched([folderName(folderPath), ...parts]) };
}

/** Whether a word of a search names a file by its own name or by that of a folder. */
function isNamedBy({ text, interpretations }: QueryWord, { name, folders }: PlaceNames): boolean {
  for (const one of interpretations) {
    if (one.as !== 'filter') continue;
    if (one.filter.field === 'name') return name.includes(fold(one.filter.value));
    if (one.filter.field === 'folder') return folders.includes(fold(one.filter.value));
  }
  const word = fold(text);
  return word !== '' && (name.includes(word) || folders.includes(word));
}

const pathOf = ({ folderPath, path }: Place): string => pathKey(joinPath(folderPath, path));

/**
 * Puts the files of a photo that are meant before others of the same bytes; the order is else as it was.
 * @param chosen places of files that were chosen; those beside them come next, as the RAW of a chosen picture
 * @param query the search that found the photo: the more of its words name a file or its folders, the earlier it comes
 */
export function meantFirst(
  chosen: readonly Place[],
  query: ResolvedQuery | null,
): (places: readonly FilePlaceRow[]) => readonly FilePlaceRow[] {
  const paths = new Set(chosen.map(pathOf));
  const directories = new Set([...paths].map((path) => dirname(path)));
  const parts = query === null ? [] : partsOf(query);
  const rank = (place: FilePlaceRow): number => {
    const path = pathOf(place);
    if (paths.has(path)) return CHOSEN;
    const names = namesOf(place);
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
