import { type DurableFiles, diskFiles } from '../platform/files/durable-files.ts';
import { branchOf } from './branch-id.ts';

/** How the history of a library's user data is written. */
export interface HistoryOptions {
  readonly files: DurableFiles;
  /** Id of the branch that is written; see `branchOf`. */
  readonly branch: string;
  /** ms since 1970 */
  readonly now: () => number;
  /** Whether every line of the journal is checked when the library is opened, not only both ends. */
  readonly careful: boolean;
  /** Growth of the journal in bytes after which it is rewritten. */
  readonly growthBytes: number;
}

/** The options for a library on this computer. @param library its path */
export const historyOptions = (library: string): HistoryOptions => ({
  files: diskFiles,
  branch: branchOf(library),
  now: Date.now,
  careful: false,
  growthBytes: 1_000_000,
});
