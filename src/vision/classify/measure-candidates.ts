import { type Candidate, PROCESSOR } from './candidate.ts';
import type { Engine } from './engine.ts';
import type { EngineReport } from './engine-report.ts';
import { failedReport, PROBE_LIMITS, type Probe, probeCandidate } from './probe-candidate.ts';
import { probeInputs } from './probe-inputs.ts';
import type { RememberedReports } from './remembered-reports.ts';

export interface MeasureOptions {
  /** The models folder. */
  readonly models: string;
  readonly candidates: readonly Candidate[];
  /** An open processor engine: its predictions are the reference for the others. */
  readonly processor: Engine;
  readonly remembered: RememberedReports;
  /** Ignores remembered reports, and measures the processor in any case. */
  readonly again: boolean;
  readonly signal: AbortSignal;
  /** Clock in ms. */
  readonly now: () => number;
  /** Called before each measurement with the title, the number of measured candidates so far and the total. */
  readonly onTry?: (title: string, done: number, of: number) => void;
}

/** True if all candidates that can be tried here have a remembered report. */
export function isMeasured(candidates: readonly Candidate[], remembered: RememberedReports): boolean {
  const fit = candidates.filter(({ unfit }) => unfit === null);
  const known = (ours: boolean) =>
    fit.filter(({ id }) => (id === PROCESSOR) === ours).map(({ title }) => remembered.get(title));
  const all = known(false);
  const comparable = all.some((report) => report?.trouble === null);
  return ![...all, ...(comparable ? known(true) : [])].includes(undefined);
}

/**
 * The reports of the candidates: remembered, or measured one at a time and then remembered. The processor is last, and
 * measured only if another engine works: otherwise there is nothing to compare. The computer should be idle. Returns
 * early when aborted.
 */
export async function measureCandidates(options: MeasureOptions): Promise<EngineReport[]> {
  const { models, candidates, remembered, again, signal, now } = options;
  const needed = again || !isMeasured(candidates, remembered);
  const inputs = needed ? await probeInputs(models) : [];
  const expected = needed ? await options.processor.classify(inputs) : [];
  const probe: Probe = { models, inputs, expected, limits: PROBE_LIMITS, signal, now };
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
  // Stored before the attempt, so that a driver that crashes the computer is not tried again.
  if (id !== PROCESSOR) remembered.keep(failedReport(id, title, { code: 'interrupted' }));
  const report = await probeCandidate(candidate, probe);
  if (probe.signal.aborted) remembered.forget(title);
  else remembered.keep(report);
  return report;
}
