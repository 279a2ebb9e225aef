import type { Device } from '../../domain/device.ts';
import { PROCESSOR } from './candidate.ts';
import { candidates } from './candidates.ts';
import { enginePacks } from './engine-packs.ts';
import type { EngineReport } from './engine-report.ts';
import { enginesBestFirst } from './engines-best-first.ts';
import { machineKey } from './machine-key.ts';
import { failedReport } from './probe-candidate.ts';
import { RememberedReports, rememberedPath } from './remembered-reports.ts';

/** The known state of the engines of this computer, without trying any. */
export interface KnownEngines {
  readonly engines: readonly {
    readonly id: string;
    readonly title: string;
    /** Device, if it is known before the engine is tried. */
    readonly device: Device | null;
    /** Whether the engine supports this system. */
    readonly possible: boolean;
    /** Null: not compared yet. */
    readonly report: EngineReport | null;
  }[];
  /** Id of the engine that would be used. */
  readonly used: string;
}

/**
 * The candidates with their remembered reports.
 * @param models the models folder
 * @param library path of the library; the reports are stored beside it
 * @param threads for the processor's engines
 * @param dataFolder the data folder of Beachcomb, with the engines that were added
 * @param setting 'auto', or the id of the engine that the user prefers
 */
export async function knownEngines(
  models: string,
  library: string,
  threads: number,
  dataFolder: string,
  setting: string,
): Promise<KnownEngines> {
  const packs = await enginePacks(dataFolder);
  const remembered = new RememberedReports(rememberedPath(library), await machineKey(models, packs));
  const engines = candidates(threads, packs).map(({ id, title, device, unfit }) => ({
    id,
    title,
    device,
    possible: unfit?.system !== true,
    report: unfit === null ? (remembered.get(title) ?? null) : failedReport(id, title, unfit.reason),
  }));
  const reports = engines.flatMap(({ report }) => report ?? []);
  return { engines, used: enginesBestFirst(reports, setting)[0]?.id ?? PROCESSOR };
}
