/** Report of a library that was damaged or missing and was rebuilt. */
export interface Recovery {
  /** ms since 1970. */
  readonly at: number;
  readonly reason: 'damaged' | 'missing';
  /** File name of the damaged library, kept beside the new one. */
  readonly keptAs: string | null;
  /** Number of restored folders. */
  readonly folders: number;
  /** Number of restored corrections, labels, favourites, albums and saved searches. */
  readonly statements: number;
  /** False if some user data could not be read. */
  readonly complete: boolean;
}

/**
 * What was found beside a library whose journal is not its own:
 * `older-library`: the library lacks what the journal has (a restored backup); `older-journal`: the journal lacks what
 * the library has; `two-histories`: each has something that the other lacks; `damaged-journal`: lines of the journal
 * were damaged, missing, moved or in another encoding, and the library has everything.
 */
export const HISTORY_REASONS = [
  'older-library',
  'older-journal',
  'two-histories',
  'damaged-journal',
] as const;
export type HistoryReason = (typeof HISTORY_REASONS)[number];

/** Which of two histories of user data counts. They are joined until the user chooses. */
export const HISTORY_CHOICES = ['both', 'library', 'journal'] as const;
export type HistoryChoice = (typeof HISTORY_CHOICES)[number];

/** Two histories of user data that were found and joined; the user is asked which of them counts. */
export interface HistoriesFound {
  /** Time of the last joined write, ms since 1970: what was written later counts in any case. */
  readonly at: number;
  readonly reason: HistoryReason;
  /** File names of the copies beside the library: its own user data, and the journal as it was found. */
  readonly library: string | null;
  readonly journal: string;
}
