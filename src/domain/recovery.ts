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
