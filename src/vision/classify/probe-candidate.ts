import type { EngineReason } from '../../domain/engine-reason.ts';
import type { Prediction } from '../../domain/prediction.ts';
import { log } from '../../platform/log/log.ts';
import type { Candidate } from './candidate.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './engine-error.ts';
import type { EngineReport } from './engine-report.ts';
import { measureEngine } from './measure-engine.ts';
import type { EngineLimits } from './remote-engine.ts';
import { whyNoGraphicsCard } from './why-no-graphics-card.ts';

/** Options of a probe. */
export interface Probe {
  /** The models folder. */
  readonly models: string;
  readonly inputs: readonly Uint8Array[];
  /** The processor's predictions for the inputs. */
  readonly expected: readonly Prediction[];
  readonly limits: EngineLimits;
  readonly signal: AbortSignal;
  /** Clock in ms. */
  readonly now: () => number;
}

/** Time limits of a probe on an idle computer; a driver compiles its shaders at the first use. */
export const PROBE_LIMITS: EngineLimits = { openMs: 30_000, batchMs: () => 20_000 };

const COMPILING_MS = 10 * 60_000;
/** The same where kernels are compiled for a card, at the start and with the first photo: once, and kept by the driver. */
const compiling = (limits: EngineLimits): EngineLimits => ({
  openMs: COMPILING_MS,
  batchMs: (photos) => (photos === 1 ? COMPILING_MS : limits.batchMs(photos)),
});

/** Opens, measures and closes a candidate. Every failure is in the report. */
export async function probeCandidate(candidate: Candidate, probe: Probe): Promise<EngineReport> {
  const start = probe.now();
  let report = failedReport(candidate.id, candidate.title, { code: 'stopped' });
  let engine: Engine | null = null;
  try {
    const limits = candidate.compiles === true ? compiling(probe.limits) : probe.limits;
    engine = await candidate.open(probe.models, limits, probe.signal);
    const { device, gpu } = engine;
    report = { ...report, device, gpu, loadSeconds: (probe.now() - start) / 1000 };
    const { inputs, expected, now, signal } = probe;
    const measured = await measureEngine(engine, inputs, expected, candidate.tolerance, now, signal);
    return { ...report, ...measured, trouble: null };
  } catch (error) {
    // Expected if this computer lacks the engine: the report contains the reason.
    log.info('an engine cannot be used', { error });
    const { reason } = EngineError.from(error);
    const trouble = reason.code === 'no-webgpu-adapter' ? await whyNoGraphicsCard() : reason;
    return { ...report, trouble };
  } finally {
    await engine?.close();
  }
}

/** The report of an engine that failed before anything was measured. */
export function failedReport(id: string, title: string, trouble: EngineReason): EngineReport {
  return {
    id,
    title,
    trouble,
    device: null,
    gpu: false,
    loadSeconds: null,
    photosPerSecond: null,
    batch: null,
    difference: null,
  };
}
