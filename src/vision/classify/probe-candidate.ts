import type { EngineReason } from '../../domain/engine-reason.ts';
import type { Prediction } from '../../domain/prediction.ts';
import { log } from '../../platform/log/log.ts';
import type { Candidate } from './candidate.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './engine-error.ts';
import type { EngineReport } from './engine-report.ts';
import { measureEngine } from './measure-engine.ts';
import type { Patience } from './remote-engine.ts';

/** What a probe goes by. */
export interface Probe {
  /** The models folder. */
  readonly models: string;
  readonly inputs: readonly Uint8Array[];
  /** The processor's answers to the views. */
  readonly expected: readonly Prediction[];
  readonly patience: Patience;
  readonly signal: AbortSignal;
  /** Milliseconds. */
  readonly now: () => number;
}

/** What a probe may take on a computer at rest: a driver's first use translates its programs. */
export const PROBE_PATIENCE: Patience = { open: 30_000, batch: () => 20_000 };

/** Opens a candidate, measures it and throws it away. Whatever happens is in the report. */
export async function probeCandidate(candidate: Candidate, probe: Probe): Promise<EngineReport> {
  const start = probe.now();
  let report = failedReport(candidate.id, candidate.title, { code: 'stopped' });
  let engine: Engine | null = null;
  try {
    engine = await candidate.open(probe.models, probe.patience, probe.signal);
    const { device, gpu } = engine;
    report = { ...report, device, gpu, loadSeconds: (probe.now() - start) / 1000 };
    const { inputs, expected, now, signal } = probe;
    const measured = await measureEngine(engine, inputs, expected, candidate.tolerance, now, signal);
    return { ...report, ...measured, trouble: null };
  } catch (error) {
    // Expected of an engine that this computer lacks: the report contains the reason.
    log.info('an engine cannot be used', { error });
    return { ...report, trouble: EngineError.from(error).reason };
  } finally {
    await engine?.close();
  }
}

/** The report on an engine of which nothing is known but its trouble. */
export function failedReport(id: string, title: string, trouble: EngineReason): EngineReport {
  return {
    ...{ id, title, trouble, device: null, gpu: false },
    ...{ loadSeconds: null, photosPerSecond: null, batch: null, difference: null },
  };
}
