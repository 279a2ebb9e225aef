/** How a library is opened. */
export interface OpenOptions {
  /** Path of library.sqlite; created where it does not exist. */
  readonly path: string;
  /** The models folder. */
  readonly models: string;
  /** The folder of sample photos, where there is one. */
  readonly samples: string | null;
  /** The system's folder for pictures, where it is known. */
  readonly pictures?: string | null;
  /** Starts the indexer and keeps it running; a search from the command line needs none. */
  readonly indexing: boolean;
  /** The library was found damaged while it was open: it should be closed and opened again. */
  readonly onDamaged?: () => void;
  readonly log: (line: string) => void;
}
