import { type Candidate, PROCESSOR } from './candidate.ts';
import type { Engine } from './engine.ts';
import type { EngineReport } from './engine-report.ts';
import { failedReport, PROBE_PATIENCE, probeCandidate } from './probe-candidate.ts';
import { probeViews } from './probe-views.ts';
import type { RememberedReports } from './remembered-reports.ts';

export interface MeasureOptions {
  /** The models folder. */
  readonly models: string;
  readonly candidates: readonly Candidate[];
  /** An open engine of the processor: its answers are those that the others' should be. */
  readonly processor: Engine;
  readonly remembered: RememberedReports;
  /** What is remembered is measured again. */
  readonly again: boolean;
  readonly signal: AbortSignal;
  /** Milliseconds. */
  readonly now: () => number;
}

/** True where nothing has to be measured: all that can be tried here is remembered. */
export const isMeasured = (candidates: readonly Candidate[], remembered: RememberedReports): boolean =>
  candidates.every(
    ({ id, unfit }) => id === PROCESSOR || unfit !== null || remembered.get(id) !== undefined,
  );

/**
 * Reports on every candidate, in their order: remembered, or measured one after the other and remembered. The
 * computer should be at rest. Ends early, with fewer reports, when aborted.
 */
export async function measureCandidates(options: MeasureOptions): Promise<EngineReport[]> {
  const { models, remembered, signal, now } = options;
  const views = await probeViews(models);
  const expected = await options.processor.classify(views);
  const probe = { models, views, expected, patience: PROBE_PATIENCE, signal, now };
  const reports: EngineReport[] = [];
  for (const candidate of options.candidates) {
    const { id, title, unfit } = candidate;
    const known = options.again ? undefined : remembered.get(id);
    if (signal.aborted) break;
    if (known !== undefined || unfit !== null) {
      reports.push(known ?? (await probeCandidate(candidate, probe)));
      continue;
    }
    // A driver that takes the whole computer along is not tried a second time.
    remembered.keep(failedReport(id, title, 'the computer or Beachcomb ended while it was tried'));
    const report = await probeCandidate(candidate, probe);
    if (signal.aborted) remembered.forget(id);
    else remembered.keep(report);
    reports.push(report);
  }
  return reports;
}
