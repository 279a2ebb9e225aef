import type { Device } from '../../domain/device.ts';
import { enginesBestFirst } from './best-first.ts';
import { PROCESSOR } from './candidate.ts';
import { candidates } from './candidates.ts';
import type { EngineReport } from './engine-report.ts';
import { machineKey } from './machine-key.ts';
import { failedReport } from './probe-candidate.ts';
import { RememberedReports, rememberedPath } from './remembered-reports.ts';

/** What is known of the engines of a computer without trying any. */
export interface KnownEngines {
  readonly engines: readonly {
    readonly id: string;
    readonly title: string;
    /** What it runs on, where that is known before it was tried. */
    readonly device: Device | null;
    /** Whether it is made for this system at all. */
    readonly possible: boolean;
    /** Null: it was not compared yet. */
    readonly report: EngineReport | null;
  }[];
  /** Id of the engine that is taken by what is known. */
  readonly used: string;
}

/**
 * The candidates with what is remembered of each.
 * @param models the models folder
 * @param library path of the library beside which it is remembered
 * @param threads for the processor's engines
 * @param setting 'auto', or the id of the engine that the person wants where it works
 */
export async function knownEngines(
  models: string,
  library: string,
  threads: number,
  setting: string,
): Promise<KnownEngines> {
  const remembered = new RememberedReports(rememberedPath(library), await machineKey(models));
  const engines = candidates(threads).map(({ id, title, device, unfit }) => ({
    ...{ id, title, device, possible: unfit?.system !== true },
    report: unfit === null ? (remembered.get(title) ?? null) : failedReport(id, title, unfit.reason),
  }));
  const reports = engines.flatMap(({ report }) => report ?? []);
  return { engines, used: enginesBestFirst(reports, setting)[0]?.id ?? PROCESSOR };
}
