import type { ParsedInput } from '../../api/contract.ts';
import type { Searcher } from '../../search/searcher.ts';
import type { LibraryReader } from '../../store/library-reader.ts';
import type { ScannedFileRow } from '../../store/library-rows.ts';
import { fileNamesOf, holdsForFile } from '../file-names.ts';

export type TrashWanted = ParsedInput<'trash.plan'>;

/** The files that are asked for, as they were scanned. */
export interface ChosenFiles {
  readonly rows: readonly ScannedFileRow[];
  /** Files of the same photos that are there and were not asked for. */
  readonly others: readonly ScannedFileRow[];
  /** The photos, as they are shown, of which no file is to stay, with the photos of their stacks. */
  readonly stacks: ReadonlyMap<number, readonly number[]>;
}

/**
 * Finds the files that a plan is about: all files of photos and of their stacks, but for those that the search of the
 * plan does not mean; copies; single files.
 * @throws BeachcombError if no file of a photo would be left that was to stay
 */
export function chosenFiles(
  wanted: TrashWanted,
  { searcher, reader }: { readonly searcher: Searcher; readonly reader: LibraryReader },
): ChosenFiles {
  const { index } = searcher;
  const named = new Set(wanted.files.map(({ file }) => file));
  const whole = new Set(wanted.photos.flatMap((photo) => index.stackOf(photo)));
  const leads = new Set(
    [...wanted.photos, ...wanted.files.map(({ photo }) => photo)].map((photo) => index.shownPhotoOf(photo)),
  );
  const isMeant = meantBy(wanted.search, searcher);
  const rows = reader.files.filesOf([...new Set([...leads].flatMap((lead) => index.stackOf(lead)))]);
  const going = rows.filter((row) => named.has(row.file) || (whole.has(row.photo) && isMeant(row)));
  const goes = new Set(going);
  const others = rows.filter((row) => !goes.has(row) && row.missing === 0);
  const stay = new Set(others.map(({ photo }) => photo));
  return {
    rows: [...going, ...copiesOf(wanted, reader).filter(({ photo }) => !whole.has(photo))],
    others,
    stacks: new Map(
      [...leads].filter((lead) => !stay.has(lead)).map((lead) => [lead, index.stackOf(lead)] as const),
    ),
  };
}

/** Whether a search that found a photo means one of its files; without a condition on its place, it means each. */
function meantBy(search: string, searcher: Searcher): (row: ScannedFileRow) => boolean {
  if (search.trim() === '') return () => true;
  const query = searcher.read(search);
  return (row) => holdsForFile(query, fileNamesOf(row)) !== false;
}

/** The files of copies that do not stay. @throws BeachcombError if no file of a photo would be left */
function copiesOf({ copies }: TrashWanted, reader: LibraryReader): ScannedFileRow[] {
  const kept = new Set(copies.flatMap(({ keep }) => keep));
  const rows = reader.files.filesOf(copies.map(({ photo }) => photo));
  const safe = new Set(
    rows.filter(({ file, missing }) => kept.has(file) && missing === 0).map(({ photo }) => photo),
  );
  return rows.filter(({ file, photo, missing }) => !kept.has(file) && missing === 0 && safe.has(photo));
}
