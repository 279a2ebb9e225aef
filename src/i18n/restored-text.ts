import type { Format } from './formatter.ts';

/** Numbers of what a backup brought, by kind. */
type RestoredCounts = Readonly<
  Record<
    | 'corrections'
    | 'customLabels'
    | 'favourites'
    | 'albums'
    | 'people'
    | 'edits'
    | 'memoryExclusions'
    | 'skipped'
    | 'foldersAdded'
    | 'foldersKept',
    number
  >
>;

/** Describes what was read from a backup: "Restored: 3 answers, 1 label, …". */
export function restoredText(format: Format, list: Intl.ListFormat, counts: RestoredCounts): string {
  const { corrections, customLabels, favourites, albums, people, edits, memoryExclusions } = counts;
  const { skipped, foldersAdded, foldersKept } = counts;
  const parts = [
    format('restoredCorrections', { n: corrections }),
    format('restoredLabels', { n: customLabels }),
    format('restoredFavourites', { n: favourites }),
    format('restoredAlbums', { n: albums }),
    ...(people > 0 ? [format('restoredPeople', { n: people })] : []),
    ...(edits > 0 ? [format('restoredEdits', { n: edits })] : []),
    ...(memoryExclusions > 0 ? [format('restoredHiddenMemories', { n: memoryExclusions })] : []),
    ...(foldersAdded > 0 ? [format('restoredFolders', { n: foldersAdded })] : []),
    ...(skipped > 0 ? [format('restoredSkipped', { n: skipped })] : []),
  ];
  const restored = format('restored', { parts: list.format(parts) });
  return foldersKept > 0 ? `${restored} ${format('foldersKept', { n: foldersKept })}` : restored;
}
