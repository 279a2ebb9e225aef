import type { AnalyserId } from '../../domain/analyser.ts';
import type { FolderScan } from './scan-folder.ts';

/** Summary of one run. */
export interface RunSummary {
  readonly scans: readonly Omit<FolderScan, 'touched'>[];
  /** Processed files: indexed, already known by their content, or with a problem. */
  readonly indexed: number;
  readonly known: number;
  readonly problems: number;
  readonly recomputed: number;
  /** Photos recognised again, because their predictions came from a network of another generation. */
  readonly recognisedAgain: number;
  /** Photos that each analyser was done with in this run. */
  readonly analysed: Readonly<Partial<Record<AnalyserId, number>>>;
  /** Files read again because only their ctime changed, whose content is unchanged. */
  readonly rechecked: number;
  /** Missing files that the user has not answered about. */
  readonly asked: number;
  /** Maximum number of photos read and decoded at once. */
  readonly decoders: number;
  /** Without the analysers. */
  readonly seconds: number;
}
