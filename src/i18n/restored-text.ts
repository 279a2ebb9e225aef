import type { RestoredCount } from '../domain/user-data.ts';
import type { Format } from './formatter.ts';

interface Part {
  readonly text: (format: Format, n: number) => string;
  /** Stated although there is none. */
  readonly alsoNone: boolean;
}

/** How each number is stated, in this order; that of folders that are kept for later is a sentence of its own. */
const PARTS: Readonly<Record<Exclude<RestoredCount, 'foldersKept'>, Part>> = {
  corrections: { text: (format, n) => format('restoredCorrections', { n }), alsoNone: true },
  customLabels: { text: (format, n) => format('restoredLabels', { n }), alsoNone: true },
  favourites: { text: (format, n) => format('restoredFavourites', { n }), alsoNone: true },
  albums: { text: (format, n) => format('restoredAlbums', { n }), alsoNone: true },
  people: { text: (format, n) => format('restoredPeople', { n }), alsoNone: false },
  edits: { text: (format, n) => format('restoredEdits', { n }), alsoNone: false },
  memoryExclusions: { text: (format, n) => format('restoredHiddenMemories', { n }), alsoNone: false },
  foldersAdded: { text: (format, n) => format('restoredFolders', { n }), alsoNone: false },
  skipped: { text: (format, n) => format('restoredSkipped', { n }), alsoNone: false },
};
const NAMES = Object.keys(PARTS) as readonly (keyof typeof PARTS)[];

/** Describes what was read from a backup: "Restored: 3 answers, 1 label, …". */
export function restoredText(
  format: Format,
  list: Intl.ListFormat,
  counts: Readonly<Record<RestoredCount, number>>,
): string {
  const parts = NAMES.filter((name) => counts[name] > 0 || PARTS[name].alsoNone).map((name) =>
    PARTS[name].text(format, counts[name]),
  );
  const restored = format('restored', { parts: list.format(parts) });
  const { foldersKept } = counts;
  return foldersKept > 0 ? `${restored} ${format('foldersKept', { n: foldersKept })}` : restored;
}
