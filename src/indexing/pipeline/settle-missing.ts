import type { IndexWriter } from '../../store/index-writer.ts';
import { manyMissing } from '../scan/many-missing.ts';
import type { RunOptions } from './run-options.ts';
import type { RunSummary } from './run-summary.ts';

/**
 * Marks missing files once moved ones are found by their content.
 * @param now ms since 1970
 * @returns number of files without an answer
 */
export function settleMissing(
  writer: IndexWriter,
  scans: RunSummary['scans'],
  forget: RunOptions['forgetMissing'],
  now: number,
): number {
  let asked = 0;
  for (const { folder, known, missing, unreachable } of scans) {
    if (unreachable !== null) continue;
    const isMany = (gone: number): boolean => manyMissing(known, gone);
    asked += writer.scanned.finishScan(folder, missing, isMany, now, forget);
  }
  return asked;
}
