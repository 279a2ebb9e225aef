/** What happened when a library was found damaged or gone, and a new one was made in its place. */
export interface Recovery {
  /** ms since 1970. */
  readonly at: number;
  readonly reason: 'damaged' | 'missing';
  /** Name of the file that the damaged library was kept under, beside the new one. */
  readonly keptAs: string | null;
  /** Folders that are in the library again. */
  readonly folders: number;
  /** Answers, labels, favourites, albums and saved searches that are there again. */
  readonly statements: number;
  /** False where not everything that a person had said could be read. */
  readonly complete: boolean;
}
