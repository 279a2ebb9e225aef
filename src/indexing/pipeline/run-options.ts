import type { MissingEvent } from '../../domain/file.ts';

/** What one run of the pipeline is for. */
export interface RunOptions {
  /** Folders to scan; null for all. */
  readonly folders: readonly number[] | null;
  /** Scans only the parts in which the watches detected changes. */
  readonly changedOnly: boolean;
  /** Missing files that are removed at the request of the user. */
  readonly forgetMissing: readonly MissingEvent[];
  readonly signal: AbortSignal;
  /** Returns true if another run is due: recognising photos again is interrupted for it, and continues in that run. */
  readonly shouldYield: () => boolean;
}
