import { type Candidate, PROCESSOR } from './candidate.ts';
import type { Engine } from './engine.ts';
import type { EngineReport } from './engine-report.ts';
import { failedReport, PROBE_PATIENCE, type Probe, probeCandidate } from './probe-candidate.ts';
import { probeInputs } from './probe-inputs.ts';
import type { RememberedReports } from './remembered-reports.ts';

export interface MeasureOptions {
  /** The models folder. */
  readonly models: string;
  readonly candidates: readonly Candidate[];
  /** An open engine of the processor: its answers are those that the others' should be. */
  readonly processor: Engine;
  readonly remembered: RememberedReports;
  /** What is remembered is measured again, and the processor in any case. */
  readonly again: boolean;
  readonly signal: AbortSignal;
  /** Milliseconds. */
  readonly now: () => number;
  /** Told before a candidate is measured: its title, and how many of how many were measured before. */
  readonly onTry?: (title: string, done: number, of: number) => void;
}

/** True where nothing has to be measured: all that can be tried here is remembered. */
export function isMeasured(candidates: readonly Candidate[], remembered: RememberedReports): boolean {
  const fit = candidates.filter(({ unfit }) => unfit === null);
  const known = (ours: boolean) =>
    fit.filter(({ id }) => (id === PROCESSOR) === ours).map(({ title }) => remembered.get(title));
  const all = known(false);
  const comparable = all.some((report) => report?.trouble === null);
  return ![...all, ...(comparable ? known(true) : [])].includes(undefined);
}

/**
 * Reports on the candidates: remembered, or measured one after the other and remembered. The processor's comes
 * last, and only where another one works: else there is nothing to compare it with. The computer should be at
 * rest. Ends early when aborted.
 */
export async function measureCandidates(options: MeasureOptions): Promise<EngineReport[]> {
  const { models, candidates, remembered, again, signal, now } = options;
  const needed = again || !isMeasured(candidates, remembered);
  const inputs = needed ? await probeInputs(models) : [];
  const expected = needed ? await options.processor.classify(inputs) : [];
  const probe: Probe = { models, inputs, expected, patience: PROBE_PATIENCE, signal, now };
  const reports: EngineReport[] = [];
  const fit = candidates.filter(({ unfit }) => unfit === null);
  let tried = 0;
  const onMeasure = (title: string): void => options.onTry?.(title, tried++, fit.length);
  for (const candidate of candidates)
    if (candidate.id !== PROCESSOR && !signal.aborted)
      reports.push(await reportOn(candidate, probe, options, onMeasure));
  const processor = candidates.find(({ id }) => id === PROCESSOR);
  const comparable = options.again || reports.some(({ trouble }) => trouble === null);
  if (processor !== undefined && comparable && !signal.aborted)
    reports.push(await reportOn(processor, probe, options, onMeasure));
  return reports;
}

async function reportOn(
  candidate: Candidate,
  probe: Probe,
  { remembered, again }: MeasureOptions,
  onMeasure: (title: string) => void,
): Promise<EngineReport> {
  const { id, title, unfit } = candidate;
  const known = again ? undefined : remembered.get(title);
  if (unfit !== null) return failedReport(id, title, unfit.reason);
  if (known !== undefined) return known;
  onMeasure(title);
  // A driver that takes the whole computer along is not tried a second time.
  if (id !== PROCESSOR) remembered.keep(failedReport(id, title, { code: 'interrupted' }));
  const report = await probeCandidate(candidate, probe);
  if (probe.signal.aborted) remembered.forget(title);
  else remembered.keep(report);
  return report;
}
