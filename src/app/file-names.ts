import { fold, foldForms } from '../domain/fold.ts';
import { displayPath, folderName } from '../domain/path-bytes.ts';
import type { QueryWord, ResolvedQuery } from '../domain/query.ts';
import type { FilePlaceRow } from '../store/library-rows.ts';

/** Where a file lies. */
export type FileAt = Pick<FilePlaceRow, 'folderPath' | 'path'>;

/** The name of a file and those of its folders, from its folder of the library on, in all forms that are searched for. */
export interface FileNames {
  readonly name: string;
  readonly folders: string;
}

/** The names that a search may give for a file. */
export function fileNamesOf({ folderPath, path }: FileAt): FileNames {
  const parts = displayPath(path).split('/');
  const name = parts.pop() ?? '';
  const searched = (names: readonly string[]): string => names.flatMap(foldForms).join('/');
  return { name: searched([name]), folders: searched([folderName(folderPath), ...parts]) };
}

/** Whether a word of a search names a file by its own name or by that of a folder. */
export function isNamedBy({ text, interpretations }: QueryWord, { name, folders }: FileNames): boolean {
  for (const one of interpretations) {
    if (one.as !== 'filter') continue;
    if (one.filter.field === 'name') return name.includes(fold(one.filter.value));
    if (one.filter.field === 'folder') return folders.includes(fold(one.filter.value));
  }
  const word = fold(text);
  return word !== '' && (name.includes(word) || folders.includes(word));
}

const isOfFile = ({ interpretations }: QueryWord): boolean =>
  interpretations.some(
    (one) => one.as === 'filter' && (one.filter.field === 'name' || one.filter.field === 'folder'),
  );

/**
 * Whether the conditions of a search on file names and folders (`name:`, `folder:`) hold for one file of a photo.
 * @returns null where the search has none, or would find the photo by something else as well
 */
export function holdsForFile(query: ResolvedQuery, names: FileNames): boolean | null {
  switch (query.kind) {
    case 'condition':
      return isOfFile(query.word) ? isNamedBy(query.word, names) : null;
    case 'text':
      return null;
    case 'not': {
      const holds = holdsForFile(query.part, names);
      return holds === null ? null : !holds;
    }
    case 'and': {
      const known = query.parts.map((part) => holdsForFile(part, names)).filter((one) => one !== null);
      return known.length === 0 ? null : known.every((holds) => holds);
    }
    case 'or': {
      const all = query.parts.map((part) => holdsForFile(part, names));
      if (all.some((holds) => holds === true)) return true;
      return all.some((holds) => holds === null) ? null : false;
    }
  }
}
